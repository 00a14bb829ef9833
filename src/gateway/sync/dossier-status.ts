/** A dossier as the public may know it: no name, no answer. */
import * as v from 'valibot'
import type { DossierStatus } from '../../contract/changes.ts'
import { paperCount } from '../../contract/dossier-action.ts'
import { dossierStateNames } from '../../domain/dossier/states.ts'
import { dueVnd } from '../../domain/fee/asked-amount.ts'
import type { GatewayContext } from '../context.ts'
import { transferOf } from '../payments/transfer.ts'
import type { Dossier } from '../storage/dossiers.ts'

const supplementRequest = v.object({ papers: v.array(paperCount) })

/** What the citizen is to pay while the desk waits for it. */
export async function paymentOf(
  { storage, bank }: Pick<GatewayContext, 'storage' | 'bank'>,
  dossier: Dossier,
): Promise<Required<Pick<DossierStatus, 'payment'>>> {
  if (dossier.stage !== 'payment-requested') return { payment: null }
  const amountVnd = dueVnd(await storage.fees.of(dossier.id))
  if (amountVnd === 0) return { payment: null }
  const transfer = transferOf({ bank }, dossier, amountVnd)
  return { payment: { amountVnd, ...(transfer === null ? {} : { transfer }) } }
}

export function dossierStatusOf(dossier: Dossier, unitName: string): DossierStatus {
  const request =
    dossier.supplement_request === null
      ? null
      : v.parse(supplementRequest, JSON.parse(dossier.supplement_request))
  return {
    envelope: dossier.envelope,
    receiptCode: dossier.receipt_code,
    procedure: dossier.procedure,
    state: dossier.state,
    arrivedAt: dossier.arrived_at,
    receivedAt: dossier.received_at,
    officialNumber: dossier.official_number,
    dueAt: dossier.due_at,
    unitName,
    supplement: request === null ? null : { papers: request.papers, until: dossier.supplement_until },
    supplementArrivedAt: request === null ? null : dossier.supplement_arrived_at,
    stateName: dossierStateNames[dossier.state],
  }
}
