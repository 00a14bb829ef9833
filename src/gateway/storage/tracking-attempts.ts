/** How often a code was asked for, whichever process was asked and from wherever. Holds digests, never codes. */
import type { Engine } from './engine.ts'

export function trackingAttemptStore({ database }: Engine) {
  return {
    /** Counts one more. @returns how many there were in this period, this one included. */
    async count(codeHash: string, period: number): Promise<number> {
      const { count } = await database
        .insertInto('tracking_attempts')
        .values({ code_hash: codeHash, period, count: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['period', 'code_hash'])
            .doUpdateSet((eb) => ({ count: eb('tracking_attempts.count', '+', 1) })),
        )
        .returning('count')
        .executeTakeFirstOrThrow()
      return count
    },

    async forget(beforePeriod: number): Promise<void> {
      await database.deleteFrom('tracking_attempts').where('period', '<', beforePeriod).execute()
    },
  }
}
