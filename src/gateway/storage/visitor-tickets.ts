/** Tickets: taking, calling and what follows, each in one transaction under the lock of the unit's queue. */
import type { Selectable, Transaction } from 'kysely'
import { msOfVietnamDay, vietnamDay } from '../../domain/time/vietnam-time.ts'
import {
  callingOrder,
  type Lane,
  orderAfterSkip,
  priorityRunOf,
} from '../../domain/visitor-queue/calling-order.ts'
import type { PriorityReason, QueueSetting } from '../../domain/visitor-queue/queue-setting.ts'
import { ticketNumber } from '../../domain/visitor-queue/ticket-number.ts'
import { isAtCounter, nextTicketState, type TicketEvent } from '../../domain/visitor-queue/ticket-states.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { VisitorCounterTable, VisitorTicketTable } from './tables/visitor-queue.ts'
import type { Tables } from './tables.ts'
import { lockedSetting, tellQueue } from './visitor-setting.ts'

export type VisitorCounter = Selectable<VisitorCounterTable>
export type VisitorTicket = Selectable<VisitorTicketTable>

export interface NewTicket {
  readonly id: string
  readonly unit: string
  readonly letter: string
  readonly priority: PriorityReason | null
  /** RFC 3339 */
  readonly now: string
}

export type Taken =
  | { readonly ok: true; readonly ticket: VisitorTicket }
  | { readonly ok: false; readonly problem: 'queue-off' | 'not-found' }

export type Called =
  | { readonly ok: true; readonly ticket: VisitorTicket | null }
  | { readonly ok: false; readonly problem: 'queue-changed' | 'transition-not-allowed' | 'queue-off' }

export interface TicketChange {
  readonly unit: string
  readonly id: string
  /** As the officer saw it. */
  readonly revision: number
  readonly event: TicketEvent
  /** The officer's own. */
  readonly counter: VisitorCounter | null
  /** For a transfer. */
  readonly to?: { readonly letter: string; readonly counter: string | null }
  readonly now: string
}

/** Those served last that an estimate is made of. */
const samplesWanted = 20
const shownCalls = 12
const shownMissed = 20

export function laneOf({ priority, booked_for }: Pick<VisitorTicket, 'priority' | 'booked_for'>): Lane {
  return priority === null && booked_for === null ? 'regular' : 'priority'
}

export function visitorTicketStore(engine: Engine) {
  const { database } = engine

  /** What is done is told to screens after the commit. */
  async function change<Result extends { readonly ok: boolean }>(
    unit: string,
    work: (transaction: Transaction<Tables>, setting: QueueSetting | null) => Promise<Result>,
  ): Promise<Result> {
    const result = await inTransaction(engine, async (transaction) =>
      work(transaction, await lockedSetting(transaction, engine, unit)),
    )
    if (result.ok) await tellQueue(engine, unit)
    return result
  }

  return {
    async findTicket(id: string): Promise<VisitorTicket | undefined> {
      return database.selectFrom('visitor_tickets').selectAll().where('id', '=', id).executeTakeFirst()
    },

    /** The next number of the group; asked again for the same id, the ticket as it is. */
    async take(ticket: NewTicket): Promise<Taken> {
      return change(ticket.unit, async (transaction, setting): Promise<Taken> => {
        const known = await findIn(transaction, ticket.id)
        if (known !== undefined)
          return known.unit === ticket.unit
            ? { ok: true, ticket: known }
            : { ok: false, problem: 'not-found' }
        if (setting?.isOn !== true) return { ok: false, problem: 'queue-off' }
        if (!setting.groups.some(({ letter }) => letter === ticket.letter))
          return { ok: false, problem: 'not-found' }
        return { ok: true, ticket: await giveNumber(transaction, { ...ticket, bookedFor: null }) }
      })
    },

    /**
     * A ticket that a device gave by itself, from its envelope, which becomes `opened`. When the gateway had given the
     * same ticket a number whose way home was cut, the number on the paper counts.
     */
    async addOwn(envelope: string, ticket: NewTicket & { readonly number: string }): Promise<void> {
      await change(ticket.unit, async (transaction) => {
        const claimed = await transaction
          .updateTable('envelopes')
          .where('id', '=', envelope)
          .where('state', '=', 'stored')
          .set({ state: 'opened' })
          .executeTakeFirst()
        if (claimed.numUpdatedRows === 0n) return { ok: false }
        const known = await findIn(transaction, ticket.id)
        if (known === undefined) await insert(transaction, { ...ticket, bookedFor: null })
        else
          await transaction
            .updateTable('visitor_tickets')
            .where('id', '=', ticket.id)
            .set({ number: ticket.number, revision: known.revision + 1 })
            .execute()
        return { ok: true }
      })
    },

    /** Ends what is served at the counter and calls the next. @param seen id of what the officer saw there. */
    async callNext(counter: VisitorCounter, seen: string | null, now: string): Promise<Called> {
      return change(counter.unit, async (transaction, setting): Promise<Called> => {
        if (setting === null) return { ok: false, problem: 'queue-off' }
        const day = vietnamDay(now)
        const current = await currentAt(transaction, counter, day)
        if ((current?.id ?? null) !== seen) return { ok: false, problem: 'queue-changed' }
        if (current?.state === 'called') return { ok: false, problem: 'transition-not-allowed' }
        if (current !== undefined) await apply(transaction, current, { event: 'finish', counter, now })
        const [next] = await orderFor(transaction, setting, day, counter)
        if (next === undefined) return { ok: true, ticket: null }
        return { ok: true, ticket: await apply(transaction, next, { event: 'call', counter, now }) }
      })
    },

    /** Everything else that an officer does with one ticket. */
    async act(wanted: TicketChange): Promise<Called> {
      return change(wanted.unit, async (transaction): Promise<Called> => {
        const ticket = await findIn(transaction, wanted.id)
        if (ticket?.unit !== wanted.unit || ticket.revision !== wanted.revision)
          return { ok: false, problem: 'queue-changed' }
        const own = wanted.counter
        const isElsewhere = isAtCounter(ticket.state) && ticket.counter !== own?.id
        if (isElsewhere) return { ok: false, problem: 'queue-changed' }
        if (nextTicketState(ticket.state, wanted.event) === null)
          return { ok: false, problem: 'transition-not-allowed' }
        if (wanted.event === 'call') {
          const current = own === null ? undefined : await currentAt(transaction, own, vietnamDay(wanted.now))
          // Two people cannot be called to one counter.
          if (own === null || (current !== undefined && current.id !== ticket.id))
            return { ok: false, problem: 'transition-not-allowed' }
        }
        return { ok: true, ticket: await apply(transaction, ticket, wanted) }
      })
    },

    /** By whoever holds the ticket, while it waits. @returns false when it does not. */
    async giveUp(id: string, now: string): Promise<boolean> {
      const known = await this.findTicket(id)
      if (known === undefined) return false
      const done = await change(known.unit, async (transaction) => {
        const ticket = await findIn(transaction, id)
        if (ticket?.state !== 'waiting') return { ok: false }
        await apply(transaction, ticket, { event: 'cancel', counter: null, now })
        return { ok: true }
      })
      return done.ok
    },

    /** Of one day, in the order of calling at that counter; of all letters without one. */
    async waiting(
      unit: string,
      setting: QueueSetting,
      day: string,
      counter: VisitorCounter | null,
    ): Promise<VisitorTicket[]> {
      return orderFor(database, setting, day, counter ?? { unit, letters: null, id: null })
    },

    /** Called or served at any counter of the unit. */
    async atCounters(unit: string, day: string): Promise<VisitorTicket[]> {
      return database
        .selectFrom('visitor_tickets')
        .selectAll()
        .where('unit', '=', unit)
        .where('day', '=', day)
        .where('state', 'in', ['called', 'serving'])
        .execute()
    },

    async missed(unit: string, day: string): Promise<VisitorTicket[]> {
      return database
        .selectFrom('visitor_tickets')
        .selectAll()
        .where('unit', '=', unit)
        .where('day', '=', day)
        .where('state', '=', 'no-show')
        .orderBy('ended_at', 'desc')
        .limit(shownMissed)
        .execute()
    },

    async countIn(unit: string, day: string, state: VisitorTicket['state']): Promise<number> {
      const { count } = await database
        .selectFrom('visitor_tickets')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('unit', '=', unit)
        .where('day', '=', day)
        .where('state', '=', state)
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    /** Newest first. Who waits again, for another counter perhaps, is not called there yet. */
    async lastCalls(unit: string, day: string) {
      return database
        .selectFrom('visitor_tickets')
        .leftJoin('visitor_counters', 'visitor_counters.id', 'visitor_tickets.counter')
        .select(['number', 'called_at', 'times_called', 'state', 'visitor_counters.name as counter_name'])
        .where('visitor_tickets.unit', '=', unit)
        .where('day', '=', day)
        .where('called_at', 'is not', null)
        .where('state', 'not in', ['waiting', 'cancelled'])
        .orderBy('called_at', 'desc')
        .limit(shownCalls)
        .execute()
    },

    /**
     * Minutes from call to end of those served last today at these counters, newest first, and at how many of them:
     * a chair that somebody forgot to leave serves nobody.
     */
    async paceOf(
      unit: string,
      day: string,
      counters: readonly string[],
    ): Promise<{ readonly minutes: readonly number[]; readonly counters: number }> {
      if (counters.length === 0) return { minutes: [], counters: 0 }
      const rows = await database
        .selectFrom('visitor_tickets')
        .select(['called_at', 'ended_at', 'counter'])
        .where('unit', '=', unit)
        .where('day', '=', day)
        .where('state', '=', 'served')
        .where('counter', 'in', [...counters])
        .orderBy('ended_at', 'desc')
        .limit(samplesWanted)
        .execute()
      return {
        minutes: rows.map(({ called_at, ended_at }) => minutesBetween(called_at ?? '', ended_at ?? '')),
        counters: new Set(rows.map(({ counter }) => counter)).size,
      }
    },
  }
}

type Reader = Pick<Transaction<Tables>, 'selectFrom'>

function findIn(transaction: Reader, id: string): Promise<VisitorTicket | undefined> {
  return transaction.selectFrom('visitor_tickets').selectAll().where('id', '=', id).executeTakeFirst()
}

function currentAt(
  transaction: Reader,
  { id, unit }: Pick<VisitorCounter, 'id' | 'unit'>,
  day: string,
): Promise<VisitorTicket | undefined> {
  return transaction
    .selectFrom('visitor_tickets')
    .selectAll()
    .where('unit', '=', unit)
    .where('day', '=', day)
    .where('state', 'in', ['called', 'serving'])
    .where('counter', '=', id)
    .executeTakeFirst()
}

/**
 * Who waits for this counter, or for any where it is null, in the order of calling. Those of a group that the unit has
 * given up since are anybody's, or nobody would ever call them.
 */
async function orderFor(
  transaction: Reader,
  setting: QueueSetting,
  day: string,
  {
    unit,
    id,
    letters,
  }: { readonly unit: string; readonly id: string | null; readonly letters: string | null },
): Promise<VisitorTicket[]> {
  const ofCounter = letters === null ? null : [...letters]
  const known = setting.groups.map(({ letter }) => letter)
  const waiting = await transaction
    .selectFrom('visitor_tickets')
    .selectAll()
    .where('unit', '=', unit)
    .where('day', '=', day)
    .where('state', '=', 'waiting')
    .$if(ofCounter !== null, (query) =>
      query.where(({ or, eb }) => or([eb('letter', 'in', ofCounter), eb('letter', 'not in', known)])),
    )
    .$if(id !== null, (query) =>
      query.where(({ or, eb }) => or([eb('counter', 'is', null), eb('counter', '=', id)])),
    )
    .execute()
  const last = await transaction
    .selectFrom('visitor_tickets')
    .select(['priority', 'booked_for'])
    .where('unit', '=', unit)
    .where('day', '=', day)
    .where('called_at', 'is not', null)
    .$if(ofCounter !== null, (query) => query.where('letter', 'in', ofCounter))
    .orderBy('called_at', 'desc')
    .limit(setting.priorityInRow)
    .execute()
  const order = callingOrder(
    waiting.map((ticket) => ({ id: ticket.id, lane: laneOf(ticket), orderAt: ticket.order_at, ticket })),
    { priorityInRow: setting.priorityInRow, priorityRun: priorityRunOf(last.map(laneOf)) },
  )
  return order.map(({ ticket }) => ticket)
}

/** Changes the ticket as the event asks; that it may was looked at. */
async function apply(
  transaction: Transaction<Tables>,
  ticket: VisitorTicket,
  { event, counter, to, now }: Pick<TicketChange, 'event' | 'counter' | 'to' | 'now'>,
): Promise<VisitorTicket> {
  const state = nextTicketState(ticket.state, event)
  if (state === null) throw new Error(`a ticket that is ${ticket.state} cannot ${event}`)
  const served =
    ticket.serving_at === null
      ? ticket.served_minutes
      : (ticket.served_minutes ?? 0) + minutesBetween(ticket.serving_at, now)
  const effects = {
    call: () => ({
      counter: counter?.id ?? null,
      called_at: now,
      times_called: ticket.times_called + 1,
      first_called_at: ticket.first_called_at ?? now,
      waited_minutes: ticket.waited_minutes ?? minutesBetween(ticket.taken_at, now),
      ended_at: null,
    }),
    start: () => ({ serving_at: now }),
    finish: () => ({ ended_at: now, serving_at: null, served_minutes: served }),
    miss: () => ({ ended_at: now }),
    cancel: () => ({ ended_at: now, counter: null }),
    skip: async () => ({ counter: null, order_at: await placeAfterSkip(transaction, ticket) }),
    transfer: () => ({
      letter: to?.letter ?? ticket.letter,
      counter: to?.counter ?? null,
      serving_at: null,
      served_minutes: served,
    }),
  } as const satisfies Record<TicketEvent, () => object>
  return transaction
    .updateTable('visitor_tickets')
    .where('id', '=', ticket.id)
    .set({ ...(await effects[event]()), state, revision: ticket.revision + 1 })
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function placeAfterSkip(transaction: Reader, ticket: VisitorTicket): Promise<string> {
  const others = await transaction
    .selectFrom('visitor_tickets')
    .selectAll()
    .where('unit', '=', ticket.unit)
    .where('day', '=', ticket.day)
    .where('state', '=', 'waiting')
    .where('letter', '=', ticket.letter)
    .execute()
  const lane = laneOf(ticket)
  return orderAfterSkip(
    ticket.order_at,
    others
      .filter((other) => laneOf(other) === lane)
      .map(({ id, order_at }) => ({ id, lane, orderAt: order_at })),
  )
}

/** Joins a transaction that holds the unit's lock. */
export async function giveNumber(
  transaction: Transaction<Tables>,
  ticket: NewTicket & { readonly bookedFor: { readonly slot: string; readonly at: string } | null },
): Promise<VisitorTicket> {
  const { value } = await transaction
    .insertInto('visitor_numbers')
    .values({ unit: ticket.unit, day: vietnamDay(ticket.now), letter: ticket.letter, value: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['unit', 'day', 'letter'])
        .doUpdateSet((eb) => ({ value: eb('visitor_numbers.value', '+', 1) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return insert(transaction, { ...ticket, number: ticketNumber(ticket.letter, value) })
}

function insert(
  transaction: Transaction<Tables>,
  ticket: NewTicket & {
    readonly number: string
    readonly bookedFor: { readonly slot: string; readonly at: string } | null
  },
): Promise<VisitorTicket> {
  const { id, unit, letter, priority, number, now, bookedFor } = ticket
  return transaction
    .insertInto('visitor_tickets')
    .values({
      id,
      unit,
      day: vietnamDay(now),
      number,
      letter,
      priority,
      booked_for: bookedFor?.slot ?? null,
      state: 'waiting',
      order_at: bookedFor?.at ?? now,
      taken_at: now,
      hour: Math.floor(msOfVietnamDay(now) / 3_600_000),
      first_called_at: null,
      called_at: null,
      times_called: 0,
      counter: null,
      serving_at: null,
      ended_at: null,
      waited_minutes: null,
      served_minutes: null,
      revision: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Whole minutes, rounded; a clock that was set back gives none. */
function minutesBetween(from: string, until: string): number {
  return Math.max(0, Math.round((Date.parse(until) - Date.parse(from)) / 60_000))
}
