/** What the bank told, as the desk asks the gateway for it. */
import { type BankPayments, bankPayments, type SettlePayment } from '../../../contract/payments.ts'
import { type Answer, ask, nothing } from '../desk-client.ts'

export function readBankPayments(from: string, until: string): Promise<Answer<BankPayments>> {
  return ask(`bank-payments?from=${from}&until=${until}`, bankPayments)
}

export function settleBankPayment(transaction: string, how: SettlePayment): Promise<Answer<undefined>> {
  return ask(`bank-payments/${encodeURIComponent(transaction)}/settle`, nothing, {
    method: 'POST',
    body: how,
  })
}
