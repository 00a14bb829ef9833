/** Tables of dossiers and of what was done with them. */
import type { AuditAction } from '../../../contract/audit.ts'
import type { DossierStateCode } from '../../../contract/changes.ts'
import type { DocumentMediaType } from '../../../contract/documents.ts'
import type { ReturnWay } from '../../../domain/dossier/decide.ts'
import type { ElectronicDocumentKind } from '../../../domain/dossier/documents.ts'
import type { Stage } from '../../../domain/dossier/workflow.ts'
import type { FeeRow } from '../../../domain/fee/fee-rows.ts'
import type { ChannelNumber } from '../../../domain/service-index/dossier-facts.ts'

export interface DossierTable {
  readonly id: string
  readonly envelope: string
  readonly receipt_code: string
  readonly official_number: string | null
  readonly unit: string
  /** Of the device, when the dossier came. */
  readonly team: string | null
  readonly device: string
  readonly procedure: string
  readonly form_name: string
  readonly form_version: number
  /** The national state that `stage` has. */
  readonly state: DossierStateCode
  readonly stage: Stage
  /** The unit that works on it now; `unit` receives and returns. */
  readonly handler_unit: string
  /** The unit that offered it to another; null unless it is on its way. */
  readonly transferred_from: string | null
  readonly officer: string | null
  readonly clock_stopped_at: string | null
  readonly supplements: number
  readonly supplement_until: string | null
  readonly supplement_arrived_at: string | null
  /** What was asked for, as JSON (`contract/dossier-action.ts`); null when nothing is. */
  readonly supplement_request: string | null
  readonly extensions: number
  readonly return_way: ReturnWay
  readonly finished_at: string | null
  readonly returned_at: string | null
  readonly closed_at: string | null
  readonly revision: number
  readonly applicant_name: string
  /** Last four digits of the applicant's number: the second factor of tracking. */
  readonly applicant_last_four: string | null
  readonly subject_name: string | null
  readonly answers: string
  readonly papers: string
  readonly doubts: string
  readonly language: string
  readonly filed_on: string
  readonly arrived_at: string
  readonly received_at: string | null
  readonly due_at: string | null
  readonly due_reason: string | null
  /** JSON of `domain/dossier/step-dues.ts`. */
  readonly step_dues: string | null
  /** When the step that runs now is due; null while none does. */
  readonly step_due_at: string | null
  /** When answers, papers and the sealed envelope were removed (retention); the register stays. */
  readonly content_removed_at: string | null
  /** When the files of removed content went: a day later, so that a backup has those of its rows. */
  readonly files_removed_at: string | null
  /** Who helped the citizen, and how they agreed to it, as JSON (`contract/payload.ts`); null for who filed alone. */
  readonly assisted_by: string | null
}

export interface DossierEventTable {
  readonly dossier: string
  readonly number: number
  readonly type: string
  readonly at: string
  readonly by: string
  readonly note: string | null
  /** RFC 8785 text of what changed. */
  readonly data: string
  readonly previous: string | null
  readonly digest: string
}

export interface DossierFeeTable {
  readonly dossier: string
  readonly number: number
  readonly fee: number
  /** The unit that takes the money. */
  readonly unit: string
  /** Local day of `at`: the day of the cash book. */
  readonly day: string
  readonly kind: FeeRow['kind']
  readonly rule: string | null
  readonly full_vnd: number
  readonly amount_vnd: number
  readonly exemption: FeeRow['exemption']
  readonly exemption_source: string | null
  readonly exemption_proof: string | null
  readonly exemption_checked_by: string | null
  readonly state: FeeRow['state']
  readonly way: FeeRow['way']
  readonly receipt_number: string | null
  readonly replaces: number | null
  readonly reason: string | null
  readonly at: string
  readonly by: string
}

export interface DossierDocumentTable {
  readonly dossier: string
  readonly number: number
  readonly kind: ElectronicDocumentKind
  readonly component: string | null
  readonly name: string
  readonly document_number: string
  readonly issuer: string
  readonly issued_on: string | null
  /** 0 or 1. */
  readonly is_reusable: number
  readonly media_type: DocumentMediaType
  /** Of the content, base64url. */
  readonly sha256: string
  readonly bytes: number
  readonly pages: number
  /** JSON of `contract/documents.ts`. */
  readonly source: string
  readonly signatures: string
  /** Key among the files, where the content lies sealed. */
  readonly file: string
  readonly created_at: string
  readonly created_by: string
  readonly replaced_by: number | null
}

interface DossierWordTable {
  readonly unit: string
  readonly word: string
  readonly dossier: string
}

/** As `domain/service-index/dossier-facts.ts` has it, for dossiers that were received. */
export interface DossierFactsTable {
  readonly dossier: string
  readonly unit: string
  readonly procedure: string
  readonly officer: string | null
  readonly channel: ChannelNumber
  readonly received_day: number
  readonly month: number
  readonly due_ms: number | null
  readonly late_from_ms: number | null
  readonly is_late_in_month: number
  readonly is_open: number
  readonly is_finished: number
  readonly is_early: number
  readonly limit_days: number | null
  readonly saved_days: number | null
  readonly supplements: number
  readonly has_result: number
  readonly is_digitised: number
  readonly has_fee: number
  readonly is_paid_online: number
  readonly is_unpaid: number
  /** The national portal has it, as far as the outbox knows (`exchange_queues.is_known`). */
  readonly is_synchronised: number
}

/** One chain of digests a unit. */
export interface AuditLogTable {
  readonly unit: string
  readonly number: number
  readonly at: string
  readonly who: string
  readonly action: AuditAction
  readonly subject: string | null
  /** RFC 8785 text; nothing personal. */
  readonly detail: string
  readonly previous: string | null
  readonly digest: string
}

interface TrackingAttemptTable {
  readonly code_hash: string
  /** Number of the quarter of an hour since 1970. */
  readonly period: number
  readonly count: number
}

export interface DossierTables {
  dossiers: DossierTable
  dossier_events: DossierEventTable
  dossier_fees: DossierFeeTable
  dossier_documents: DossierDocumentTable
  dossier_words: DossierWordTable
  dossier_facts: DossierFactsTable
  audit_log: AuditLogTable
  tracking_attempts: TrackingAttemptTable
}
