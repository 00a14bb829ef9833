/** Tables of units and of those who work in them. */

import type { Generated } from 'kysely'
import type { StaffRole } from '../../../domain/people/permissions.ts'
import type { UnitKind } from '../../../domain/people/units.ts'

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

export interface PeopleTables {
  units: UnitTable
  staff: StaffTable
  staff_sessions: StaffSessionTable
  staff_recovery_codes: StaffRecoveryCodeTable
  sign_in_failures: SignInFailureTable
  settings: SettingTable
  counters: CounterTable
  unit_step_shares: UnitStepSharesTable
  unit_days: UnitDayTable
}
