/** What a bank or a payment platform tells of the unit's account, and how it fits the cash book. */
import * as v from 'valibot'
import { paymentProblems } from '../domain/fee/bank-payment.ts'
import { instant } from './envelope.ts'

const reference = v.pipe(v.string(), v.trim(), v.regex(/^[\x21-\x7e]{1,60}$/))
const amount = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000_000))

/**
 * `POST /api/v1/payments`, signed as Standard Webhooks 1.0 say: `webhook-id`, `webhook-timestamp` (not more than five
 * minutes off) and `webhook-signature: v1,…`, HMAC-SHA256 over `id.timestamp.body` with the bytes of the body as sent.
 * The same transaction may come again; other facts under its id may not.
 */
export const bankPayment = v.strictObject({
  /** The bank's own, as it stands on the statement. */
  transaction: reference,
  kind: v.picklist(['payment', 'refund']),
  /** Of the account that the money came to or went from. */
  account: v.pipe(v.string(), v.maxLength(40)),
  /** Whole đồng. */
  amountVnd: amount,
  /** What the payer's order says: the dossier's number stands in it. */
  description: v.pipe(v.string(), v.maxLength(500)),
  /** For a refund: the transaction that is given back. */
  refunds: v.nullable(reference),
  paidAt: v.pipe(
    instant,
    v.check((text) => !Number.isNaN(Date.parse(text))),
  ),
})
export type BankPayment = v.InferOutput<typeof bankPayment>

export const bankPaymentAnswer = v.object({ state: v.picklist(['matched', 'parked', 'settled']) })
export type BankPaymentAnswer = v.InferOutput<typeof bankPaymentAnswer>

const shownPayment = v.object({
  transaction: v.string(),
  kind: v.picklist(['payment', 'refund']),
  amountVnd: v.number(),
  description: v.string(),
  refunds: v.nullable(v.string()),
  paidAt: v.string(),
  dossier: v.nullable(v.string()),
  /** Official number, or receipt code. */
  code: v.nullable(v.string()),
  state: v.picklist(['matched', 'parked', 'settled']),
  problem: v.nullable(v.picklist(paymentProblems)),
  note: v.nullable(v.string()),
  settledBy: v.nullable(v.string()),
})

/** `GET /api/desk/bank-payments?from=&until=`: of the days, and whatever older waits for an officer. */
export const bankPayments = v.object({
  /** Whether a bank can tell anything at all. */
  isOn: v.boolean(),
  from: v.string(),
  until: v.string(),
  payments: v.array(shownPayment),
  /** Transfers of the cash book that the bank has not told of. */
  notAtBank: v.array(
    v.object({
      dossier: v.string(),
      code: v.string(),
      receiptNumber: v.nullable(v.string()),
      amountVnd: v.number(),
      at: v.string(),
    }),
  ),
  sums: v.object({ matchedVnd: v.number(), parkedVnd: v.number(), notAtBankVnd: v.number() }),
})
export type BankPayments = v.InferOutput<typeof bankPayments>
export type ShownBankPayment = BankPayments['payments'][number]

/** `POST /api/desk/bank-payments/:transaction/settle` */
export const settlePayment = v.variant('type', [
  /** It pays this dossier's fee after all; amounts must be equal. */
  v.strictObject({
    type: v.literal('assign'),
    /** Official number or receipt code. */
    code: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  }),
  /** Given back, or settled otherwise; why stays with it. */
  v.strictObject({
    type: v.picklist(['refunded', 'settled']),
    note: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
  }),
])
export type SettlePayment = v.InferOutput<typeof settlePayment>
