/** What the payer of a dossier's fee scans: only for the account of the unit that received it (rules.md §6). */
import type { Transfer } from '../../contract/transfer.ts'
import { vietQrText } from '../../domain/fee/viet-qr.ts'
import type { GatewayContext } from '../context.ts'
import type { Dossier } from '../storage/dossiers.ts'

/** Null where the unit has no account. @param amountVnd more than nothing. */
export function transferOf(
  { bank }: Pick<GatewayContext, 'bank'>,
  { unit, official_number, receipt_code }: Pick<Dossier, 'unit' | 'official_number' | 'receipt_code'>,
  amountVnd: number,
): Transfer | null {
  if (bank === null || bank.unit !== unit) return null
  const reference = official_number ?? receipt_code
  return {
    qrText: vietQrText({ to: bank, amountVnd, bill: reference, purpose: reference }),
    bank: bank.bin,
    account: bank.account,
    name: bank.name,
    reference,
  }
}
