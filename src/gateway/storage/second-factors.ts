/** Secrets of second factors (sealed) and recovery codes (hashed). Each code is used up in one statement. */
import { type Engine, inTransaction } from './engine.ts'

export function secondFactorStore(engine: Engine) {
  const { database } = engine
  return {
    async offer(username: string, candidate: string): Promise<void> {
      await database
        .updateTable('staff')
        .where('username', '=', username)
        .set({ totp_candidate: candidate })
        .execute()
    },

    /** Puts the offered secret in force with new recovery codes. @returns false when another offer was made meanwhile. */
    async confirm(
      username: string,
      confirmed: {
        readonly candidate: string
        readonly step: number
        readonly codeHashes: readonly string[]
      },
    ): Promise<boolean> {
      return inTransaction(engine, async (transaction) => {
        const result = await transaction
          .updateTable('staff')
          .where('username', '=', username)
          .where('totp_candidate', '=', confirmed.candidate)
          .set({ totp_secret: confirmed.candidate, totp_candidate: null, totp_last_step: confirmed.step })
          .executeTakeFirst()
        if (result.numUpdatedRows !== 1n) return false
        await transaction.deleteFrom('staff_recovery_codes').where('username', '=', username).execute()
        await transaction
          .insertInto('staff_recovery_codes')
          .values(confirmed.codeHashes.map((code_hash) => ({ username, code_hash, used_at: null })))
          .execute()
        return true
      })
    },

    async replaceRecoveryCodes(username: string, codeHashes: readonly string[]): Promise<void> {
      await inTransaction(engine, async (transaction) => {
        await transaction.deleteFrom('staff_recovery_codes').where('username', '=', username).execute()
        await transaction
          .insertInto('staff_recovery_codes')
          .values(codeHashes.map((code_hash) => ({ username, code_hash, used_at: null })))
          .execute()
      })
    },

    async remove(username: string): Promise<void> {
      await inTransaction(engine, async (transaction) => {
        await transaction
          .updateTable('staff')
          .where('username', '=', username)
          .set({ totp_secret: null, totp_candidate: null, totp_last_step: null })
          .execute()
        await transaction.deleteFrom('staff_recovery_codes').where('username', '=', username).execute()
      })
    },

    /** @returns false when a code of this step or a later one was accepted before. */
    async consumeStep(username: string, step: number): Promise<boolean> {
      const result = await database
        .updateTable('staff')
        .where('username', '=', username)
        .where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', step)]))
        .set({ totp_last_step: step })
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** @returns false for an unknown or a used code. */
    async consumeRecoveryCode(username: string, codeHash: string, now: string): Promise<boolean> {
      const result = await database
        .updateTable('staff_recovery_codes')
        .where('username', '=', username)
        .where('code_hash', '=', codeHash)
        .where('used_at', 'is', null)
        .set({ used_at: now })
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    async recoveryCodesLeft(username: string): Promise<number> {
      const row = await database
        .selectFrom('staff_recovery_codes')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('username', '=', username)
        .where('used_at', 'is', null)
        .executeTakeFirstOrThrow()
      return row.count
    },
  }
}
