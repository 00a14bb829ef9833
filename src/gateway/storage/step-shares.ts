/** Units' own splits of the time limit: dated, so that what was promised by an older one stays explained. */
import type { DatedShares } from '../../domain/dossier/step-dues.ts'
import type { Engine } from './engine.ts'

export interface StoredShares extends DatedShares {
  readonly setAt: string
  /** User name. */
  readonly setBy: string
}

export function stepShareStore({ database }: Engine) {
  return {
    /** Newest first. */
    async of(unit: string): Promise<StoredShares[]> {
      const rows = await database
        .selectFrom('unit_step_shares')
        .selectAll()
        .where('unit', '=', unit)
        .orderBy('from_day', 'desc')
        .execute()
      return rows.map(({ from_day, set_at, set_by, reception, processing, signature, result }) => ({
        from: from_day,
        shares: { reception, processing, signature, result },
        setAt: set_at,
        setBy: set_by,
      }))
    },

    /** Of one day there is one: the later word counts. */
    async set(unit: string, { from, shares, setAt, setBy }: StoredShares): Promise<void> {
      const values = { ...shares, set_at: setAt, set_by: setBy }
      await database
        .insertInto('unit_step_shares')
        .values({ unit, from_day: from, ...values })
        .onConflict((conflict) => conflict.columns(['unit', 'from_day']).doUpdateSet(values))
        .execute()
    },
  }
}
