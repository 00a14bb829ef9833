import { parseOfficialNumber } from '../../../domain/dossier/official-number.ts'
import { parseReceiptCode } from '../../../domain/receipt/receipt-code.ts'

export type CodeProblem = 'empty' | 'receipt-malformed' | 'receipt-mistyped' | 'number-malformed'
export type ReadCode =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly problem: CodeProblem }

/** Signs in the longest text that is more likely a mistyped receipt code (10) than an official number (14 or more). */
const longestReceipt = 12

/** Either of the two codes a dossier is known by, as typed. Official numbers are longer and carry a date. */
export function readCode(typed: string): ReadCode {
  const signs = typed.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
  if (signs === '') return { ok: false, problem: 'empty' }
  if (signs.length > longestReceipt) {
    const official = parseOfficialNumber(typed)
    return official.ok ? { ok: true, code: official.number } : { ok: false, problem: 'number-malformed' }
  }
  const receipt = parseReceiptCode(typed)
  if (receipt.ok) return receipt
  const isMistyped = receipt.problem === 'receipt-code-check-failed'
  return { ok: false, problem: isMistyped ? 'receipt-mistyped' : 'receipt-malformed' }
}
