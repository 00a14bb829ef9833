/** `/api/v1/public`: what a unit must make known of its procedures, for anybody; nothing of it is about a person. */
import * as v from 'valibot'
import { exemptionGrounds } from '../domain/guidance/fee.ts'

/** Vietnamese is the source; where nobody has translated it, `en` is the Vietnamese text. */
const localized = v.object({ vi: v.string(), en: v.string() })
const channel = v.picklist(['online', 'postal', 'in-person'])
const day = v.pipe(v.string(), v.isoDate())

export const publicUnit = v.object({
  code: v.string(),
  name: v.string(),
  kind: v.picklist(['province', 'commune']),
  /** Administrative codes (Decision 19/2025/QĐ-TTg). */
  province: v.string(),
  commune: v.nullable(v.string()),
  /** Code of the unit above. */
  parent: v.nullable(v.string()),
  /** Address of the unit's procedures for people to read. */
  page: v.string(),
})
export type PublicUnit = v.InferOutput<typeof publicUnit>

/** `GET /api/v1/public/units` */
export const publicUnits = v.object({ units: v.array(publicUnit) })
export type PublicUnits = v.InferOutput<typeof publicUnits>

const summaryFields = {
  code: v.string(),
  name: localized,
  /** In everyday words. */
  plainName: localized,
  field: localized,
  level: v.picklist(['commune', 'province', 'ministry', 'other']),
  /** The last day on which the published text changed or was checked. */
  changedOn: day,
  /** `hand-made`: written and checked for this product; `official-record`: made from the official record by machine. */
  origin: v.picklist(['hand-made', 'official-record']),
  page: v.string(),
}
export const publicProcedureSummary = v.object(summaryFields)
export type PublicProcedureSummary = v.InferOutput<typeof publicProcedureSummary>

/** `GET /api/v1/public/units/:unit/procedures` */
export const publicProcedureQuery = v.object({
  /** As people say it, with marks or without; at most the forty best are found. */
  q: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  /** One of `fields`, in Vietnamese. */
  field: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  /** From 1. */
  page: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,4}$/)), '1'),
  size: v.optional(v.pipe(v.string(), v.regex(/^([1-9]|[1-9]\d|100)$/)), '50'),
})

export const publicProcedureList = v.object({
  procedures: v.array(publicProcedureSummary),
  /** Of all pages. */
  total: v.number(),
  page: v.number(),
  size: v.number(),
  /** Of the unit's whole list, each once. */
  fields: v.array(localized),
})
export type PublicProcedureList = v.InferOutput<typeof publicProcedureList>

const line = v.object({ depth: v.number(), text: v.string() })

/** `GET /api/v1/public/units/:unit/procedures/:code` */
export const publicProcedure = v.object({
  ...summaryFields,
  unit: v.object({ code: v.string(), name: v.string() }),
  /** Who published it, and the decision; null where it is not known. */
  publishedBy: v.nullable(v.string()),
  decision: v.nullable(v.string()),
  channels: v.array(channel),
  who: localized,
  /** Where it is handed in; `when`: only in that case. */
  where: v.array(v.object({ text: localized, when: v.nullable(localized) })),
  result: localized,
  /** The usual limit last; a `value` of null: staff tell. */
  timeLimits: v.array(
    v.object({
      value: v.nullable(v.number()),
      unit: v.picklist(['working-days', 'days', 'hours']),
      sameDay: v.boolean(),
      when: v.nullable(localized),
      note: v.nullable(localized),
      /** Received after this local time counts from the next working day. */
      cutOff: v.nullable(v.string()),
    }),
  ),
  /** Added in mountain, border and disadvantaged communes. */
  mountainExtension: v.nullable(
    v.object({ value: v.number(), unit: v.picklist(['working-days', 'days']), holdsHere: v.boolean() }),
  ),
  /** The first that holds decides; an amount of null is set by the province or not known, never free. */
  fees: v.array(
    v.object({
      amountVnd: v.nullable(v.number()),
      per: v.picklist(['case', 'copy', 'page', 'person']),
      channel: v.nullable(channel),
      when: v.nullable(localized),
      isSetByProvince: v.boolean(),
      from: v.nullable(day),
      until: v.nullable(day),
      note: v.nullable(localized),
      source: v.nullable(v.string()),
    }),
  ),
  exemptions: v.array(
    v.object({
      ground: v.picklist(exemptionGrounds),
      name: localized,
      percent: v.number(),
      until: v.nullable(day),
    }),
  ),
  papers: v.array(
    v.object({
      name: localized,
      originals: v.number(),
      copies: v.number(),
      handling: v.picklist([
        'submit',
        'present',
        'fill-online',
        'created-by-officer',
        'upload',
        'information',
      ]),
      when: v.nullable(localized),
      note: v.nullable(localized),
      form: v.nullable(v.string()),
    }),
  ),
  notes: v.array(localized),
  legalBasis: v.array(v.string()),
  supersedes: v.array(v.string()),
  sources: v.array(v.string()),
  /** Staff must confirm it before anybody relies on it. */
  isToBeConfirmed: v.boolean(),
  /** The official record in its own words, Vietnamese only; null where none was imported. */
  official: v.nullable(
    v.object({
      takenOn: day,
      updatedOn: v.nullable(day),
      steps: v.array(v.object({ title: v.nullable(v.string()), lines: v.array(line) })),
      conditions: v.array(line),
      text: v.array(
        v.object({
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
          lines: v.array(v.string()),
        }),
      ),
    }),
  ),
})
export type PublicProcedure = v.InferOutput<typeof publicProcedure>
