/** Devices, the codes that let them join, and what the desk sees of their numbering. */
import { type Selectable, sql } from 'kysely'
import type { DeviceRole } from '../../contract/enrolment.ts'
import { type Engine, inTransaction } from './engine.ts'
import { isSeen, type Scope } from './scope.ts'
import type { DeviceTable } from './tables/devices.ts'

export type Device = Selectable<DeviceTable>

/** In the place of a key, of what stands for the national portal among the devices: nothing it signs is ever taken. */
export const portalDeviceKey = 'portal'

export interface NewDevice {
  readonly id: string
  readonly name: string
  readonly publicKey: string
}

export type Enrolment =
  | { readonly ok: true; readonly device: Device }
  | {
      readonly ok: false
      readonly problem:
        | 'enrolment-code-invalid'
        | 'enrolment-code-used'
        | 'enrolment-code-expired'
        | 'device-revoked'
    }

/** What a device says of itself at a contact. */
export interface DeviceReport {
  readonly sequence: number
  readonly queueLength: number
  readonly clockOffsetMs: number
  /** RFC 3339, by the device's clock: its newest word so far. */
  readonly newestAt: string
}

export interface DeviceOverview {
  readonly device: Device
  readonly highestSequence: number
  readonly missingSequences: readonly number[]
  readonly brokenLinks: readonly number[]
}

/** A device lists at most this many missing numbers: a wiped counter must not fill the page. */
const missingLimit = 100
/** The way of a request takes its time: a clock's reading is never exact. */
const clockJitterMs = 5_000

export function deviceStore(engine: Engine) {
  const { database } = engine
  return {
    async find(id: string): Promise<Device | undefined> {
      return database.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst()
    },

    async findAll(ids: readonly string[]): Promise<Device[]> {
      if (ids.length === 0) return []
      return database.selectFrom('devices').selectAll().where('id', 'in', ids).execute()
    },

    async isEmpty(): Promise<boolean> {
      return (await database.selectFrom('devices').select('id').limit(1).executeTakeFirst()) === undefined
    },

    async addEnrolmentCode(code: {
      readonly hash: string
      readonly unit: string
      readonly team?: string | null
      readonly role: DeviceRole
      readonly createdBy: string
      readonly createdAt: string
      readonly expiresAt: string
    }): Promise<void> {
      await database
        .insertInto('enrolment_codes')
        .values({
          code_hash: code.hash,
          unit: code.unit,
          team: code.team ?? null,
          role: code.role,
          created_by: code.createdBy,
          created_at: code.createdAt,
          expires_at: code.expiresAt,
          used_by: null,
          used_at: null,
        })
        .execute()
    },

    /**
     * Uses up the code; the same device with the same code and key gets the same answer again. For a revoked device it
     * is not used up: it may join with it under another id.
     */
    async enrol(codeHash: string, device: NewDevice, now: string): Promise<Enrolment> {
      return inTransaction(engine, async (transaction): Promise<Enrolment> => {
        const code = await transaction
          .selectFrom('enrolment_codes')
          .selectAll()
          .where('code_hash', '=', codeHash)
          .executeTakeFirst()
        if (code === undefined) return { ok: false, problem: 'enrolment-code-invalid' }
        if (code.used_by === null && code.expires_at <= now)
          return { ok: false, problem: 'enrolment-code-expired' }
        const same = await transaction
          .selectFrom('devices')
          .select('revoked_at')
          .where('id', '=', device.id)
          .where('public_key', '=', device.publicKey)
          .executeTakeFirst()
        if (same !== undefined && same.revoked_at !== null) return { ok: false, problem: 'device-revoked' }
        const claimed = await transaction
          .updateTable('enrolment_codes')
          .where('code_hash', '=', codeHash)
          .where('used_by', 'is', null)
          .set({ used_by: device.id, used_at: now })
          .executeTakeFirst()
        if (claimed.numUpdatedRows === 1n) {
          const added = await transaction
            .insertInto('devices')
            .values({
              id: device.id,
              unit: code.unit,
              team: code.team,
              role: code.role,
              name: device.name,
              public_key: device.publicKey,
              enrolled_at: now,
              last_contact_at: now,
              revoked_at: null,
              change_sequence: 0,
              reported_sequence: null,
              queue_length: null,
              reported_clock_offset_ms: null,
              store_lost_at: null,
              reported_created_at: null,
            })
            .onConflict((conflict) => conflict.doNothing())
            .returningAll()
            .executeTakeFirst()
          if (added !== undefined) return { ok: true, device: added }
        }
        const known = await transaction
          .selectFrom('devices')
          .innerJoin('enrolment_codes', 'enrolment_codes.used_by', 'devices.id')
          .selectAll('devices')
          .where('code_hash', '=', codeHash)
          .where('devices.id', '=', device.id)
          .where('public_key', '=', device.publicKey)
          .executeTakeFirst()
        // Another device has used it, or a device id is taken with another key: a new code and id are needed.
        return known === undefined
          ? { ok: false, problem: 'enrolment-code-used' }
          : { ok: true, device: known }
      })
    },

    async noteContact(ids: readonly string[], now: string): Promise<void> {
      if (ids.length === 0) return
      await database.updateTable('devices').where('id', 'in', ids).set({ last_contact_at: now }).execute()
    },

    /**
     * Written only when something in it has changed, since devices report with every contact.
     * @param isStoreLost the gateway has later envelopes of the device than the device knows of
     */
    async noteReport(device: Device, report: DeviceReport, isStoreLost: boolean, now: string): Promise<void> {
      const clock = device.reported_clock_offset_ms
      const isSameClock = clock !== null && Math.abs(clock - report.clockOffsetMs) < clockJitterMs
      const isSame =
        device.reported_sequence === report.sequence && device.queue_length === report.queueLength
      if (isSame && isSameClock && !isStoreLost) return
      await database
        .updateTable('devices')
        .where('id', '=', device.id)
        .set({
          reported_sequence: report.sequence,
          queue_length: report.queueLength,
          reported_clock_offset_ms: report.clockOffsetMs,
          reported_created_at: report.newestAt,
          ...(isStoreLost ? { store_lost_at: now } : {}),
        })
        .execute()
    },

    /** Those not heard of for longest first; never heard of before all. Without those that were revoked. */
    async silent(units: readonly string[], limit: number): Promise<Device[]> {
      return database
        .selectFrom('devices')
        .selectAll()
        .where('unit', 'in', units)
        .where('revoked_at', 'is', null)
        .orderBy((eb) => eb.fn.coalesce('last_contact_at', eb.val('')))
        .orderBy('id')
        .limit(limit)
        .execute()
    },

    /** @returns false when the unit has no such device; revoking twice keeps the first time. */
    async revoke(id: string, unit: string, now: string): Promise<boolean> {
      const result = await database
        .updateTable('devices')
        .where('id', '=', id)
        .where('unit', '=', unit)
        .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(now)) }))
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** @param team null for none. @returns false when the unit has no such device. */
    async setTeam(id: string, unit: string, team: string | null): Promise<boolean> {
      const result = await database
        .updateTable('devices')
        .where('id', '=', id)
        .where('unit', '=', unit)
        .set({ team })
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    async highestSequence(device: string): Promise<number> {
      const row = await database
        .selectFrom('envelopes')
        .select((eb) => eb.fn.max('sequence').as('highest'))
        .where('device', '=', device)
        .executeTakeFirst()
      return row?.highest ?? 0
    },

    /**
     * Devices with the gaps and broken links in their numbering (DESIGN G1, "Envelope").
     * @param scope null for all
     */
    async overview(scope: Scope | null): Promise<DeviceOverview[]> {
      const devices = await database
        .selectFrom('devices')
        .selectAll()
        .where('public_key', '!=', portalDeviceKey)
        .$if(scope !== null, (query) => query.where(isSeen(scope ?? { units: [''] })))
        .orderBy('enrolled_at')
        .execute()
      return Promise.all(
        devices.map(async (device) => {
          const highestSequence = await this.highestSequence(device.id)
          return {
            device,
            highestSequence,
            missingSequences: [
              ...(await this.missingSequences(device.id)),
              ...range(highestSequence + 1, device.reported_sequence ?? 0),
            ].slice(0, missingLimit),
            brokenLinks: await this.brokenLinks(device.id),
          }
        }),
      )
    },

    /** Below the highest that has arrived. */
    async missingSequences(device: string): Promise<number[]> {
      const gaps = await sql<{ first: number; next: number }>`
        select before + 1 as first, sequence as next from (
          select sequence, coalesce(lag(sequence) over (order by sequence), 0) as before
          from envelopes where device = ${device}
        ) as numbered
        where sequence > before + 1 order by sequence limit ${missingLimit}`.execute(database)
      const missing: number[] = []
      for (const { first, next } of gaps.rows)
        for (let sequence = first; sequence < next && missing.length < missingLimit; sequence++)
          missing.push(sequence)
      return missing
    },

    /** Sequences whose `previous` is not the digest of the envelope before: removed, reordered or from a cloned store. */
    async brokenLinks(device: string): Promise<number[]> {
      const rows = await database
        .selectFrom('envelopes as later')
        .innerJoin('envelopes as earlier', (join) =>
          join
            .onRef('earlier.device', '=', 'later.device')
            .on((eb) => eb('earlier.sequence', '=', eb('later.sequence', '-', 1))),
        )
        .select('later.sequence')
        .where('later.device', '=', device)
        .where((eb) =>
          eb.or([eb('later.previous', 'is', null), eb('later.previous', '!=', eb.ref('earlier.digest'))]),
        )
        .orderBy('later.sequence')
        .limit(missingLimit)
        .execute()
      return rows.map((row) => row.sequence)
    },
  }
}

/** `first` to `last`, both included, as many as a device lists. */
function range(first: number, last: number): number[] {
  const length = Math.min(missingLimit, Math.max(0, last - first + 1))
  return Array.from({ length }, (_, index) => first + index)
}
