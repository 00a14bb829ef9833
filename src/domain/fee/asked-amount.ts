/** What the desk asks a citizen to pay before it goes on: what is due already, otherwise what the rules say. */
import { currentFees, type FeeRow } from './fee-rows.ts'

/** Of all fees that are still to be paid; whole đồng. */
export function dueVnd(rows: readonly FeeRow[]): number {
  return currentFees(rows)
    .filter(({ state }) => state === 'due')
    .reduce((sum, { amountVnd }) => sum + amountVnd, 0)
}

/** One way of filing without a claimed exemption, as the rules propose it. */
interface Proposed {
  readonly channel: string
  readonly ground: string | null
  readonly amountVnd: number | null
  readonly rule: string | null
}

export interface ComputedAmount {
  /** Null where no rule gives one amount: staff state it. */
  readonly amountVnd: number | null
  readonly rule: string | null
  /** A fee was set for it: that is what is asked, and changed where fees are. */
  readonly isSet: boolean
}

export function computedAmount(rows: readonly FeeRow[], proposals: readonly Proposed[]): ComputedAmount {
  const due = dueVnd(rows)
  if (due > 0) return { amountVnd: due, rule: null, isSet: true }
  // Whoever is asked at the desk pays as at the desk.
  const usual = proposals.find(({ channel, ground }) => channel === 'in-person' && ground === null)
  return { amountVnd: usual?.amountVnd ?? null, rule: usual?.rule ?? null, isSet: false }
}
