/** What a bank says was paid, and which fees it pays: only whole amounts; what does not fit waits for an officer. */
import { currentFees, type FeeRow } from './fee-rows.ts'

/** Letters and digits: banks drop points and dashes, and write capitals. */
export function plainReference(text: string): string {
  return text
    .normalize('NFD')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
}

/** Shorter ones are found in any text. */
const shortest = 8

/**
 * The dossier whose number a transfer names; null for none or several.
 * @param candidates each with the numbers it goes by.
 */
export function dossierNamed<Candidate extends { readonly numbers: readonly string[] }>(
  description: string,
  candidates: readonly Candidate[],
): Candidate | null {
  const text = plainReference(description)
  const found = candidates.flatMap((candidate) => {
    const lengths = candidate.numbers
      .map(plainReference)
      .filter((number) => number.length >= shortest && isNamedIn(text, number))
      .map(({ length }) => length)
    return lengths.length === 0 ? [] : [{ candidate, length: Math.max(...lengths) }]
  })
  const longest = Math.max(0, ...found.map(({ length }) => length))
  const best = found.filter(({ length }) => length === longest)
  return best.length === 1 ? (best[0]?.candidate ?? null) : null
}

/** …0001 is not named by …00012. */
function isNamedIn(text: string, number: string): boolean {
  for (let at = text.indexOf(number); at !== -1; at = text.indexOf(number, at + 1))
    if (!/^\d/.test(text.slice(at + number.length))) return true
  return false
}

export const paymentProblems = [
  'number-unknown',
  'nothing-due',
  'double',
  'short',
  'over',
  'refund',
  'other-account',
] as const
export type PaymentProblem = (typeof paymentProblems)[number]

export type PaymentMatch =
  /** Already in the dossier's rows: told before. */
  | { readonly kind: 'recorded' }
  | { readonly kind: 'pays'; readonly fees: readonly number[] }
  | { readonly kind: 'parked'; readonly problem: PaymentProblem }

/** All that is due at once, or one fee that is exactly as much. @param reference of the bank. */
export function matchPayment(rows: readonly FeeRow[], amountVnd: number, reference: string): PaymentMatch {
  if (rows.some(({ state, receiptNumber }) => state === 'paid' && receiptNumber === reference))
    return { kind: 'recorded' }
  const fees = currentFees(rows)
  const due = fees.filter(({ state }) => state === 'due')
  const sum = due.reduce((total, fee) => total + fee.amountVnd, 0)
  if (due.length === 0) {
    const isDouble = fees.some(({ state, amountVnd: paid }) => state === 'paid' && paid === amountVnd)
    return { kind: 'parked', problem: isDouble ? 'double' : 'nothing-due' }
  }
  if (sum === amountVnd) return { kind: 'pays', fees: due.map(({ fee }) => fee) }
  const one = due.find((fee) => fee.amountVnd === amountVnd)
  if (one !== undefined) return { kind: 'pays', fees: [one.fee] }
  return { kind: 'parked', problem: amountVnd < sum ? 'short' : 'over' }
}

export interface BookTransfer {
  readonly dossier: string
  readonly receiptNumber: string | null
  /** Negative where a correction took it back. */
  readonly amountVnd: number
}

/**
 * The transfers of the cash book that the bank has not told of: what stands in the book, less what was taken back, under
 * a reference that no payment of the bank has.
 */
export function notAtBank<Transfer extends BookTransfer>(
  book: readonly Transfer[],
  references: ReadonlySet<string>,
): Transfer[] {
  const open = book.filter(({ receiptNumber }) => receiptNumber === null || !references.has(receiptNumber))
  const back = open.filter(({ amountVnd }) => amountVnd < 0)
  return open.filter((transfer) => {
    if (transfer.amountVnd <= 0) return false
    const index = back.findIndex(
      (taken) => taken.dossier === transfer.dossier && taken.amountVnd === -transfer.amountVnd,
    )
    if (index === -1) return true
    back.splice(index, 1)
    return false
  })
}

/** Who paid, in the history, where the bank told of it: no user name begins so. */
export const toldByBank = '_bank'
