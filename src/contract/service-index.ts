/** The service-quality index of a unit (Decision 766/QĐ-TTg) and the reports. All under `/api/desk`. */
import * as v from 'valibot'
import { exemptionGrounds } from '../domain/guidance/fee.ts'
import { componentIds } from '../domain/service-index/components.ts'
import { measures } from '../domain/service-index/measures.ts'
import { assistanceReport } from './assistance.ts'
import { uuid } from './envelope.ts'
import { satisfaction } from './survey.ts'

const count = v.number()
const unit = v.object({ code: v.string(), name: v.string() })
const day = v.pipe(v.string(), v.isoDate())
const month = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/))
const unitCode = v.pipe(v.string(), v.maxLength(40))
export const indexComponent = v.picklist(componentIds)
export const indexMeasure = v.picklist(measures)

/** Both days included, of Vietnam; one's own unit when none is named, and all below it for those who see below. */
const period = { unit: v.optional(unitCode), from: day, until: day }

/** `GET …/service-index` and `GET …/reports` */
export const indexQuery = v.pipe(
  v.object(period),
  v.check(({ from, until }) => from <= until),
)

/** `GET …/service-index/dossiers`: those behind a count, 50 a page. */
export const behindQuery = v.pipe(
  v.object({
    ...period,
    measure: indexMeasure,
    officer: v.optional(v.pipe(v.string(), v.maxLength(80))),
    after: v.optional(uuid),
  }),
  v.check(({ from, until }) => from <= until),
)

/** `POST …/service-index/entries`, for one's own unit. */
export const indexEntry = v.pipe(
  v.strictObject({
    component: indexComponent,
    month,
    numerator: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000)),
    denominator: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000)),
    /** Where the figure was read. */
    source: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
    /** Day of the figure. */
    asOf: day,
  }),
  v.check(({ numerator, denominator }) => numerator <= denominator),
)
export type IndexEntryInput = v.InferOutput<typeof indexEntry>

const figure = v.object({ numerator: count, denominator: count })
const figures = v.object(
  // Every component, each with its figure or null.
  Object.fromEntries(componentIds.map((id) => [id, v.nullable(figure)])) as Record<
    (typeof componentIds)[number],
    v.NullableSchema<typeof figure, undefined>
  >,
)

export const serviceIndex = v.object({
  unit,
  /** What may be asked for. */
  units: v.array(unit),
  from: v.string(),
  until: v.string(),
  /** The moment from which lateness was judged. */
  asOf: v.string(),
  received: count,
  /** Without a promised date: neither in time nor late. */
  undated: count,
  figures,
  /** How many more of each could count. */
  changeable: v.object(
    Object.fromEntries(componentIds.map((id) => [id, count])) as Record<
      (typeof componentIds)[number],
      typeof count
    >,
  ),
  /** What the figures of components rest on that people entered. */
  entries: v.array(
    v.object({
      component: indexComponent,
      month: v.string(),
      unit,
      numerator: count,
      denominator: count,
      source: v.string(),
      asOf: v.string(),
      enteredAt: v.string(),
      enteredBy: v.string(),
    }),
  ),
  /** Twelve, up to the last of the period. */
  months: v.array(v.object({ month: v.string(), received: count, figures })),
  /** Units below with dossiers or entries; empty for a unit without any below. */
  below: v.array(v.object({ unit, received: count, figures })),
})
export type ServiceIndex = v.InferOutput<typeof serviceIndex>

export const dossiersBehind = v.object({
  dossiers: v.array(
    v.object({
      id: v.string(),
      receiptCode: v.string(),
      officialNumber: v.nullable(v.string()),
      procedure: v.string(),
      receivedAt: v.nullable(v.string()),
      dueAt: v.nullable(v.string()),
      finishedAt: v.nullable(v.string()),
    }),
  ),
  /** `after` of the next page. */
  next: v.nullable(v.string()),
})
export type DossiersBehind = v.InferOutput<typeof dossiersBehind>

const counts = v.object({
  ...(Object.fromEntries(measures.map((measure) => [measure, count])) as Record<
    (typeof measures)[number],
    typeof count
  >),
  limitDays: count,
  savedDays: count,
})

/** `GET …/reports` */
export const report = v.object({
  unit,
  units: v.array(unit),
  from: v.string(),
  until: v.string(),
  asOf: v.string(),
  counts,
  /** Units below with dossiers. */
  below: v.array(v.object({ unit, counts })),
  /** Of those who work on them; null for what nobody was given. Empty for whoever sees no officers. */
  officers: v.array(v.object({ officer: v.nullable(v.string()), name: v.nullable(v.string()), counts })),
  /** Fees settled in the period. */
  exemptions: v.array(
    v.object({
      ground: v.nullable(v.picklist(exemptionGrounds)),
      source: v.nullable(v.string()),
      dossiers: count,
      reducedVnd: count,
    }),
  ),
  /** People helped with their accounts. */
  assistance: assistanceReport,
  satisfaction,
  /** Not heard of for longest, first. */
  devices: v.array(
    v.object({
      name: v.string(),
      unit,
      lastContactAt: v.nullable(v.string()),
      queueLength: v.nullable(count),
    }),
  ),
})
export type Report = v.InferOutput<typeof report>
export type ReportCounts = Report['counts']
