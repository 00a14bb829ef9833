/** The tree of units: province, then its communes. */
import type { Selectable } from 'kysely'
import type { Engine } from './engine.ts'
import type { UnitTable } from './tables.ts'

export type Unit = Selectable<UnitTable>

export function unitStore({ database }: Engine) {
  return {
    async find(code: string): Promise<Unit | undefined> {
      return database.selectFrom('units').selectAll().where('code', '=', code).executeTakeFirst()
    },

    /** Adds the units that are not there yet; what an administrator has changed since stays. Parents come first. */
    async addMissing(units: readonly Unit[]): Promise<void> {
      for (const unit of units)
        await database
          .insertInto('units')
          .values(unit)
          .onConflict((conflict) => conflict.doNothing())
          .execute()
    },
  }
}
