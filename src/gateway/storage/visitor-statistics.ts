/** How long people waited and were served, counted by hour and minute from the index of tickets alone. */
import type { Engine } from './engine.ts'

export interface QueueDays {
  readonly units: readonly string[]
  /** Days in Vietnam, both included. */
  readonly from: string
  readonly until: string
}

export function visitorStatisticStore({ database }: Engine) {
  const within = ({ units, from, until }: QueueDays) =>
    database
      .selectFrom('visitor_tickets')
      .where('unit', 'in', [...units])
      .where('day', '>=', from)
      .where('day', '<=', until)
  return {
    async waitedMinutes(days: QueueDays) {
      const rows = await within(days)
        .select(['hour', 'waited_minutes as minutes'])
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .groupBy(['hour', 'waited_minutes'])
        .execute()
      return rows.map((row) => ({ ...row, count: Number(row.count) }))
    },

    async servedMinutes(days: QueueDays) {
      const rows = await within(days)
        .where('state', '=', 'served')
        .select(['hour', 'served_minutes as minutes'])
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .groupBy(['hour', 'served_minutes'])
        .execute()
      return rows.map((row) => ({ ...row, count: Number(row.count) }))
    },

    /** @param today whose tickets may still be called. */
    async ends(days: QueueDays, today: string) {
      const rows = await within(days)
        .select('state')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where(({ or, eb }) => or([eb('state', 'in', ['no-show', 'cancelled']), eb('day', '<', today)]))
        .groupBy('state')
        .execute()
      const count = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0)
      return { missed: count('no-show'), cancelled: count('cancelled'), leftWaiting: count('waiting') }
    },
  }
}
