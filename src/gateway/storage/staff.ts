/** People at the desk, their failed attempts and their sessions. */
import type { Selectable } from 'kysely'
import type { Engine } from './engine.ts'
import type { StaffTable } from './tables.ts'

export type Staff = Selectable<StaffTable>

export interface SessionRecord {
  readonly tokenHash: string
  readonly createdAt: string
  readonly seenAt: string
  readonly staff: Staff
}

export function staffStore({ database }: Engine) {
  return {
    async find(username: string): Promise<Staff | undefined> {
      return database.selectFrom('staff').selectAll().where('username', '=', username).executeTakeFirst()
    },

    /** @returns false when the name is taken (by another process, at a first start). */
    async add(staff: Staff): Promise<boolean> {
      const result = await database
        .insertInto('staff')
        .values(staff)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },

    async isEmpty(): Promise<boolean> {
      return (await database.selectFrom('staff').select('username').limit(1).executeTakeFirst()) === undefined
    },

    /** Counts one wrong password; the `limit`th locks the account until `lockedUntil` and starts counting anew. */
    async noteFailure(username: string, limit: number, lockedUntil: string): Promise<void> {
      await database
        .updateTable('staff')
        .where('username', '=', username)
        .set((eb) => ({
          failures: eb
            .case()
            .when('failures', '>=', limit - 1)
            .then(0)
            .else(eb('failures', '+', 1))
            .end(),
          locked_until: eb
            .case()
            .when('failures', '>=', limit - 1)
            .then(lockedUntil)
            .else(eb.ref('locked_until'))
            .end(),
        }))
        .execute()
    },

    async clearFailures(username: string): Promise<void> {
      await database
        .updateTable('staff')
        .where('username', '=', username)
        .set({ failures: 0, locked_until: null })
        .execute()
    },

    /** Also forgets sessions that began before `staleBefore`. */
    async openSession(tokenHash: string, username: string, now: string, staleBefore: string): Promise<void> {
      await database.deleteFrom('staff_sessions').where('created_at', '<', staleBefore).execute()
      await database
        .insertInto('staff_sessions')
        .values({ token_hash: tokenHash, username, created_at: now, seen_at: now })
        .execute()
    },

    async findSession(tokenHash: string): Promise<SessionRecord | undefined> {
      const row = await database
        .selectFrom('staff_sessions')
        .innerJoin('staff', 'staff.username', 'staff_sessions.username')
        .selectAll('staff')
        .select(['staff_sessions.created_at as opened_at', 'staff_sessions.seen_at'])
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst()
      if (row === undefined) return undefined
      const { opened_at, seen_at, ...staff } = row
      return { tokenHash, createdAt: opened_at, seenAt: seen_at, staff }
    },

    async touchSession(tokenHash: string, now: string): Promise<void> {
      await database
        .updateTable('staff_sessions')
        .where('token_hash', '=', tokenHash)
        .set({ seen_at: now })
        .execute()
    },

    async closeSession(tokenHash: string): Promise<void> {
      await database.deleteFrom('staff_sessions').where('token_hash', '=', tokenHash).execute()
    },
  }
}
