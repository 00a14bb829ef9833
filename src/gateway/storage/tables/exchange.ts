/** Tables of the exchange with the national portal and of webhooks. */
import type { WebhookFailure } from '../../../contract/webhooks.ts'

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

export interface ExchangeTables {
  exchange_units: ExchangeUnitTable
  exchange_field_codes: ExchangeFieldCodeTable
  exchange_queues: ExchangeQueueTable
  exchange_messages: ExchangeMessageTable
  exchange_conflicts: ExchangeConflictTable
  portal_dossiers: PortalDossierTable
  webhooks: WebhookTable
  webhook_queues: WebhookQueueTable
  webhook_deliveries: WebhookDeliveryTable
}
