/** The text of a slip's QR, `MOTCUA1|code|procedure|…` (as `device/receipts.ts` writes it), or the code typed alone. */
import { parseReceiptCode, type ReceiptCodeResult } from './receipt-code.ts'

export type SlipProblem = Extract<ReceiptCodeResult, { ok: false }>['problem']
export interface Slip {
  /** As `receiptCodeOf` writes it. */
  readonly code: string
  /** Empty when the text does not say. */
  readonly procedure: string
}
export type SlipRead =
  | { readonly ok: true; readonly slip: Slip }
  | { readonly ok: false; readonly problem: SlipProblem }

/** @param text from a camera, a scanner that types, or a keyboard */
export function readSlip(text: string): SlipRead {
  const [mark = '', code = '', procedure = ''] = text.trim().slice(0, 1000).split('|')
  const isSlip = /^motcua\d+$/i.test(mark)
  const parsed = parseReceiptCode(isSlip ? code : text)
  if (!parsed.ok) return parsed
  return {
    ok: true,
    slip: { code: parsed.code, procedure: isSlip && /^\d\.\d{6}$/.test(procedure) ? procedure : '' },
  }
}
