import type { DossierSummary } from '../../contract/desk.ts'
import type { DossierOverview } from '../storage/dossiers.ts'

/** A dossier in a list. */
export function summaryOf(dossier: DossierOverview): DossierSummary {
  return {
    id: dossier.id,
    receiptCode: dossier.receipt_code,
    officialNumber: dossier.official_number,
    procedure: dossier.procedure,
    state: dossier.state,
    applicantName: dossier.applicant_name,
    subjectName: dossier.subject_name,
    arrivedAt: dossier.arrived_at,
    receivedAt: dossier.received_at,
    dueAt: dossier.due_at,
    stepDueAt: dossier.step_due_at,
    stage: dossier.stage,
    officer: dossier.officer,
    clockStoppedAt: dossier.clock_stopped_at,
    supplementArrivedAt: dossier.supplement_arrived_at,
    partsExpected: dossier.partsExpected,
    partsPresent: dossier.partsPresent,
    revision: dossier.revision,
    portalNumber: dossier.portalNumber,
  }
}
