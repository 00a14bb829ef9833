/** Puts what the bank says into the dossier's fees, or aside for an officer. Done again it changes nothing. */
import { dossierNamed, matchPayment, toldByBank } from '../../domain/fee/bank-payment.ts'
import { decideFee, type FeeRow } from '../../domain/fee/fee-rows.ts'
import type { GatewayContext } from '../context.ts'
import { recordFeeRows } from '../desk/fees.ts'
import type { PaymentOutcome, StoredBankPayment } from '../storage/bank-payments.ts'

/** Somebody may be changing the same dossier. */
const triesAtMost = 5

/** @param named the dossier that an officer says it is for; otherwise the payment's own words tell. */
export async function matchBankPayment(
  context: GatewayContext,
  payment: StoredBankPayment,
  named: string | null = null,
  by: string = toldByBank,
): Promise<PaymentOutcome> {
  const { storage } = context
  const outcome = await outcomeOf(context, payment, named, by)
  await storage.bankPayments.note(payment.id, outcome)
  return outcome
}

async function outcomeOf(
  context: GatewayContext,
  payment: StoredBankPayment,
  named: string | null,
  by: string,
): Promise<PaymentOutcome> {
  const { storage, now } = context
  if (payment.kind === 'refund') {
    if (payment.refunds !== null) await storage.bankPayments.noteRefund(payment.refunds, payment.unit)
    const given =
      payment.refunds === null ? undefined : await storage.bankPayments.find(payment.unit, payment.refunds)
    return { state: 'parked', problem: 'refund', dossier: given?.dossier ?? null }
  }
  const id =
    named ?? dossierNamed(payment.description, await storage.bankPayments.payable(payment.unit))?.id ?? null
  if (id === null) return { state: 'parked', problem: 'number-unknown', dossier: null }
  for (let tries = 0; tries < triesAtMost; tries++) {
    const dossier = await storage.dossiers.find(id)
    if (dossier === undefined) return { state: 'parked', problem: 'number-unknown', dossier: null }
    const rows = await storage.fees.of(id)
    const match = matchPayment(rows, payment.amount_vnd, payment.id)
    if (match.kind === 'recorded') return { state: 'matched', dossier: id }
    if (match.kind === 'parked') return { state: 'parked', problem: match.problem, dossier: id }
    const added: FeeRow[] = []
    for (const fee of match.fees) {
      const decided = decideFee(
        [...rows, ...added],
        { type: 'pay', fee, payment: { way: 'transfer', receiptNumber: payment.id } },
        { at: now().toISOString(), by },
      )
      if (!decided.ok) throw new Error(`a fee that is due cannot be paid: ${decided.problem}`)
      added.push(...decided.rows)
    }
    const problem = await recordFeeRows(context, dossier, rows, added, 'fee-paid', by)
    if (problem === null) return { state: 'matched', dossier: id }
    if (problem !== 'fee-changed' && problem !== 'dossier-changed')
      throw new Error(`a payment cannot be recorded: ${problem}`)
  }
  // Left `new`: the sweep tries it again.
  throw new Error('a dossier changes too often to record a payment')
}

/** A process may have died over it. */
const leftAfterMs = 60_000

export async function finishBankPayments(context: GatewayContext): Promise<void> {
  const before = new Date(context.now().getTime() - leftAfterMs).toISOString()
  for (const payment of await context.storage.bankPayments.unfinished(before))
    await matchBankPayment(context, payment)
}
