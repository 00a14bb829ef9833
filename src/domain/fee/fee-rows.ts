/**
 * The fees of one dossier as rows that are only ever added: what was asked, paid, waived or corrected, by whom and why.
 * The last row of a fee says how it stands; money is in the rows that have a way of paying, and a correction takes its
 * money back in a row of its own, so that a cash book is the sum of its rows and a closed day is never rewritten.
 */
import type { ExemptionGround } from '../guidance/fee.ts'

/** `fee` is a lệ phí, `charge` a phí (Law on Fees and Charges 97/2015/QH13, Art. 3). */
export const feeKinds = ['fee', 'charge'] as const
export type FeeKind = (typeof feeKinds)[number]

export const paymentWays = ['cash', 'transfer'] as const
export type PaymentWay = (typeof paymentWays)[number]

export const feeStates = ['due', 'paid', 'waived', 'reversed'] as const
export type FeeState = (typeof feeStates)[number]

export interface FeeRow {
  /** From 1 in the dossier. */
  readonly number: number
  /** Number of the first row about the same fee. */
  readonly fee: number
  readonly kind: FeeKind
  /** Document and article that the amount rests on; null where staff typed it. */
  readonly rule: string | null
  /** Before the exemption; whole đồng. */
  readonly fullVnd: number
  /** What is to be paid or was; negative in a `reversed` row. */
  readonly amountVnd: number
  /** Claimed by the person; it lowers the amount only once somebody has seen the proof. */
  readonly exemption: ExemptionGround | null
  readonly exemptionSource: string | null
  readonly exemptionProof: string | null
  readonly exemptionCheckedBy: string | null
  readonly state: FeeState
  readonly way: PaymentWay | null
  /** Of the paper receipt, or the bank's reference. */
  readonly receiptNumber: string | null
  /** Number of the row that this one corrects. */
  readonly replaces: number | null
  readonly reason: string | null
  readonly at: string
  readonly by: string
}

interface Payment {
  readonly way: PaymentWay
  readonly receiptNumber: string | null
}

export interface FeeContent {
  readonly kind: FeeKind
  readonly rule: string | null
  readonly fullVnd: number
  readonly amountVnd: number
  readonly exemption: {
    readonly ground: ExemptionGround
    readonly source: string | null
    /** The paper that was looked at; null while it is only claimed. */
    readonly proof: string | null
  } | null
}

export type FeeDecision =
  | { readonly type: 'set'; readonly content: FeeContent }
  | { readonly type: 'pay'; readonly fee: number; readonly payment: Payment }
  | { readonly type: 'waive'; readonly fee: number; readonly reason: string }
  | {
      readonly type: 'correct'
      readonly fee: number
      readonly reason: string
      readonly content: FeeContent
      /** How it was paid in truth; null when it was not. */
      readonly payment: Payment | null
    }

export type FeeProblem = 'fee-unknown' | 'fee-not-due' | 'exemption-unchecked'

export type FeeDecided =
  | { readonly ok: true; readonly rows: readonly FeeRow[] }
  | { readonly ok: false; readonly problem: FeeProblem }

/** How each fee of a dossier stands: its last row. */
export function currentFees(rows: readonly FeeRow[]): readonly FeeRow[] {
  return [...new Map(rows.map((row) => [row.fee, row])).values()]
}

/** @param rows all of the dossier, in order. @returns the rows to add. */
export function decideFee(
  rows: readonly FeeRow[],
  decision: FeeDecision,
  now: { readonly at: string; readonly by: string },
): FeeDecided {
  const number = rows.length + 1
  if (decision.type === 'set') {
    const content = contentOf(decision.content, now.by)
    if (content === null) return { ok: false, problem: 'exemption-unchecked' }
    const row = { ...content, ...unpaid, state: openState(content), reason: null, replaces: null }
    return { ok: true, rows: [{ ...row, ...now, number, fee: number }] }
  }
  const current = currentFees(rows).find(({ fee }) => fee === decision.fee)
  if (current === undefined) return { ok: false, problem: 'fee-unknown' }
  const next = { ...current, ...now, number, replaces: null, reason: null }
  if (decision.type === 'correct') return corrected(current, decision, { ...now, number })
  if (current.state !== 'due') return { ok: false, problem: 'fee-not-due' }
  if (decision.type === 'pay') return { ok: true, rows: [{ ...next, ...decision.payment, state: 'paid' }] }
  return { ok: true, rows: [{ ...next, state: 'waived', amountVnd: 0, reason: decision.reason }] }
}

function corrected(
  current: FeeRow,
  { reason, content: asked, payment }: Extract<FeeDecision, { type: 'correct' }>,
  { at, by, number }: { readonly at: string; readonly by: string; readonly number: number },
): FeeDecided {
  const content = contentOf(asked, by)
  if (content === null) return { ok: false, problem: 'exemption-unchecked' }
  const { fee } = current
  const isPaid = current.state === 'paid'
  // Money comes in by paying only: a correction says how it came, not that it did.
  if (payment !== null && (!isPaid || content.amountVnd === 0)) return { ok: false, problem: 'fee-not-due' }
  const common = { fee, at, by, reason, replaces: current.number }
  const reversal: FeeRow = { ...current, ...common, number, amountVnd: -current.amountVnd, state: 'reversed' }
  const row: FeeRow = {
    ...content,
    ...common,
    number: isPaid ? number + 1 : number,
    ...(payment ?? unpaid),
    state: payment === null ? openState(content) : 'paid',
  }
  return { ok: true, rows: isPaid ? [reversal, row] : [row] }
}

const unpaid = { way: null, receiptNumber: null } as const

function openState({ amountVnd }: Pick<FeeRow, 'amountVnd'>): FeeState {
  return amountVnd === 0 ? 'waived' : 'due'
}

/** Null when less than the whole is asked though nobody has seen why. */
function contentOf({ exemption, ...amounts }: FeeContent, by: string) {
  const isChecked = exemption !== null && exemption.proof !== null
  if (amounts.amountVnd > amounts.fullVnd) return null
  if (amounts.amountVnd < amounts.fullVnd && !isChecked) return null
  return {
    ...amounts,
    exemption: exemption?.ground ?? null,
    exemptionSource: exemption?.source ?? null,
    exemptionProof: exemption?.proof ?? null,
    exemptionCheckedBy: isChecked ? by : null,
  }
}
