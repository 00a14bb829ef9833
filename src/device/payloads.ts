/** From a draft and its sealed photos to what is inside the envelope. */
import * as v from 'valibot'
import { type FeedbackPayload, feedbackPayload } from '../contract/feedback.ts'
import type { SubmissionPayload, SupplementPayload } from '../contract/payload.ts'
import type { Draft, FeedbackDraft, SupplementDraft } from './drafts.ts'
import { askedPaper } from './supplement.ts'

/** A sealed page or recording: where it was put, and its digest. In the order to be filed. */
export interface SealedPage {
  readonly photo: string
  /** Of a recording. */
  readonly seconds: number | null
  readonly component: string
  readonly position: number
  readonly sha256: string
}

type SubmissionFacts = Pick<SubmissionPayload, 'answers' | 'consent' | 'language' | 'filedOn'> & {
  readonly contact: SubmissionPayload['contact'] | undefined
}

export function submissionPayloadOf(
  draft: Draft,
  pages: readonly SealedPage[],
  facts: SubmissionFacts,
): SubmissionPayload {
  const order = draft.papers.flatMap((paper) => paper.photos)
  const rank = ({ photo, position }: SealedPage) => {
    const index = order.indexOf(photo)
    return index === -1 ? order.length + position : index
  }
  const { answers, consent, language, filedOn, contact } = facts
  return {
    procedure: draft.procedure,
    form: draft.form,
    answers,
    papers: papersOf(
      pages.toSorted((a, b) => rank(a) - rank(b)),
      ({ component }) => component,
    ),
    language,
    consent,
    filedOn,
    ...(draft.assistedBy === undefined ? {} : { assistedBy: draft.assistedBy }),
    ...(contact === undefined ? {} : { contact }),
  }
}

/** The contract's limit for a note. */
const noteLimit = 2000

/** Papers that the procedure does not know go as `other`; the note names them as the desk did. */
export function supplementPayloadOf(
  draft: SupplementDraft,
  pages: readonly SealedPage[],
  { consent, language, filedOn }: Pick<SubmissionPayload, 'consent' | 'language' | 'filedOn'>,
): SupplementPayload {
  const componentOf = ({ component }: SealedPage) => {
    const asked = askedPaper(draft, component)
    return asked === undefined ? component : (asked.component ?? 'other')
  }
  const named = new Set<string>()
  for (const { component } of pages) {
    const asked = askedPaper(draft, component)
    if (asked?.component === null) named.add(asked.name)
  }
  return {
    receiptCode: draft.receiptCode,
    papers: papersOf(pages, componentOf),
    ...(named.size === 0 ? {} : { note: [...named].join('; ').slice(0, noteLimit) }),
    consent,
    language,
    filedOn,
  }
}

/** A recording and photos of feedback are kept under these among the draft's photos. */
export const recordingComponent = 'voice'
export const feedbackPhotoComponent = 'photo'

/** Null while something is missing, or is more than the contract takes. */
export function feedbackPayloadOf(
  draft: FeedbackDraft,
  pages: readonly SealedPage[],
  facts: Pick<FeedbackPayload, 'consent' | 'language' | 'filedOn'>,
): FeedbackPayload | null {
  const { topic, text, isNamed, name, phone, reader } = draft
  const voice = pages.findLast(({ component }) => component === recordingComponent)
  const made = v.safeParse(feedbackPayload, {
    topic,
    text: text.normalize('NFC').trim(),
    recording: voice === undefined ? null : { part: voice.sha256, seconds: voice.seconds ?? 0 },
    photos: pages.filter(({ component }) => component === feedbackPhotoComponent).map(({ sha256 }) => sha256),
    sender: isNamed === true ? { name, phone } : null,
    reader,
    ...facts,
  })
  return made.success && isNamed !== null ? made.output : null
}

function papersOf(
  pages: readonly SealedPage[],
  componentOf: (page: SealedPage) => string,
): SubmissionPayload['papers'] {
  const papers = new Map<string, string[]>()
  for (const page of pages) {
    const component = componentOf(page)
    papers.set(component, [...(papers.get(component) ?? []), page.sha256])
  }
  return [...papers].map(([component, digests]) => ({ component, pages: digests }))
}
