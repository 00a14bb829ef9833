/** People helped with their accounts, without anything about the person. */
import { type Insertable, sql } from 'kysely'
import type { AssistanceGroup } from '../../domain/assistance/counts.ts'
import type { AssistanceNeed, AssistanceOutcome, Hindrance } from '../../domain/assistance/outcome.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { AssistanceTable } from './tables/service.ts'

export type NewAssistance = Insertable<AssistanceTable>

interface CountedDays {
  readonly units: readonly string[]
  /** `YYYY-MM-DD`, both included. */
  readonly from: string
  readonly until: string
}

export function assistanceStore(engine: Engine) {
  const { database } = engine
  return {
    /** Of an envelope of that id, which is marked as opened with it; twice leaves one. */
    async open(assistance: NewAssistance): Promise<void> {
      await inTransaction(engine, async (transaction) => {
        const claimed = await transaction
          .updateTable('envelopes')
          .where('id', '=', assistance.id)
          .where('state', '=', 'stored')
          .set({ state: 'opened' })
          .executeTakeFirst()
        if (claimed.numUpdatedRows === 0n) return
        await transaction.insertInto('assistance').values(assistance).execute()
      })
    },

    /** Noted at the desk itself. */
    async add(assistance: NewAssistance): Promise<void> {
      await database.insertInto('assistance').values(assistance).execute()
    },

    async groups({ units, from, until }: CountedDays): Promise<AssistanceGroup[]> {
      if (units.length === 0) return []
      const month = sql<string>`substr(helped_on, 1, 7)`
      const rows = await database
        .selectFrom('assistance')
        .select(['village', 'need', 'outcome', 'reason', month.as('month')])
        .select((eb) => eb.fn.countAll<number | string>().as('people'))
        .where('unit', 'in', units)
        .where('helped_on', '>=', from)
        .where('helped_on', '<=', until)
        .groupBy(['village', 'need', 'outcome', 'reason', month])
        .execute()
      return rows.map((row) => ({
        ...row,
        // Written by the opener and the desk's route only, from the contract's lists.
        need: row.need as AssistanceNeed,
        outcome: row.outcome as AssistanceOutcome,
        reason: row.reason as Hindrance | null,
        people: Number(row.people),
      }))
    },
  }
}
