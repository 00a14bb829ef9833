/** Tables of devices and of what they handed over. */
import type { DeviceRole } from '../../../contract/enrolment.ts'
import type { EnvelopeKind } from '../../../contract/envelope.ts'
import type { ProblemCode } from '../../../contract/problem.ts'

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

export interface DeviceTables {
  devices: DeviceTable
  enrolment_codes: EnrolmentCodeTable
  envelopes: EnvelopeTable
  parts: PartTable
  device_changes: DeviceChangeTable
  supplement_envelopes: SupplementEnvelopeTable
}
