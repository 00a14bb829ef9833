/** The fees of a dossier and the unit's cash book. All under `/api/desk`; amounts are whole đồng. */
import * as v from 'valibot'
import { feeKinds, feeStates, paymentWays } from '../domain/fee/fee-rows.ts'
import { exemptionGrounds } from '../domain/guidance/fee.ts'
import { transfer } from './transfer.ts'

const text = (characters: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(characters))
/** No fee at a commune comes near a thousand million; more is a slip of the finger. */
const amount = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000))
const rowNumber = v.pipe(v.number(), v.integer(), v.minValue(1))
const ground = v.picklist(exemptionGrounds)
const way = v.picklist(paymentWays)

const payment = v.variant('way', [
  /** Number of the paper receipt that the payer got. */
  v.strictObject({ way: v.literal('cash'), receiptNumber: text(60) }),
  /** The bank's reference, where it is known. */
  v.strictObject({ way: v.literal('transfer'), receiptNumber: v.nullable(text(60)) }),
])

const content = v.strictObject({
  kind: v.picklist(feeKinds),
  /** Document and article that the amount rests on; null where staff typed it. */
  rule: v.nullable(text(300)),
  /** Before the exemption. */
  fullVnd: amount,
  amountVnd: amount,
  exemption: v.nullable(
    v.strictObject({
      ground,
      source: v.nullable(text(300)),
      /** The paper that was looked at; null while it is only claimed, and the whole amount is due. */
      proof: v.nullable(text(300)),
    }),
  ),
})
export type FeeContentInput = v.InferOutput<typeof content>

/** Number of the dossier's last fee row that was on the screen; 0 for none. Otherwise `fee-changed`. */
const seen = v.pipe(v.number(), v.integer(), v.minValue(0))

/** `POST /api/desk/dossiers/:id/fees`; the answer is that of `GET`. */
export const feeAction = v.variant('type', [
  v.strictObject({ type: v.literal('set'), seen, content }),
  v.strictObject({ type: v.literal('pay'), seen, fee: rowNumber, payment }),
  v.strictObject({ type: v.literal('waive'), seen, fee: rowNumber, reason: text(2000) }),
  v.strictObject({
    type: v.literal('correct'),
    seen,
    fee: rowNumber,
    reason: text(2000),
    content,
    payment: v.nullable(payment),
  }),
])
export type FeeAction = v.InferOutput<typeof feeAction>

export const feeRow = v.object({
  number: v.number(),
  fee: v.number(),
  kind: v.picklist(feeKinds),
  rule: v.nullable(v.string()),
  fullVnd: v.number(),
  amountVnd: v.number(),
  exemption: v.nullable(ground),
  exemptionSource: v.nullable(v.string()),
  exemptionProof: v.nullable(v.string()),
  exemptionCheckedBy: v.nullable(v.string()),
  state: v.picklist(feeStates),
  way: v.nullable(way),
  receiptNumber: v.nullable(v.string()),
  replaces: v.nullable(v.number()),
  reason: v.nullable(v.string()),
  at: v.string(),
  by: v.string(),
})

const localized = v.object({ vi: v.string(), en: v.string() })

/** What the rules say for one way of filing and one claimed ground. */
const feeProposal = v.object({
  channel: v.picklist(['in-person', 'online', 'postal']),
  ground: v.nullable(ground),
  /** `depends`: the declaration leaves several amounts open. `unknown`: no rule gives one, staff type it. */
  kind: v.picklist(['known', 'depends', 'unknown']),
  amountVnd: v.nullable(v.number()),
  fullVnd: v.nullable(v.number()),
  per: v.picklist(['case', 'copy', 'page', 'person']),
  rule: v.nullable(v.string()),
  note: v.nullable(localized),
  exemptionSource: v.nullable(v.string()),
  /** Where it depends: each amount that may still hold; null where no rule gives it. */
  options: v.array(v.object({ amountVnd: v.nullable(v.number()), note: v.nullable(localized) })),
  /** The rule or the exemption is not certain: staff must confirm it. */
  isUncertain: v.boolean(),
})
export type FeeProposal = v.InferOutput<typeof feeProposal>

/** `GET /api/desk/dossiers/:id/fees` */
export const dossierFees = v.object({
  rows: v.array(feeRow),
  proposals: v.array(feeProposal),
  grounds: v.array(v.object({ ground, name: localized, source: v.nullable(v.string()) })),
  /** For each fee that is due and where the unit has an account: what the payer scans. */
  transfers: v.array(v.object({ fee: v.number(), ...transfer.entries })),
})
export type DossierFees = v.InferOutput<typeof dossierFees>

const day = v.pipe(v.string(), v.isoDate())
/** `GET /api/desk/cash-book?from=&until=`, both days included; entries are listed for one day only. */
export const cashBookQuery = v.pipe(
  v.object({ from: day, until: day }),
  v.check(({ from, until }) => from <= until),
)
export const cashBook = v.object({
  unit: v.object({ code: v.string(), name: v.string() }),
  from: v.string(),
  until: v.string(),
  entries: v.array(
    v.object({
      dossier: v.string(),
      officialNumber: v.nullable(v.string()),
      receiptCode: v.string(),
      applicantName: v.string(),
      procedure: v.string(),
      number: v.number(),
      kind: v.picklist(feeKinds),
      state: v.picklist(feeStates),
      way,
      receiptNumber: v.nullable(v.string()),
      /** Negative where a correction takes money back. */
      amountVnd: v.number(),
      reason: v.nullable(v.string()),
      at: v.string(),
      by: v.string(),
    }),
  ),
  totalVnd: v.number(),
  byWay: v.array(v.object({ way, amountVnd: v.number(), entries: v.number() })),
  byProcedure: v.array(v.object({ procedure: v.string(), amountVnd: v.number(), dossiers: v.number() })),
  /** Dossiers that paid less; `ground` is null for what a leader waived without one. */
  byExemption: v.array(
    v.object({
      ground: v.nullable(ground),
      source: v.nullable(v.string()),
      dossiers: v.number(),
      reducedVnd: v.number(),
    }),
  ),
})
export type CashBook = v.InferOutput<typeof cashBook>
