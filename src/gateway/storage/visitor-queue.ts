/** The queue of people as one store: its setting, its counters, and what is done with tickets and bookings. */
import type { QueueSetting } from '../../domain/visitor-queue/queue-setting.ts'
import { type Engine, inTransaction } from './engine.ts'
import { visitorBookingStore } from './visitor-bookings.ts'
import { lockedSetting, settingOf, tellQueue } from './visitor-setting.ts'
import { visitorStatisticStore } from './visitor-statistics.ts'
import { type VisitorCounter, visitorTicketStore } from './visitor-tickets.ts'

export function visitorQueueStore(engine: Engine) {
  const { database } = engine
  return {
    ...visitorTicketStore(engine),
    ...visitorBookingStore(engine),
    ...visitorStatisticStore(engine),

    /** Null for a unit that never had one. */
    async setting(unit: string): Promise<QueueSetting | null> {
      const row = await database
        .selectFrom('visitor_queues')
        .select('setting')
        .where('unit', '=', unit)
        .executeTakeFirst()
      return row === undefined ? null : settingOf(row.setting)
    },

    async set(unit: string, setting: QueueSetting, by: string, at: string): Promise<void> {
      const values = { setting: JSON.stringify(setting), changed_at: at, changed_by: by }
      await database
        .insertInto('visitor_queues')
        .values({ unit, ...values })
        .onConflict((conflict) => conflict.column('unit').doUpdateSet(values))
        .execute()
      await tellQueue(engine, unit)
    },

    /** The device's own series, given once and never to another. */
    async seriesOf(device: string, unit: string): Promise<number> {
      const known = await database
        .selectFrom('visitor_series')
        .select('series')
        .where('device', '=', device)
        .executeTakeFirst()
      if (known !== undefined) return known.series
      return inTransaction(engine, async (transaction) => {
        await lockedSetting(transaction, engine, unit)
        const { last } = await transaction
          .selectFrom('visitor_series')
          .select(({ fn }) => fn.max('series').as('last'))
          .where('unit', '=', unit)
          .executeTakeFirstOrThrow()
        const series = (last ?? 0) + 1
        const added = await transaction
          .insertInto('visitor_series')
          .values({ device, unit, series })
          .onConflict((conflict) => conflict.column('device').doNothing())
          .returning('series')
          .executeTakeFirst()
        if (added !== undefined) return added.series
        // The same device, at another process, was quicker.
        const other = await transaction
          .selectFrom('visitor_series')
          .select('series')
          .where('device', '=', device)
          .executeTakeFirstOrThrow()
        return other.series
      })
    },

    /** In the order in which they were set up. */
    async counters(unit: string): Promise<VisitorCounter[]> {
      return database
        .selectFrom('visitor_counters')
        .selectAll()
        .where('unit', '=', unit)
        .where('removed_at', 'is', null)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
    },

    async addCounter(
      counter: Pick<VisitorCounter, 'id' | 'unit' | 'name' | 'letters' | 'created_at'>,
    ): Promise<void> {
      await database
        .insertInto('visitor_counters')
        .values({ ...counter, officer: null, removed_at: null })
        .execute()
      await tellQueue(engine, counter.unit)
    },

    /**
     * Whoever was sent to the counter and can no longer be called there waits for any other.
     * @returns false when the unit has no such counter.
     */
    async changeCounter(
      unit: string,
      id: string,
      change: Partial<Pick<VisitorCounter, 'name' | 'letters' | 'removed_at' | 'officer'>>,
    ): Promise<boolean> {
      const isChanged = await inTransaction(engine, async (transaction) => {
        await lockedSetting(transaction, engine, unit)
        const changed = await transaction
          .updateTable('visitor_counters')
          .where('id', '=', id)
          .where('unit', '=', unit)
          .where('removed_at', 'is', null)
          .set(change)
          .returning(['letters', 'removed_at'])
          .executeTakeFirst()
        if (changed === undefined) return false
        const { letters, removed_at: removedAt } = changed
        if (change.letters !== undefined || removedAt !== null)
          await transaction
            .updateTable('visitor_tickets')
            .where('unit', '=', unit)
            .where('state', '=', 'waiting')
            .where('counter', '=', id)
            .$if(removedAt === null, (query) => query.where('letter', 'not in', [...letters]))
            .set((eb) => ({ counter: null, revision: eb('revision', '+', 1) }))
            .execute()
        return true
      })
      await tellQueue(engine, unit)
      return isChanged
    },
  }
}
