/** Failed attempts by a hash of the name, whether there is such an account or not: a lock tells nothing. */
import type { Engine } from './engine.ts'

/** Names kept at most; beyond it the oldest are forgotten. */
const namesAtMost = 10_000

export function signInFailureStore({ database }: Engine) {
  return {
    async lockedUntil(nameHash: string): Promise<string | null> {
      const row = await database
        .selectFrom('sign_in_failures')
        .select('locked_until')
        .where('name_hash', '=', nameHash)
        .executeTakeFirst()
      return row?.locked_until ?? null
    },

    /**
     * Counts one failure; the `limit`th locks the name until `lockedUntil` and starts counting anew.
     * @param forgetBefore what last failed before this instant is forgotten
     */
    async note(
      nameHash: string,
      failure: {
        readonly now: string
        readonly limit: number
        readonly lockedUntil: string
        readonly forgetBefore: string
      },
    ): Promise<void> {
      await database.deleteFrom('sign_in_failures').where('last_at', '<', failure.forgetBefore).execute()
      await database
        .insertInto('sign_in_failures')
        .values({ name_hash: nameHash, failures: 1, locked_until: null, last_at: failure.now })
        .onConflict((conflict) =>
          conflict.column('name_hash').doUpdateSet((eb) => ({
            failures: eb
              .case()
              .when('sign_in_failures.failures', '>=', failure.limit - 1)
              .then(0)
              .else(eb('sign_in_failures.failures', '+', 1))
              .end(),
            locked_until: eb
              .case()
              .when('sign_in_failures.failures', '>=', failure.limit - 1)
              .then(failure.lockedUntil)
              .else(eb.ref('sign_in_failures.locked_until'))
              .end(),
            last_at: failure.now,
          })),
        )
        .execute()
      await database
        .deleteFrom('sign_in_failures')
        .where('name_hash', 'in', (eb) =>
          eb
            .selectFrom('sign_in_failures')
            .select('name_hash')
            .orderBy('last_at', 'desc')
            // SQLite takes an offset with a limit only.
            .limit(namesAtMost)
            .offset(namesAtMost),
        )
        .execute()
    },

    async clear(nameHash: string): Promise<void> {
      await database.deleteFrom('sign_in_failures').where('name_hash', '=', nameHash).execute()
    },
  }
}
