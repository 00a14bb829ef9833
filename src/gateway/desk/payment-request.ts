/** Asking for payment: the amount is what is due or what the rules say, and another one needs a reason. */
import { loadProvincialRules } from '../../catalogue/provincial-rules.ts'
import type { DossierAction } from '../../contract/dossier-action.ts'
import { computedAmount } from '../../domain/fee/asked-amount.ts'
import { decideFee } from '../../domain/fee/fee-rows.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import type { Dossier } from '../storage/dossiers.ts'
import type { FeeChange } from '../storage/fees.ts'
import { feeProposalsOf } from './fee-proposals.ts'

export type PaymentRequest =
  | {
      readonly ok: true
      /** What the event tells: the amount, the computed one, and why they differ. */
      readonly details: object
      /** The fee that is set with the request; null when it was set before. */
      readonly fee: FeeChange | null
    }
  | { readonly ok: false; readonly problem: 'request-malformed' | 'fee-changed' }

export async function paymentRequest(
  { storage, catalogue, now }: GatewayContext,
  by: string,
  dossier: Dossier,
  action: Extract<DossierAction, { readonly type: 'request-payment' }>,
): Promise<PaymentRequest> {
  const at = now().toISOString()
  const unit = await storage.units.find(dossier.unit)
  const rules = unit && (await loadProvincialRules(unit.province))
  const rows = await storage.fees.of(dossier.id)
  const { proposals } = feeProposalsOf({ dossier, rules, today: vietnamDay(at), catalogue })
  const computed = computedAmount(rows, proposals)
  const amountVnd = action.amountVnd ?? computed.amountVnd
  if (amountVnd === null || amountVnd === 0) return { ok: false, problem: 'request-malformed' }
  const isAsComputed = amountVnd === computed.amountVnd
  // Somebody has set or changed a fee since: its amount is changed where fees are, with its own history.
  if (!isAsComputed && computed.isSet) return { ok: false, problem: 'fee-changed' }
  if (!isAsComputed && action.amountReason === undefined) return { ok: false, problem: 'request-malformed' }
  const details = {
    amountVnd,
    computedVnd: computed.amountVnd,
    ...(isAsComputed || action.amountReason === undefined ? {} : { amountReason: action.amountReason }),
  }
  if (computed.isSet) return { ok: true, details, fee: null }
  const content = {
    kind: 'fee',
    rule: isAsComputed ? computed.rule : null,
    fullVnd: amountVnd,
    amountVnd,
    exemption: null,
  } as const
  const decided = decideFee(rows, { type: 'set', content }, { at, by })
  if (!decided.ok) throw new Error(`a whole amount cannot be set: ${decided.problem}`)
  return {
    ok: true,
    details,
    fee: { dossier: dossier.id, unit: dossier.unit, rows: decided.rows, type: 'fee-set' },
  }
}
