/** The gateway's own few facts, such as its id. */
import type { Engine } from './engine.ts'

export function settingStore({ database }: Engine) {
  return {
    /** The stored value; `value` is stored first when there is none, so that two processes agree on one. */
    async findOrSet(key: string, value: string): Promise<string> {
      await database
        .insertInto('settings')
        .values({ key, value })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      const row = await database
        .selectFrom('settings')
        .select('value')
        .where('key', '=', key)
        .executeTakeFirstOrThrow()
      return row.value
    },
  }
}
