/** A dossier as the public may know it: no name, no answer. */
import type { DossierStatus } from '../../contract/changes.ts'
import { dossierStateNames } from '../../domain/dossier/states.ts'
import type { Dossier } from '../storage/dossiers.ts'

export function dossierStatusOf(dossier: Dossier, unitName: string): DossierStatus {
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
    stateName: dossierStateNames[dossier.state],
  }
}
