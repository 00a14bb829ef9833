/** `/api/desk/exchange`: how the unit's dossiers reach the national portal, and what needs a person. */
import * as v from 'valibot'
import { isAgencyCode, numberDateForms } from '../domain/dossier/number-pattern.ts'
import { dossierStateCode } from './changes.ts'

export const adapterName = v.picklist(['session', 'proxy', 'rest'])
export type AdapterName = v.InferOutput<typeof adapterName>

/** Why something was not sent. */
export const exchangeProblem = v.variant('kind', [
  /** Fields by the names that the format gives them. */
  v.object({ kind: v.literal('missing'), fields: v.array(v.string()) }),
  /** What the portal answered, cut to 500 characters. */
  v.object({ kind: v.literal('refused'), code: v.string(), text: v.string() }),
  v.object({ kind: v.literal('no-answer'), text: v.string() }),
  /** The dossier's time was over before the portal had it. */
  v.object({ kind: v.literal('content-removed') }),
])
export type ExchangeProblem = v.InferOutput<typeof exchangeProblem>

const queue = v.object({
  /** Of the dossier, or of a month's ratings. */
  id: v.string(),
  officialNumber: v.nullable(v.string()),
  receiptCode: v.nullable(v.string()),
  applicantName: v.nullable(v.string()),
  procedure: v.nullable(v.string()),
  /** TenLinhVuc of the procedure: MaLinhVuc is given for it. */
  field: v.nullable(v.string()),
  problem: v.nullable(exchangeProblem),
  changedAt: v.string(),
})
export type ExchangeQueueView = v.InferOutput<typeof queue>

const conflict = v.object({
  id: v.string(),
  dossier: v.string(),
  officialNumber: v.nullable(v.string()),
  receiptCode: v.string(),
  applicantName: v.string(),
  state: dossierStateCode,
  /** As the portal said it: maybe no state that there is. */
  portalState: v.number(),
  foundAt: v.string(),
})
export type ExchangeConflict = v.InferOutput<typeof conflict>

/** `GET /api/desk/exchange` */
export const exchangeOverview = v.object({
  /** Null where the gateway has no way to the portal; then nothing is queued. */
  adapter: v.nullable(adapterName),
  isOn: v.boolean(),
  codes: v.object({
    orgCode: v.string(),
    numberPattern: v.string(),
    /** `madonvi` of this unit at the portal. */
    senderCode: v.string(),
    /** Running number and day (`YYYY-MM-DD`) of the next dossier. */
    nextRunning: v.number(),
    today: v.string(),
  }),
  counts: v.object({
    waiting: v.number(),
    held: v.number(),
    refused: v.number(),
    parked: v.number(),
    sent: v.number(),
  }),
  /** A hundred of each at most, newest first. */
  held: v.array(queue),
  refused: v.array(queue),
  conflicts: v.array(conflict),
})
export type ExchangeOverview = v.InferOutput<typeof exchangeOverview>

/** `POST /api/desk/exchange/switch` */
export const exchangeSwitch = v.strictObject({ isOn: v.boolean() })

/** `POST /api/desk/exchange/codes` (unit administrator) */
export const exchangeCodes = v.strictObject({
  orgCode: v.pipe(v.string(), v.maxLength(30), v.check(isAgencyCode)),
  dateForm: v.picklist(numberDateForms),
  digits: v.pipe(v.number(), v.integer(), v.minValue(4), v.maxValue(7)),
  senderCode: v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9._-]{0,40}$/)),
})
export type ExchangeCodesChange = v.InferOutput<typeof exchangeCodes>

/** `POST /api/desk/exchange/field-codes` (unit administrator) */
export const exchangeFieldCode = v.strictObject({
  field: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  code: v.pipe(v.string(), v.regex(/^[A-Za-z0-9Đđ._-]{2,40}$/)),
})

/** `POST /api/desk/exchange/existing`: dossiers accepted before, once. */
export const exchangeQueued = v.object({ queued: v.number() })

/** `POST /api/desk/exchange/conflicts/:id` */
export const exchangeChoice = v.strictObject({ choice: v.picklist(['send-ours', 'keep-theirs']) })
export type ExchangeChoice = v.InferOutput<typeof exchangeChoice>['choice']

/** `POST /api/desk/exchange/queues/:id/look-up`: what the portal says of it now. */
export const exchangeLookUp = v.object({
  outcome: v.picklist(['found', 'not-found', 'no-answer']),
  portalState: v.nullable(v.number()),
  isContradiction: v.boolean(),
})
export type ExchangeLookUp = v.InferOutput<typeof exchangeLookUp>
