/** The accounts of people at the desk. What must not happen twice or last is decided inside one transaction. */
import { type Insertable, type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { StaffRole } from '../../domain/people/permissions.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { StaffTable } from './tables/people.ts'
import type { Tables } from './tables.ts'

export type Staff = Selectable<StaffTable>
export type NewStaff = Insertable<StaffTable>

export interface StaffOverview {
  readonly staff: Staff
  readonly unitName: string
  /** Sessions that are open now. */
  readonly sessions: number
}

export interface StaffChange {
  readonly name: string
  readonly role: StaffRole
  readonly unit: string
  readonly identityName: string | null
}

export type StaffOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: 'not-found' | 'last-administrator' | 'identity-taken' }

const done: StaffOutcome = { ok: true }

export function staffStore(engine: Engine) {
  const { database } = engine
  return {
    async find(username: string): Promise<Staff | undefined> {
      return database.selectFrom('staff').selectAll().where('username', '=', username).executeTakeFirst()
    },

    /** @returns false when the name is taken (by another process, at a first start). */
    async add(staff: NewStaff): Promise<boolean> {
      const result = await database
        .insertInto('staff')
        .values(staff)
        .onConflict((conflict) => conflict.column('username').doNothing())
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },

    async isEmpty(): Promise<boolean> {
      return (await database.selectFrom('staff').select('username').limit(1).executeTakeFirst()) === undefined
    },

    /**
     * By unit and name.
     * @param units null for all
     * @param openSince sessions that were used since then count as open
     */
    async overview(units: readonly string[] | null, openSince: string): Promise<StaffOverview[]> {
      const rows = await database
        .selectFrom('staff')
        .innerJoin('units', 'units.code', 'staff.unit')
        .selectAll('staff')
        .select([
          'units.name as unit_name',
          sql<number>`(select count(*) from staff_sessions
            where staff_sessions.username = staff.username and seen_at > ${openSince})`.as('sessions'),
        ])
        .$if(units !== null, (query) => query.where('staff.unit', 'in', units ?? []))
        .orderBy('staff.unit')
        .orderBy('staff.username')
        .execute()
      return rows.map(({ unit_name, sessions, ...staff }) => ({ staff, unitName: unit_name, sessions }))
    },

    /** Who has this name at the OpenID Connect provider. */
    async findByIdentity(identityName: string): Promise<Staff | undefined> {
      return database
        .selectFrom('staff')
        .selectAll()
        .where('identity_name', '=', identityName)
        .executeTakeFirst()
    },

    async findBySubject(subject: string): Promise<Staff | undefined> {
      return database
        .selectFrom('staff')
        .selectAll()
        .where('identity_subject', '=', subject)
        .executeTakeFirst()
    },

    /** At the first sign-in. @returns false when the account belongs to another subject already. */
    async linkSubject(username: string, subject: string): Promise<boolean> {
      const result = await database
        .updateTable('staff')
        .where('username', '=', username)
        .where('identity_subject', 'is', null)
        .set({ identity_subject: subject })
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** Another name at the provider unties the account from the subject that was behind the former one. */
    async change(username: string, change: StaffChange): Promise<StaffOutcome> {
      return inTransaction(engine, async (transaction): Promise<StaffOutcome> => {
        const staff = await lockWithUnit(transaction, username)
        if (staff === undefined) return { ok: false, problem: 'not-found' }
        const isKept = change.role === 'unit-administrator' && change.unit === staff.unit
        if (!isKept && (await isLastAdministrator(transaction, staff)))
          return { ok: false, problem: 'last-administrator' }
        const isSameIdentity = change.identityName === staff.identity_name
        if (!isSameIdentity && change.identityName !== null) {
          const other = await transaction
            .selectFrom('staff')
            .select('username')
            .where('identity_name', '=', change.identityName)
            .executeTakeFirst()
          if (other !== undefined) return { ok: false, problem: 'identity-taken' }
        }
        await transaction
          .updateTable('staff')
          .where('username', '=', username)
          .set({
            name: change.name,
            role: change.role,
            unit: change.unit,
            identity_name: change.identityName,
            ...(isSameIdentity ? {} : { identity_subject: null }),
          })
          .execute()
        return done
      })
    },

    async isLastAdministrator(staff: Staff): Promise<boolean> {
      return isLastAdministrator(database, staff)
    },

    /** Ends all sessions at once. Twice keeps the first time. */
    async deactivate(username: string, now: string): Promise<StaffOutcome> {
      return inTransaction(engine, async (transaction): Promise<StaffOutcome> => {
        const staff = await lockWithUnit(transaction, username)
        if (staff === undefined) return { ok: false, problem: 'not-found' }
        if (staff.deactivated_at !== null) return done
        if (await isLastAdministrator(transaction, staff)) return { ok: false, problem: 'last-administrator' }
        await transaction
          .updateTable('staff')
          .where('username', '=', username)
          .set({ deactivated_at: now })
          .execute()
        await transaction.deleteFrom('staff_sessions').where('username', '=', username).execute()
        return done
      })
    },

    async reactivate(username: string): Promise<void> {
      await database
        .updateTable('staff')
        .where('username', '=', username)
        .set({ deactivated_at: null })
        .execute()
    },

    /** Ends the person's sessions but the one named: whoever knew the former password is out. */
    async setPassword(
      username: string,
      password: { readonly hash: string; readonly mustChange: boolean },
      keptSession: string | null,
    ): Promise<void> {
      await inTransaction(engine, async (transaction) => {
        await transaction
          .updateTable('staff')
          .where('username', '=', username)
          .set({ password: password.hash, must_change_password: password.mustChange ? 1 : 0 })
          .execute()
        await transaction
          .deleteFrom('staff_sessions')
          .where('username', '=', username)
          .$if(keptSession !== null, (query) => query.where('token_hash', '!=', keptSession ?? ''))
          .execute()
      })
    },
  }
}

/** Locks the person's unit first, so that of two changes to its administrators the second sees the first. */
async function lockWithUnit(transaction: Transaction<Tables>, username: string): Promise<Staff | undefined> {
  await transaction
    .updateTable('units')
    .where('code', '=', (eb) => eb.selectFrom('staff').select('unit').where('username', '=', username))
    .set((eb) => ({ name: eb.ref('name') }))
    .execute()
  return transaction.selectFrom('staff').selectAll().where('username', '=', username).executeTakeFirst()
}

async function isLastAdministrator(database: Kysely<Tables>, staff: Staff): Promise<boolean> {
  if (staff.role !== 'unit-administrator' || staff.deactivated_at !== null) return false
  const other = await database
    .selectFrom('staff')
    .select('username')
    .where('unit', '=', staff.unit)
    .where('role', '=', 'unit-administrator')
    .where('deactivated_at', 'is', null)
    .where('username', '!=', staff.username)
    .limit(1)
    .executeTakeFirst()
  return other === undefined
}
