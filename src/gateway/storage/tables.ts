/** The tables as Kysely sees them. Instants are RFC 3339 text in UTC, so that both engines compare them alike. */

import type { Generated } from 'kysely'
import type { AuditAction } from '../../contract/audit.ts'
import type { DossierStateCode } from '../../contract/changes.ts'
import type { DocumentMediaType } from '../../contract/documents.ts'
import type { DeviceRole } from '../../contract/enrolment.ts'
import type { EnvelopeKind } from '../../contract/envelope.ts'
import type { FeedbackTopic } from '../../contract/feedback.ts'
import type { ProblemCode } from '../../contract/problem.ts'
import type { VoiceMediaType } from '../../contract/voice-pack.ts'
import type { WebhookFailure } from '../../contract/webhooks.ts'
import type { ReturnWay } from '../../domain/dossier/decide.ts'
import type { ElectronicDocumentKind } from '../../domain/dossier/documents.ts'
import type { Stage } from '../../domain/dossier/workflow.ts'
import type { FeeRow } from '../../domain/fee/fee-rows.ts'
import type { FeedbackState } from '../../domain/feedback/states.ts'
import type { StaffRole } from '../../domain/people/permissions.ts'
import type { UnitKind } from '../../domain/people/units.ts'
import type { IndexComponent } from '../../domain/service-index/components.ts'
import type { ChannelNumber } from '../../domain/service-index/dossier-facts.ts'
import type { SurveyQuestion, SurveyStep } from '../../domain/survey/scale.ts'
import type { HelpDifficulty, HelpService, VisitPurpose } from '../../domain/visit/visit.ts'
import type { NoticeTables } from './notice-tables.ts'
import type { VisitorTables } from './visitor-tables.ts'

export interface UnitTable {
  readonly code: string
  readonly parent: string | null
  readonly name: string
  readonly kind: UnitKind
  /** Administrative codes (Decision 19/2025/QĐ-TTg). */
  readonly province: string
  readonly commune: string | null
  /** Organisation code in official numbers, e.g. `H38` (Decision 20/2020/QĐ-TTg). */
  readonly org_code: string
  readonly number_pattern: string
  /** 1 or 0: people of this unit must sign in with a second factor. */
  readonly demands_second_factor: Generated<number>
  /** JSON (`contract/kiosk-settings.ts`); null until anything is set. */
  readonly kiosk_settings: Generated<string | null>
}

export interface StaffTable {
  readonly username: string
  readonly name: string
  readonly role: StaffRole
  readonly unit: string
  /** `scrypt$N$r$p$salt$hash`. */
  readonly password: string
  readonly created_at: string
  /** 1 for a password that an administrator has seen. */
  readonly must_change_password: Generated<number>
  /** Since when the person may not sign in; open work is still in the person's name. */
  readonly deactivated_at: string | null
  /** Of the second factor (RFC 6238), sealed with the gateway's key for accounts; null without one. */
  readonly totp_secret: string | null
  /** The same, offered but not confirmed. */
  readonly totp_candidate: string | null
  /** Number of the 30 s that the last accepted code belongs to: none is accepted twice. */
  readonly totp_last_step: number | null
  /** What the OpenID Connect provider calls the person; set by an administrator. */
  readonly identity_name: string | null
  /** Issuer and subject, noted at the first sign-in under that name. */
  readonly identity_subject: string | null
}

interface StaffRecoveryCodeTable {
  readonly username: string
  readonly code_hash: string
  readonly used_at: string | null
}

interface SignInFailureTable {
  /** Keyed hash of the name as typed: what people type there by mistake is their password. */
  readonly name_hash: string
  readonly failures: number
  readonly locked_until: string | null
  readonly last_at: string
}

/** How somebody signed in. */
export type SignInWay = 'password' | 'openid'

interface StaffSessionTable {
  readonly token_hash: string
  /** Names the session without giving it away. */
  readonly id: string
  readonly username: string
  readonly way: SignInWay
  readonly browser: string
  readonly created_at: string
  readonly seen_at: string
}

interface SettingTable {
  readonly key: string
  readonly value: string
}

export interface DeviceTable {
  readonly id: string
  readonly unit: string
  /** The team that files with it, one of the unit's; null for the desk's own. */
  readonly team: string | null
  readonly role: DeviceRole
  readonly name: string
  /** JWK as JSON. */
  readonly public_key: string
  readonly enrolled_at: string
  readonly last_contact_at: string | null
  readonly revoked_at: string | null
  /** Number of the last row in `device_changes`; raised under this row's lock, so that numbers appear in commit order. */
  readonly change_sequence: number
  /** Number of the last envelope that the device says it made; null before it said so. */
  readonly reported_sequence: number | null
  /** Dossiers that the device says it still has to send. */
  readonly queue_length: number | null
  /** Milliseconds to add to the device's clock to get ours, at the last contact. */
  readonly reported_clock_offset_ms: number | null
  /** When the device last knew of fewer envelopes of its own than we do: its store was wiped or put back. */
  readonly store_lost_at: string | null
  /** By the device's clock. */
  readonly reported_created_at: string | null
}

interface EnrolmentCodeTable {
  readonly code_hash: string
  readonly unit: string
  readonly team: string | null
  readonly role: DeviceRole
  readonly created_by: string
  readonly created_at: string
  readonly expires_at: string
  readonly used_by: string | null
  readonly used_at: string | null
}

type EnvelopeState = 'stored' | 'opened' | 'quarantined'

interface EnvelopeTable {
  readonly id: string
  readonly device: string
  readonly sequence: number
  readonly digest: string
  readonly previous: string | null
  readonly kind: EnvelopeKind
  readonly unit: string
  readonly created_at: string
  readonly clock_offset_ms: number | null
  readonly received_at: string
  /** RFC 8785 text of the signed envelope. */
  readonly body: string
  readonly state: EnvelopeState
  readonly problem: ProblemCode | null
  readonly detail: string | null
}

interface PartTable {
  readonly envelope: string
  readonly sha256: string
  readonly bytes: number
  readonly media_type: string
  readonly arrived_at: string | null
}

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

/** A visit of a community team, as its phone told it: no people, only how many. */
export interface VisitTable {
  readonly envelope: string
  readonly device: string
  /** The phone's own id of it: told twice it is one. */
  readonly visit: string
  readonly unit: string
  readonly team: string | null
  readonly province: string
  readonly commune: string
  readonly village: string
  readonly purpose: VisitPurpose
  /** In Vietnam, by the gateway's clock, as the two below. */
  readonly day: string
  readonly began_at: string
  readonly ended_at: string
  /** 1 when the phone's clock was wrong. */
  readonly is_doubtful: number
  readonly people: number
}

interface VisitHelpTable {
  readonly envelope: string
  readonly service: HelpService
  readonly difficulty: HelpDifficulty
  readonly people: number
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

interface DeviceChangeTable {
  readonly device: string
  readonly sequence: number
  readonly dossier: string
}

/** Envelopes that brought papers to a dossier after it was filed. */
interface SupplementEnvelopeTable {
  readonly envelope: string
  readonly dossier: string
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

export interface IndexEntryTable {
  readonly unit: string
  readonly component: IndexComponent
  /** `YYYY-MM` */
  readonly month: string
  /** 1, 2, 3 …: the highest is the one that counts. */
  readonly number: number
  readonly numerator: number
  readonly denominator: number
  /** Where the figure was read. */
  readonly source: string
  /** Day of the figure, `YYYY-MM-DD`. */
  readonly as_of: string
  readonly entered_at: string
  readonly entered_by: string
}

/** How many chose a face. No row is one person's. */
interface SurveyCountTable {
  readonly unit: string
  /** 202611 */
  readonly month: number
  /** Empty where none is known. */
  readonly procedure: string
  readonly step: SurveyStep
  readonly question: SurveyQuestion
  /** 1 to 5. */
  readonly face: number
  readonly count: number
  /** What of it is told while the month goes on (`storage/surveys.ts`). */
  readonly told: number
}

/** Steps of dossiers that were answered (`vault/survey-mark.ts`), without the answer. */
interface SurveyMarkTable {
  readonly mark: string
}

interface DossierWordTable {
  readonly unit: string
  readonly word: string
  readonly dossier: string
}

interface CounterTable {
  readonly unit: string
  readonly day: string
  readonly value: number
}

/** A unit's own split of the time limit, in percent, for what is decided from a day on. */
interface UnitStepSharesTable {
  readonly unit: string
  readonly from_day: string
  readonly reception: number
  readonly processing: number
  readonly signature: number
  readonly result: number
  readonly set_at: string
  readonly set_by: string
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

/** Units that tell the portal what happens to their dossiers. */
interface ExchangeUnitTable {
  readonly unit: string
  /** 0 or 1. */
  readonly is_on: number
  /** `madonvi`, `MaDinhDanhDV` or `MaDonViTiepNhan`: what the portal calls the unit. */
  readonly sender_code: string
}

/** MaLinhVuc of fields whose code the catalogue does not know. */
interface ExchangeFieldCodeTable {
  readonly unit: string
  /** TenLinhVuc. */
  readonly field: string
  readonly code: string
}

export type ExchangeState = 'waiting' | 'held' | 'refused' | 'parked' | 'sent'

/** What is to be told of one dossier, in the order of its events; or the ratings of one unit and month. */
export interface ExchangeQueueTable {
  /** Of the dossier, or `rating:<unit>:<YYYY-MM>`. */
  readonly id: string
  readonly unit: string
  readonly kind: 'dossier' | 'rating'
  /** `held`: something is missing; `refused`: a dead letter; `parked`: the portal contradicts, a person decides. */
  readonly state: ExchangeState
  readonly next_at: string
  /** Since something was last sent. */
  readonly attempts: number
  readonly refusals: number
  /** Who sends it now; past `lease_until` that process is taken to be dead, and what it sent to be in doubt. */
  readonly lease: string | null
  readonly lease_until: string | null
  /** 1 when something was sent and no answer came: the portal is asked before it is sent again. */
  readonly is_in_doubt: number
  /** 1 once the portal has the dossier. */
  readonly is_known: number
  /** idHoSo of the REST interface. */
  readonly remote_id: string | null
  /** JSON of `contract/exchange.ts`. */
  readonly problem: string | null
  /** JSON of the totals, for ratings. */
  readonly content: string | null
  readonly changed_at: string
}

/** One for each event of the dossier that the portal is to hear of, written with the event. */
interface ExchangeMessageTable {
  readonly queue: string
  /** Of the event; 1 for ratings. */
  readonly number: number
  readonly queued_at: string
  readonly sent_at: string | null
}

/** The portal says of a dossier what cannot be by its history here. */
export interface ExchangeConflictTable {
  readonly id: string
  readonly dossier: string
  readonly unit: string
  readonly portal_state: number
  readonly found_at: string
  readonly choice: 'send-ours' | 'keep-theirs' | null
  readonly chosen_by: string | null
  readonly chosen_at: string | null
}

/** Dossiers that were filed on the portal. */
export interface PortalDossierTable {
  readonly dossier: string
  /** The portal's MaHoSo. */
  readonly number: string
  /** TechID of the applicant. */
  readonly account: string | null
  /** LoaiDoiTuong as it came. */
  readonly owner_kind: string | null
  /** What came, as JSON without its files; null once the content was removed. */
  readonly record: string | null
}

/** Another system that is told of dossiers of the unit, or of those below it. */
export interface WebhookTable {
  readonly id: string
  readonly unit: string
  readonly url: string
  /** JSON list of `contract/webhooks.ts`. */
  readonly events: string
  /** Sealed with the gateway's key for accounts. */
  readonly secret: string
  readonly is_on: number
  readonly created_by: string
  readonly created_at: string
  /** Rounds that failed since something was last taken: the whole webhook waits longer after each. */
  readonly failures: number
  readonly failure: WebhookFailure | null
  readonly paused_until: string | null
  /** How many were taken. */
  readonly delivered: number
  readonly last_delivered_at: string | null
}

/** What one webhook is to hear of one dossier, in the order of its events. */
interface WebhookQueueTable {
  /** `<webhook>.<dossier>` */
  readonly id: string
  readonly webhook: string
  readonly official_number: string
  /** `dead`: given up until somebody sends it again, or something new is to be told. */
  readonly state: 'waiting' | 'dead' | 'sent'
  readonly next_at: string
  /** Since something was last taken. */
  readonly attempts: number
  readonly lease: string | null
  readonly lease_until: string | null
  /** JSON: failure and status of the last try. */
  readonly problem: string | null
  readonly changed_at: string
}

/** Written with the event. The body stays as it was written, however often it is sent. */
interface WebhookDeliveryTable {
  readonly queue: string
  /** Of the event. */
  readonly number: number
  readonly id: string
  readonly body: string
  readonly sent_at: string | null
}

/** Help with an account, in the words of `domain/assistance/outcome.ts`. The id is that of its envelope where it came in one. */
export interface AssistanceTable {
  readonly id: string
  readonly unit: string
  /** Code of the village's team. */
  readonly village: string | null
  readonly need: string
  readonly outcome: string
  readonly next_step: string
  readonly reason: string | null
  readonly helped_on: string
}

interface UnitDayTable {
  readonly id: string
  readonly unit: string
  readonly kind: string
  readonly day: string
  readonly from_time: string
  readonly until_time: string
  readonly place: string
  readonly created_by: string
  readonly created_at: string
}

/** What a citizen told a unit; `domain/feedback`. */
export interface FeedbackTable {
  readonly id: string
  readonly envelope: string
  readonly receipt_code: string
  /** Of the device: whose figures it counts in. */
  readonly unit: string
  /** Whose leaders read and answer it. */
  readonly handler_unit: string
  readonly device: string
  readonly topic: FeedbackTopic
  readonly body: string
  /** JSON: part and seconds. */
  readonly recording: string | null
  /** JSON list of parts. */
  readonly photos: string
  /** JSON: name and phone; null for who gave none. */
  readonly sender: string | null
  readonly language: string
  readonly filed_on: string
  readonly arrived_at: string
  /** In Vietnam. */
  readonly arrived_day: string
  /** Of the folded text; null without one. */
  readonly body_digest: string | null
  /** Receipt code of an earlier one with the same text. */
  readonly duplicate_of: string | null
  readonly state: FeedbackState
  readonly officer: string | null
  /** JSON list of user names that may not read it. */
  readonly excluded: string
  readonly reply: string | null
  readonly replied_at: string | null
  /** As the public page has it. */
  readonly question: string | null
  readonly publication: string | null
  readonly published_at: string | null
  /** Of the answer. */
  readonly due_at: string | null
  readonly step_due_at: string | null
  /** Since when the citizen is waited for. */
  readonly paused_at: string | null
  /** When it was answered, refused or marked as spam. */
  readonly closed_at: string | null
  /** 1 or 0: what whoever sent it says of the answer. */
  readonly is_content: number | null
  readonly content_removed_at: string | null
  readonly files_removed_at: string | null
  readonly revision: number
}

interface FeedbackEventTable {
  readonly feedback: string
  readonly number: number
  readonly type: string
  readonly at: string
  readonly by: string
  readonly note: string | null
  /** RFC 8785 text. */
  readonly data: string
  readonly previous: string | null
  readonly digest: string
}

interface FeedbackChangeTable {
  readonly device: string
  readonly sequence: number
  readonly feedback: string
}

export interface Tables extends VisitorTables, NoticeTables {
  units: UnitTable
  staff: StaffTable
  staff_sessions: StaffSessionTable
  staff_recovery_codes: StaffRecoveryCodeTable
  sign_in_failures: SignInFailureTable
  settings: SettingTable
  devices: DeviceTable
  enrolment_codes: EnrolmentCodeTable
  envelopes: EnvelopeTable
  parts: PartTable
  dossiers: DossierTable
  dossier_events: DossierEventTable
  dossier_fees: DossierFeeTable
  device_changes: DeviceChangeTable
  supplement_envelopes: SupplementEnvelopeTable
  dossier_documents: DossierDocumentTable
  dossier_words: DossierWordTable
  dossier_facts: DossierFactsTable
  index_entries: IndexEntryTable
  survey_counts: SurveyCountTable
  survey_marks: SurveyMarkTable
  counters: CounterTable
  unit_step_shares: UnitStepSharesTable
  audit_log: AuditLogTable
  tracking_attempts: TrackingAttemptTable
  exchange_units: ExchangeUnitTable
  exchange_field_codes: ExchangeFieldCodeTable
  exchange_queues: ExchangeQueueTable
  exchange_messages: ExchangeMessageTable
  exchange_conflicts: ExchangeConflictTable
  portal_dossiers: PortalDossierTable
  voice_sentences: VoiceSentenceTable
  voice_manifests: VoiceManifestTable
  webhooks: WebhookTable
  webhook_queues: WebhookQueueTable
  webhook_deliveries: WebhookDeliveryTable
  assistance: AssistanceTable
  unit_days: UnitDayTable
  feedback: FeedbackTable
  feedback_events: FeedbackEventTable
  feedback_changes: FeedbackChangeTable
}
/** What is said of one sentence in one language. */
export interface VoiceSentenceTable {
  readonly unit: string
  /** BCP 47. */
  readonly language: string
  /** Digest of `source`. */
  readonly sentence: string
  readonly place: string
  readonly source: string
  readonly translation: string | null
  readonly translated_by: string | null
  /** Digest of its file. */
  readonly recording: string | null
  readonly recording_bytes: number | null
  readonly media_type: VoiceMediaType | null
  readonly recorded_by: string | null
  /** Of this translation and this recording: a change of either takes it back. */
  readonly reviewed_by: string | null
  readonly reviewed_at: string | null
  readonly revision: number
  readonly changed_at: string
}

interface VoiceManifestTable {
  readonly unit: string
  readonly version: number
  /** JSON of `contract/voice-pack.ts`. */
  readonly body: string
}

export interface Tables {
  units: UnitTable
  staff: StaffTable
  staff_sessions: StaffSessionTable
  staff_recovery_codes: StaffRecoveryCodeTable
  sign_in_failures: SignInFailureTable
  settings: SettingTable
  devices: DeviceTable
  enrolment_codes: EnrolmentCodeTable
  envelopes: EnvelopeTable
  parts: PartTable
  dossiers: DossierTable
  dossier_events: DossierEventTable
  dossier_fees: DossierFeeTable
  device_changes: DeviceChangeTable
  supplement_envelopes: SupplementEnvelopeTable
  dossier_documents: DossierDocumentTable
  dossier_words: DossierWordTable
  dossier_facts: DossierFactsTable
  index_entries: IndexEntryTable
  survey_counts: SurveyCountTable
  survey_marks: SurveyMarkTable
  counters: CounterTable
  unit_step_shares: UnitStepSharesTable
  audit_log: AuditLogTable
  tracking_attempts: TrackingAttemptTable
  exchange_units: ExchangeUnitTable
  exchange_field_codes: ExchangeFieldCodeTable
  exchange_queues: ExchangeQueueTable
  exchange_messages: ExchangeMessageTable
  exchange_conflicts: ExchangeConflictTable
  portal_dossiers: PortalDossierTable
  voice_sentences: VoiceSentenceTable
  voice_manifests: VoiceManifestTable
  webhooks: WebhookTable
  webhook_queues: WebhookQueueTable
  webhook_deliveries: WebhookDeliveryTable
  assistance: AssistanceTable
  unit_days: UnitDayTable
  feedback: FeedbackTable
  feedback_events: FeedbackEventTable
  feedback_changes: FeedbackChangeTable
  visits: VisitTable
  visit_help: VisitHelpTable
}
