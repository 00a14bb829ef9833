/**
 * An official record in one shape, whatever it came from: every text in normal form and in the official words, nothing
 * interpreted beyond codes that are certain. The guide is made from it (`plain-guide.ts`); it is what is stored.
 */
import * as v from 'valibot'

const text = v.pipe(v.string(), v.minLength(1))
const texts = v.array(text)
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** What the portal, the exchange and the tables write in their own ways. */
const fee = v.strictObject({
  /** FEE, SERVICE_FEE, PRICE_LEVEL, or a code of the exchange. */
  kind: v.optional(text),
  amount: v.optional(v.pipe(v.number(), v.minValue(0))),
  /** As written; absent where the record names none. */
  currency: v.optional(text),
  text: v.optional(text),
  /** Names of the files that state it. */
  document: v.optional(text),
})

const time = {
  value: v.optional(v.pipe(v.number(), v.minValue(0))),
  /** Absent where the record says `OTHER`, or something that is not known here. */
  unit: v.optional(v.picklist(['working-days', 'days', 'hours', 'months'])),
  /** The official words, where it is not a number with a unit. */
  wording: v.optional(text),
}

/** One way of filing in one case. */
const way = v.strictObject({
  channel: v.optional(v.picklist(['online', 'postal', 'in-person'])),
  /** Of a channel that is not known here. */
  channelText: v.optional(text),
  ...time,
  text: v.optional(text),
  fees: v.array(fee),
})

const paper = v.strictObject({
  code: v.optional(text),
  name: text,
  originals: count,
  copies: count,
  /** Names of its forms. */
  forms: texts,
  /** Code of the result that replaces it. */
  replacedBy: v.optional(text),
})

const detail = v.strictObject({
  steps: v.array(v.strictObject({ name: v.optional(text), text: v.optional(text) })),
  ways: v.array(way),
  /** Papers by heading, in the order of the record. */
  cases: v.array(v.strictObject({ name: v.optional(text), papers: v.array(paper) })),
  /** The cases that the record names, with the limit of each. */
  variants: v.array(v.strictObject({ code: v.optional(text), name: v.optional(text), ...time })),
  conditions: v.optional(text),
  results: v.array(v.strictObject({ code: v.optional(text), name: text, form: v.optional(text) })),
  laws: v.array(v.strictObject({ number: v.optional(text), name: v.optional(text), rest: v.optional(text) })),
  deciding: texts,
  authorised: texts,
  coordinating: texts,
  address: v.optional(text),
  note: v.optional(text),
  decision: v.optional(text),
  updatedOn: v.optional(v.pipe(v.string(), v.isoDate())),
  isFullyOnline: v.optional(v.boolean()),
  /** Codes of related and linked procedures; they may refer to each other. */
  related: texts,
  /** Codes that it replaces. */
  replaces: texts,
  /** What has no place here, under the heading that it has there. */
  other: v.array(v.strictObject({ heading: text, text })),
})

export const officialRecord = v.strictObject({
  /** National form, without the tail that a province adds. */
  code: text,
  /** As the province writes it, with its tail. */
  localCode: v.optional(text),
  name: text,
  source: v.picklist(['portal', 'exchange', 'table']),
  portalId: v.optional(text),
  fields: texts,
  publisher: v.optional(text),
  /** `G15` a ministry, `H38` a province. */
  publisherCode: v.optional(text),
  /** Where it applies. `between-agencies` is not for citizens. */
  reach: v.picklist(['national', 'province', 'between-agencies']),
  /** Two digits, of the province that decided it; `00` when it cannot be told which. */
  province: v.optional(text),
  levels: v.array(v.picklist(['commune', 'province', 'ministry', 'other'])),
  audience: texts,
  audienceText: v.optional(text),
  /** Who carries it out. */
  agencies: texts,
  keywords: texts,
  detail: v.optional(detail),
})

export type OfficialRecord = v.InferOutput<typeof officialRecord>
export type OfficialDetail = NonNullable<OfficialRecord['detail']>
export type OfficialWay = OfficialDetail['ways'][number]
export type OfficialFee = OfficialWay['fees'][number]
export type OfficialPaper = OfficialDetail['cases'][number]['papers'][number]
export type OfficialLevel = OfficialRecord['levels'][number]

/** What the list says fills in what the full record leaves out; where they differ the full record stands. */
export function composedRecord(
  listed: OfficialRecord | undefined,
  detailed: OfficialRecord | undefined,
): OfficialRecord | undefined {
  if (listed === undefined || detailed === undefined) return detailed ?? listed
  const first = <T>(mine: readonly T[], theirs: readonly T[]) => [...(mine.length > 0 ? mine : theirs)]
  return {
    ...listed,
    ...detailed,
    fields: first(detailed.fields, listed.fields),
    levels: first(detailed.levels, listed.levels),
    audience: first(detailed.audience, listed.audience),
    agencies: first(detailed.agencies, listed.agencies),
    keywords: first(detailed.keywords, listed.keywords),
    // Only the list of the portal tells what is between agencies.
    reach: detailed.reach === 'national' ? listed.reach : detailed.reach,
  }
}
