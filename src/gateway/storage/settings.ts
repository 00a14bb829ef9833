/** The gateway's own few facts, such as its id. */
import { type Engine, inTransaction } from './engine.ts'

export function settingStore(engine: Engine) {
  const { database } = engine
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

    /** A number that nobody was given before under this key, higher than all of them. */
    async nextNumber(key: string, atLeast: number): Promise<number> {
      return inTransaction(engine, async (transaction) => {
        await transaction
          .insertInto('settings')
          .values({ key, value: '0' })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        const { value } = await transaction
          .selectFrom('settings')
          .select('value')
          .where('key', '=', key)
          .$if(engine.name === 'postgres', (query) => query.forUpdate())
          .executeTakeFirstOrThrow()
        const next = Math.max(Number(value) + 1, atLeast)
        await transaction
          .updateTable('settings')
          .where('key', '=', key)
          .set({ value: `${next}` })
          .execute()
        return next
      })
    },
  }
}
