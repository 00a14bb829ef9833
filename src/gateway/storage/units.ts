/** The tree of units: province, its communes, and the teams of a commune. */
import { type Insertable, type Selectable, sql } from 'kysely'
import { type Engine, inTransaction } from './engine.ts'
import type { UnitTable } from './tables/people.ts'

export type Unit = Selectable<UnitTable>
export type NewUnit = Insertable<UnitTable>

export function unitStore(engine: Engine) {
  const { database } = engine
  return {
    async find(code: string): Promise<Unit | undefined> {
      return database.selectFrom('units').selectAll().where('code', '=', code).executeTakeFirst()
    },

    /** Adds the units that are not there yet; what an administrator has changed since stays. Parents come first. */
    async addMissing(units: readonly NewUnit[]): Promise<void> {
      for (const unit of units) await this.add(unit)
    },

    /** @returns false when the code is taken. */
    async add(unit: NewUnit): Promise<boolean> {
      const result = await database
        .insertInto('units')
        .values(unit)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },

    /** Adds a team under a commune, with the commune's codes and the next free `…-T<number>` of its own. */
    async addTeam(commune: Unit, name: string): Promise<Unit> {
      return inTransaction(engine, async (transaction) => {
        // Locks the commune: two teams at once get two codes.
        await transaction
          .updateTable('units')
          .where('code', '=', commune.code)
          .set((eb) => ({ name: eb.ref('name') }))
          .execute()
        const { count } = await transaction
          .selectFrom('units')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('parent', '=', commune.code)
          .executeTakeFirstOrThrow()
        return transaction
          .insertInto('units')
          .values({
            ...commune,
            code: `${commune.code}-T${count + 1}`,
            parent: commune.code,
            name,
            kind: 'team',
            demands_second_factor: 0,
            kiosk_settings: null,
          })
          .returningAll()
          .executeTakeFirstOrThrow()
      })
    },

    /** @returns false when there is no such unit. */
    async change(
      code: string,
      change: { readonly name: string; readonly demandsSecondFactor: boolean },
    ): Promise<boolean> {
      const result = await database
        .updateTable('units')
        .where('code', '=', code)
        .set({ name: change.name, demands_second_factor: change.demandsSecondFactor ? 1 : 0 })
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /**
     * @param changed from what is stored (JSON or null) to what is to be
     * @returns false when there is no such unit.
     */
    async changeKioskSettings(code: string, changed: (stored: string | null) => string): Promise<boolean> {
      return inTransaction(engine, async (transaction) => {
        // Locks the unit: of two who change other things at once, both are kept.
        const unit = await transaction
          .updateTable('units')
          .where('code', '=', code)
          .set((eb) => ({ name: eb.ref('name') }))
          .returning('kiosk_settings')
          .executeTakeFirst()
        if (unit === undefined) return false
        await transaction
          .updateTable('units')
          .where('code', '=', code)
          .set({ kiosk_settings: changed(unit.kiosk_settings) })
          .execute()
        return true
      })
    },

    /** Of the numbers that are given from now on; the unit's running numbers go on. */
    async setCodes(
      code: string,
      codes: { readonly orgCode: string; readonly numberPattern: string },
    ): Promise<void> {
      await database
        .updateTable('units')
        .where('code', '=', code)
        .set({ org_code: codes.orgCode, number_pattern: codes.numberPattern })
        .execute()
    },

    /** The running number that the unit's next dossier of that local day gets. */
    async nextRunning(code: string, day: string): Promise<number> {
      const row = await database
        .selectFrom('counters')
        .select('value')
        .where('unit', '=', code)
        .where('day', '=', day)
        .executeTakeFirst()
      return (row?.value ?? 0) + 1
    },

    /** The unit itself first, then its teams by code. */
    async withTeams(code: string): Promise<Unit[]> {
      const units = await database
        .selectFrom('units')
        .selectAll()
        .where((eb) =>
          eb.or([eb('code', '=', code), eb.and([eb('parent', '=', code), eb('kind', '=', 'team')])]),
        )
        .execute()
      return units.toSorted((a, b) =>
        a.code === code ? -1 : b.code === code ? 1 : a.code.localeCompare(b.code, 'en', { numeric: true }),
      )
    },

    /** By code. */
    async all(): Promise<Unit[]> {
      return database.selectFrom('units').selectAll().orderBy('code').execute()
    },

    /** Units that feedback can be handed to: the one above, its others, and those below; no teams. By name. */
    async ofTree({ code, parent }: Pick<Unit, 'code' | 'parent'>): Promise<Pick<Unit, 'code' | 'name'>[]> {
      return database
        .selectFrom('units')
        .select(['code', 'name'])
        .where('code', '!=', code)
        .where('kind', '!=', 'team')
        .where((eb) =>
          eb.or([
            eb('parent', '=', code),
            ...(parent === null ? [] : [eb('code', '=', parent), eb('parent', '=', parent)]),
          ]),
        )
        .orderBy('name')
        .execute()
    },

    /** Codes of the unit and of all units below it that take in dossiers, which teams do not. */
    async codesBelow(code: string): Promise<string[]> {
      const { rows } = await sql<{ code: string }>`
        with recursive below (code) as (
          select code from units where code = ${code}
          union
          select units.code from units inner join below on units.parent = below.code where units.kind != 'team'
        )
        select code from below order by code`.execute(database)
      return rows.map((row) => row.code)
    },
  }
}
