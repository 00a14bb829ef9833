/**
 * The address in the QR code of a slip. Code and step stand in the fragment, which no server and no log ever sees, and
 * which the screen takes out of the address bar at once.
 */
import type { SurveyedStep } from '../../../device/survey.ts'
import { parseReceiptCode } from '../../../domain/receipt/receipt-code.ts'

const steps = { nop: 'filing', tra: 'return' } as const

/** @param base where the product lives, with slash at the end */
export function slipAddress(base: string, { receiptCode, step, procedure }: SurveyedStep): string {
  const name = step === 'filing' ? 'nop' : 'tra'
  const rest = procedure === null ? '' : `&tt=${procedure}`
  return `${base}hai-long#ma=${receiptCode}&buoc=${name}${rest}`
}

/** Null for what no slip says. */
export function readSlip(fragment: string): SurveyedStep | null {
  const said = new URLSearchParams(fragment.replace(/^#/, ''))
  const code = parseReceiptCode(said.get('ma') ?? '')
  const step = said.get('buoc')
  const procedure = said.get('tt') ?? ''
  if (!code.ok || (step !== 'nop' && step !== 'tra')) return null
  return {
    receiptCode: code.code,
    step: steps[step],
    procedure: /^\d\.\d{6}$/.test(procedure) ? procedure : null,
  }
}
