/** Who is signed in where. Of the cookie only a hash is kept. */
import type { Selectable } from 'kysely'
import type { Engine } from './engine.ts'
import type { Staff } from './staff.ts'
import type { SignInWay } from './tables/people.ts'
import type { Tables } from './tables.ts'

type SessionRow = Selectable<Tables['staff_sessions']>

export interface SessionRecord {
  readonly tokenHash: string
  readonly way: SignInWay
  readonly createdAt: string
  readonly seenAt: string
  readonly staff: Staff
  /** The person's unit demands a second factor. */
  readonly demandsSecondFactor: boolean
}

export function sessionStore({ database }: Engine) {
  return {
    /** Also forgets sessions that began before `staleBefore`. */
    async open(session: SessionRow, staleBefore: string): Promise<void> {
      await database.deleteFrom('staff_sessions').where('created_at', '<', staleBefore).execute()
      await database.insertInto('staff_sessions').values(session).execute()
    },

    /** Undefined as well for a person who has been deactivated. */
    async find(tokenHash: string): Promise<SessionRecord | undefined> {
      const row = await database
        .selectFrom('staff_sessions')
        .innerJoin('staff', 'staff.username', 'staff_sessions.username')
        .innerJoin('units', 'units.code', 'staff.unit')
        .selectAll('staff')
        .select([
          'staff_sessions.way',
          'staff_sessions.created_at as opened_at',
          'staff_sessions.seen_at',
          'units.demands_second_factor',
        ])
        .where('token_hash', '=', tokenHash)
        .where('staff.deactivated_at', 'is', null)
        .executeTakeFirst()
      if (row === undefined) return undefined
      const { way, opened_at, seen_at, demands_second_factor, ...staff } = row
      return {
        tokenHash,
        way,
        createdAt: opened_at,
        seenAt: seen_at,
        staff,
        demandsSecondFactor: demands_second_factor === 1,
      }
    },

    /** Latest first. @param openSince those that were used since then */
    async list(username: string, openSince: string): Promise<SessionRow[]> {
      return database
        .selectFrom('staff_sessions')
        .selectAll()
        .where('username', '=', username)
        .where('seen_at', '>', openSince)
        .orderBy('seen_at', 'desc')
        .limit(100)
        .execute()
    },

    async touch(tokenHash: string, now: string): Promise<void> {
      await database
        .updateTable('staff_sessions')
        .where('token_hash', '=', tokenHash)
        .set({ seen_at: now })
        .execute()
    },

    async close(tokenHash: string): Promise<void> {
      await database.deleteFrom('staff_sessions').where('token_hash', '=', tokenHash).execute()
    },

    /** @returns false when the person has no such session. */
    async end(username: string, id: string): Promise<boolean> {
      const result = await database
        .deleteFrom('staff_sessions')
        .where('username', '=', username)
        .where('id', '=', id)
        .executeTakeFirst()
      return result.numDeletedRows === 1n
    },

    /** @param kept hash of the one that stays; null for none */
    async endAll(username: string, kept: string | null): Promise<void> {
      await database
        .deleteFrom('staff_sessions')
        .where('username', '=', username)
        .$if(kept !== null, (query) => query.where('token_hash', '!=', kept ?? ''))
        .execute()
    },
  }
}
