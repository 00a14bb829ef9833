/** What is inside a sealed submission: read by the gateway only. */
import * as v from 'valibot'
import { documentKinds, groupMaximumItems } from '../domain/form/definition.ts'
import { isDrawnSignature, signatureMaximumLength } from '../domain/form/signature.ts'
import { nameMaximumLength } from '../domain/person/name.ts'
import type { AssistancePayload } from './assistance.ts'
import { consent } from './consent.ts'
import { instant, sha256Digest, uuid } from './envelope.ts'
import type { FeedbackPayload } from './feedback.ts'
import { messageContact } from './messages.ts'
import type { SurveyPayload } from './survey.ts'
import type { TicketPayload } from './visitor-queue.ts'
import type { VisitPayload } from './visits.ts'

/** Question ids as in the forms; none of them is a name that objects have by themselves, such as `__proto__`. */
const questionId = v.pipe(
  v.string(),
  v.maxLength(80),
  v.regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/),
  v.check((id) => !(id in {})),
)
const addressAnswer = v.strictObject({
  province: v.pipe(v.string(), v.maxLength(2)),
  commune: v.pipe(v.string(), v.maxLength(5)),
  detail: v.pipe(v.string(), v.maxLength(500)),
  formerly: v.exactOptional(v.pipe(v.string(), v.maxLength(500))),
})
const identityDocumentAnswer = v.strictObject({
  kind: v.picklist(documentKinds),
  number: v.pipe(v.string(), v.maxLength(50)),
  issuedOn: v.exactOptional(v.pipe(v.string(), v.maxLength(10))),
  issuedBy: v.exactOptional(v.pipe(v.string(), v.maxLength(500))),
})
const fieldValue = v.union([
  v.pipe(v.string(), v.maxLength(signatureMaximumLength)),
  v.number(),
  v.boolean(),
  addressAnswer,
  identityDocumentAnswer,
  v.pipe(v.array(v.pipe(v.string(), v.maxLength(80))), v.maxLength(60), v.readonly()),
])
/** Groups hold no groups: this is as deep as an answer goes. */
const groupItem = v.pipe(
  v.record(questionId, fieldValue),
  v.check((item) => Object.keys(item).length <= 60),
)
const answerValue = v.union([
  fieldValue,
  v.pipe(v.array(groupItem), v.maxLength(groupMaximumItems), v.readonly()),
])
export const answers = v.record(questionId, answerValue)

export const paper = v.strictObject({
  /** Id of the component in the procedure, or `other`. */
  component: v.pipe(v.string(), v.maxLength(80)),
  /** Pages in order, by the digest of the sealed part. */
  pages: v.pipe(v.array(sha256Digest), v.minLength(1), v.maxLength(60)),
})

/** A paper of a dossier at the desk. */
export const filedPaper = v.strictObject({
  ...paper.entries,
  /** When it came after the dossier: RFC 3339. */
  addedAt: v.exactOptional(v.string()),
})

const witness = v.pipe(v.string(), v.minLength(1), v.maxLength(nameMaximumLength))

/**
 * Who helped the citizen, whose dossier it stays, and how the citizen agreed: said it to a team member, signed on the
 * screen, or put a thumb mark on paper before a witness, photographed as the paper `assistance-consent`.
 */
export const assistedBy = v.strictObject({
  role: v.literal('team'),
  /** During which visit. */
  visit: v.exactOptional(uuid),
  consent: v.variant('kind', [
    v.strictObject({ kind: v.literal('spoken'), heardBy: witness }),
    v.strictObject({
      kind: v.literal('signed'),
      /** As `domain/form/signature.ts` draws it. */
      signature: v.pipe(v.string(), v.maxLength(signatureMaximumLength), v.check(isDrawnSignature)),
    }),
    v.strictObject({ kind: v.literal('thumb-mark'), witness }),
  ]),
  givenAt: instant,
})
export type AssistedBy = v.InferOutput<typeof assistedBy>

/** Component that the photographed thumb mark is filed under. */
export const assistanceConsentPaper = 'assistance-consent'

export const submissionPayload = v.strictObject({
  procedure: v.pipe(v.string(), v.regex(/^\d\.\d{6}$/)),
  form: v.strictObject({ name: v.pipe(v.string(), v.maxLength(80)), version: v.number() }),
  answers,
  papers: v.pipe(v.array(paper), v.maxLength(40)),
  /** Language the citizen used, BCP 47. */
  language: v.pipe(v.string(), v.maxLength(35)),
  consent,
  /** Local calendar day of the device at filing, `YYYY-MM-DD`. */
  filedOn: v.pipe(v.string(), v.isoDate()),
  /** Absent for a citizen on their own. */
  assistedBy: v.exactOptional(assistedBy),
  /** Where the citizen wants to be told how it goes; absent unless asked for. */
  contact: v.exactOptional(messageContact),
})
export type SubmissionPayload = v.InferOutput<typeof submissionPayload>

/** What is inside a sealed envelope of the kind `supplement`: papers for a dossier that was filed before, anywhere. */
export const supplementPayload = v.strictObject({
  /** As `receiptCodeOf` writes it, from the citizen's slip. */
  receiptCode: v.pipe(v.string(), v.maxLength(20)),
  papers: v.pipe(v.array(paper), v.minLength(1), v.maxLength(40)),
  note: v.exactOptional(v.pipe(v.string(), v.maxLength(2000))),
  /** Older devices asked for it without sending it. */
  consent: v.exactOptional(consent),
  language: v.pipe(v.string(), v.maxLength(35)),
  filedOn: v.pipe(v.string(), v.isoDate()),
})
export type SupplementPayload = v.InferOutput<typeof supplementPayload>

/** What is inside the envelopes of each kind that this version opens. */
export interface Payloads {
  readonly submission: SubmissionPayload
  readonly supplement: SupplementPayload
  readonly assistance: AssistancePayload
  readonly survey: SurveyPayload
  readonly ticket: TicketPayload
  readonly feedback: FeedbackPayload
  readonly visit: VisitPayload
}
