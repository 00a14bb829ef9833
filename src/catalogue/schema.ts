/** Schemas of the content files: what is not valid here fails the test run with file, path and mistake. */
import * as v from 'valibot'
import { exemptionGrounds } from '../domain/guidance/fee.ts'
import { isCivilDay } from '../domain/time/civil-day.ts'
import { caseCondition } from './case-condition.ts'

const text = v.pipe(v.string(), v.trim(), v.minLength(1))
export const localizedText = v.strictObject({ vi: text, en: text })

const lifeEvent = v.picklist([
  'birth',
  'marriage',
  'death',
  'residence',
  'land-housing',
  'business',
  'benefits',
  'certification',
  'identity',
  'other',
])
export type LifeEvent = v.InferOutput<typeof lifeEvent>

const channel = v.picklist(['online', 'postal', 'in-person'])
/** How sure we are of a record or a fact; everything but `high` is shown as "cán bộ xác nhận lại". */
export const confidence = v.picklist(['high', 'medium', 'low'])

/** A fact that may be uncertain: `confirm` says that staff must confirm it, and the page promises nothing. */
const confirm = v.optional(v.boolean())

const day = v.pipe(v.string(), v.check(isCivilDay, 'not a day of the calendar'))
/** Both days included. */
const dated = { from: v.optional(day), until: v.optional(day) }
const caseId = v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]*$/))

/** The plain questions that come first; see `domain/guidance/cases.ts`. */
const caseOptions = v.pipe(
  v.array(v.strictObject({ value: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)), label: localizedText })),
  v.minLength(2),
)
const caseQuestion = v.strictObject({
  id: caseId,
  question: localizedText,
  help: v.optional(localizedText),
  options: v.pipe(caseOptions, v.maxLength(6)),
  visibleWhen: v.optional(caseCondition),
  /** The question of the form that has the same answer. */
  answers: v.optional(
    v.strictObject({
      question: text,
      values: v.optional(v.record(v.string(), v.union([v.string(), v.boolean()]))),
    }),
  ),
})

const component = v.strictObject({
  /** Unique within the procedure, kebab-case. */
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  name: localizedText,
  originals: v.pipe(v.number(), v.integer(), v.minValue(0)),
  copies: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** To hand in, only to show, filled on screen, made by the officer, or just information. */
  handling: v.picklist(['submit', 'present', 'fill-online', 'created-by-officer', 'upload', 'information']),
  /** When it is needed, in words; absent means always. */
  condition: v.optional(localizedText),
  /** When it is needed, as far as the case questions decide it: it is hidden from those whom it does not concern. */
  appliesWhen: v.optional(caseCondition),
  note: v.optional(localizedText),
  formCode: v.optional(text),
  /** Components of one group replace each other. */
  alternativeGroup: v.optional(text),
  /** Photographed at the kiosk? Identity cards are not (rules.md §9: card images are sensitive and not kept). */
  photograph: v.boolean(),
})

const limit = {
  /** Absent: not known or it depends; `note` says so. */
  value: v.optional(v.pipe(v.number(), v.minValue(0))),
  unit: v.picklist(['working-days', 'days', 'hours']),
  /** Received after this local time counts from the next working day, e.g. `15:00` (rules.md §1.4). */
  cutOff: v.optional(v.pipe(v.string(), v.regex(/^\d{2}:\d{2}$/))),
  /** Result on the day of reception when before the cut-off. */
  sameDay: v.optional(v.boolean()),
  note: v.optional(localizedText),
  confirm,
}

const timeLimit = v.strictObject({
  ...limit,
  /** Added where the deciding commune is a mountain, border or disadvantaged one. */
  mountainExtension: v.optional(
    v.strictObject({ value: v.pipe(v.number(), v.minValue(0)), unit: v.picklist(['working-days', 'days']) }),
  ),
  /** The first one that holds replaces the limit above. */
  variants: v.optional(v.array(v.strictObject({ when: caseCondition, ...limit }))),
})

const feeRule = v.strictObject({
  amountVnd: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  per: v.optional(v.picklist(['case', 'copy', 'page', 'person'])),
  channel: v.optional(channel),
  when: v.optional(caseCondition),
  setBy: v.optional(v.literal('province')),
  note: v.optional(localizedText),
  source: v.optional(text),
  confirm,
  ...dated,
})

const exemption = v.strictObject({
  ground: v.picklist(exemptionGrounds),
  name: localizedText,
  percent: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(100))),
  channel: v.optional(channel),
  when: v.optional(caseCondition),
  source: v.optional(text),
  confirm,
  ...dated,
})

/** See `domain/guidance/fee.ts`; the first rule that holds decides. */
export const feeRules = v.strictObject({ rules: v.array(feeRule), exemptions: v.array(exemption) })

const fee = v.strictObject({
  ...feeRules.entries,
  note: v.optional(localizedText),
  confirm,
})

const procedureCode = v.pipe(v.string(), v.regex(/^\d\.\d{6}$/, 'must be like 1.001193'))

/** What a provincial council decides on its own (`provinces/`); see `provincial-rules.ts`. */
export const provincialRules = v.strictObject({
  $schema: v.optional(v.string()),
  /** Two digits, e.g. `15`. */
  province: v.pipe(v.string(), v.regex(/^\d{2}$/)),
  /** Communes in which limits for mountain, border and disadvantaged communes hold: by code, or every one. */
  mountainCommunes: v.union([v.literal('all'), v.array(v.pipe(v.string(), v.regex(/^\d{5}$/)))]),
  /** The list of communes is not verified: nothing is promised by it. */
  confirm,
  sources: v.array(text),
  /** What could not be verified, in English, for editors and staff. */
  unverified: v.array(text),
  fees: v.array(
    v.strictObject({
      procedures: v.pipe(v.array(procedureCode), v.minLength(1)),
      ...feeRules.entries,
    }),
  ),
})
export type ProvincialRules = v.InferOutput<typeof provincialRules>

export const procedure = v.strictObject({
  $schema: v.optional(v.string()),
  /** Not part of the product yet: seen with `npm run dev` only. */
  draft: v.optional(v.literal(true)),
  code: procedureCode,
  name: localizedText,
  /** What people call it, one short line in plain words. */
  plainName: localizedText,
  field: localizedText,
  lifeEvent,
  level: v.picklist(['commune', 'province', 'ministry', 'other']),
  alsoLevels: v.array(v.picklist(['commune', 'province', 'ministry', 'other'])),
  scope: v.picklist(['national', 'lao-cai', 'lai-chau']),
  /** `file`: can be filed here when it has a form; `guide-only`: we only explain; `village-team`: helped in the village. */
  role: v.picklist(['file', 'guide-only', 'village-team']),
  /** Absent where no publishing decision of a ministry or province is known. */
  publishedBy: v.optional(text),
  onlineLevel: v.picklist(['full', 'partial', 'information-only']),
  channels: v.array(channel),
  essential: v.boolean(),
  /** Three questions at most, in the words of a neighbour, besides the reserved `onTime` and `channel`. */
  cases: v.optional(v.pipe(v.array(caseQuestion), v.minLength(1), v.maxLength(5))),
  who: localizedText,
  where: localizedText,
  /** Where it is handed in in some cases; the first one that holds replaces `where`. */
  whereVariants: v.optional(v.array(v.strictObject({ when: caseCondition, text: localizedText }))),
  result: localizedText,
  timeLimit,
  fee,
  /** The citizen's own deadline, e.g. 60 days after a birth. */
  citizenDeadline: v.optional(
    v.strictObject({
      value: v.number(),
      unit: v.picklist(['days', 'working-days', 'hour-of-day']),
      text: localizedText,
      event: v.optional(localizedText),
      late: v.optional(localizedText),
    }),
  ),
  components: v.pipe(
    v.array(component),
    v.check(
      (components) => new Set(components.map(({ id }) => id)).size === components.length,
      ({ input }) =>
        `two components are called ${input.map(({ id }) => id).find(isRepeated)}: each needs an id of its own`,
    ),
  ),
  /** Name of the declaration in `forms/`, when it can be filled in here. */
  form: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/))),
  /** What this procedure decides in its form, by question id: given for every filing and not asked. */
  formAnswers: v.optional(v.record(text, v.union([v.string(), v.boolean()]))),
  keywords: v.strictObject({ vi: v.array(text), en: v.array(text) }),
  notes: v.array(localizedText),
  legalBasis: v.array(text),
  supersedes: v.optional(v.array(v.string())),
  record: v.strictObject({
    decision: v.optional(v.string()),
    updated: v.optional(v.string()),
    portalId: v.optional(v.string()),
  }),
  sources: v.array(text),
  confidence,
  /** Published before the reform of 1 July 2025: who decides may have changed. */
  possiblyOutdated: v.boolean(),
  /** What could not be verified, in English, for editors and staff. */
  unverified: v.array(text),
  verifiedOn: v.pipe(v.string(), v.isoDate()),
})
/** In the list that `find` walks. */
function isRepeated(id: string, index: number, ids: readonly string[]): boolean {
  return ids.indexOf(id) < index
}

const listedLine = v.strictObject({ depth: v.picklist([0, 1, 2, 3]), text })

/** What an official record gives beside the guide, in its own words: Vietnamese only. See `importing/`. */
const official = v.strictObject({
  /** Was the guide made from the record, or is it a hand-made one that the record only accompanies? */
  guide: v.picklist(['from-record', 'hand-made']),
  /** The day on which this state of the record was taken. */
  takenOn: v.pipe(v.string(), v.isoDate()),
  /** The day on which its publisher changed it last, where the record says so. */
  updatedOn: v.optional(v.pipe(v.string(), v.isoDate())),
  steps: v.array(v.strictObject({ title: v.optional(text), lines: v.array(listedLine) })),
  conditions: v.array(listedLine),
  /** Time and fees by way of filing and case. */
  ways: v.array(
    v.strictObject({
      channel: v.optional(channel),
      /** Of a channel that is not known here. */
      channelText: v.optional(text),
      time: v.optional(text),
      lines: v.array(listedLine),
      fees: v.array(text),
    }),
  ),
  /** Every word of the record, part by part. */
  text: v.array(
    v.strictObject({
      part: v.picklist([
        'name',
        'steps',
        'ways',
        'papers',
        'who',
        'agencies',
        'where',
        'result',
        'conditions',
        'laws',
        'decision',
        'keywords',
        'other',
      ]),
      lines: v.pipe(v.array(text), v.minLength(1)),
    }),
  ),
})
export type OfficialPart = v.InferOutput<typeof official>

/** A procedure as a device knows it: hand-made, or made from an official record, or both. */
export const anyProcedure = v.strictObject({
  ...procedure.entries,
  /** A few official codes are longer than the usual ones. */
  code: v.pipe(v.string(), v.regex(/^\d\.\d{5,9}$/)),
  /** Official records name more cases than we would ask for. */
  cases: v.optional(
    v.array(v.strictObject({ ...caseQuestion.entries, options: v.pipe(caseOptions, v.maxLength(9)) })),
  ),
  scope: v.picklist(['national', 'lao-cai', 'lai-chau', 'other-province']),
  /** Two digits, with the scope `other-province`; `00` when it cannot be told which. */
  province: v.optional(v.pipe(v.string(), v.regex(/^\d{2}$/))),
  official: v.optional(official),
})
export type Procedure = v.InferOutput<typeof anyProcedure>
export type Component = v.InferOutput<typeof component>

/** What a device needs of every procedure to search and list it. */
export interface ProcedureSummary {
  readonly code: string
  readonly name: { readonly vi: string; readonly en: string }
  readonly plainName: { readonly vi: string; readonly en: string }
  readonly field: { readonly vi: string; readonly en: string }
  readonly lifeEvent: LifeEvent
  readonly level: Procedure['level']
  readonly scope: Procedure['scope']
  readonly province?: Procedure['province']
  readonly role: Procedure['role']
  readonly keywords: Procedure['keywords']
  readonly hasForm: boolean
  readonly essential: boolean
  readonly supersedes?: Procedure['supersedes']
}
