/** Days that a unit tells its people of: those that are over stay, for who asks when the police were there. */
import * as v from 'valibot'
import { type UnitDay, unitDay } from '../../contract/unit-days.ts'
import type { Engine } from './engine.ts'

const shownLimit = 100

export function unitDayStore({ database }: Engine) {
  return {
    /** @param today `YYYY-MM-DD`. Soonest first. */
    async from(unit: string, today: string): Promise<UnitDay[]> {
      const rows = await database
        .selectFrom('unit_days')
        .select(['id', 'kind', 'day', 'from_time as from', 'until_time as until', 'place'])
        .where('unit', '=', unit)
        .where('day', '>=', today)
        .orderBy('day')
        .orderBy('from_time')
        .orderBy('id')
        .limit(shownLimit)
        .execute()
      return v.parse(v.array(unitDay), rows)
    },

    async add(
      unit: string,
      { id, kind, day, from, until, place }: UnitDay,
      created: { readonly by: string; readonly at: string },
    ): Promise<void> {
      await database
        .insertInto('unit_days')
        .values({
          id,
          unit,
          kind,
          day,
          from_time: from,
          until_time: until,
          place,
          created_by: created.by,
          created_at: created.at,
        })
        .execute()
    },

    /** @returns false when the unit has none of this id. */
    async remove(unit: string, id: string): Promise<boolean> {
      const result = await database
        .deleteFrom('unit_days')
        .where('unit', '=', unit)
        .where('id', '=', id)
        .executeTakeFirst()
      return result.numDeletedRows === 1n
    },
  }
}
