/** A unit whose queue has been used for a year, and every question that its screens put to the database. */
import { standardQueue } from '../../src/catalogue/standard-queue.ts'
import { addDays } from '../../src/domain/time/civil-day.ts'
import { vietnamDay, vietnamInstant } from '../../src/domain/time/vietnam-time.ts'
import { ticketNumber } from '../../src/domain/visitor-queue/ticket-number.ts'
import type { Engine } from '../../src/gateway/storage/engine.ts'
import { visitorQueueStore } from '../../src/gateway/storage/visitor-queue.ts'
import type { VisitorCounter, VisitorTicket } from '../../src/gateway/storage/visitor-tickets.ts'

export const visitorUnit = 'H38.20'
const setting = { ...standardQueue, isOn: true, booking: { ...standardQueue.booking, isOn: true } }
const letters = 'ABCD'
const counterCount = 6
/** Of a day's tickets: this many still wait, the last hour of the morning. */
const stillWaiting = 40

interface Visitors {
  readonly engine: Engine
  readonly days: number
  readonly perDay: number
  /** Milliseconds since the epoch; the last day is this one. */
  readonly now: number
}

/** The unit must be there. */
export async function addManyVisitors({ engine, days, perDay, now }: Visitors): Promise<void> {
  const store = visitorQueueStore(engine)
  const at = new Date(now).toISOString()
  await store.set(visitorUnit, setting, 'admin', at)
  for (let index = 0; index < counterCount; index += 1)
    await store.addCounter({
      id: counterId(index),
      unit: visitorUnit,
      name: `Quầy ${index + 1}`,
      letters,
      created_at: new Date(now + index).toISOString(),
    })
  const today = vietnamDay(now)
  for (let ago = days - 1; ago >= 0; ago -= 1) {
    const day = addDays(today, -ago)
    const tickets = Array.from({ length: perDay }, (_, index) => ticketOf(day, index, perDay, ago === 0))
    await engine.database.transaction().execute(async (transaction) => {
      // Below the number of values that an engine takes in one statement.
      for (let from = 0; from < tickets.length; from += 100)
        await transaction
          .insertInto('visitor_tickets')
          .values(tickets.slice(from, from + 100))
          .execute()
    })
  }
}

function counterId(index: number): string {
  return `00000000-0000-4000-8000-00000000000${index}`
}

function ticketOf(day: string, index: number, perDay: number, isToday: boolean): VisitorTicket {
  const minuteOfDay = 7 * 60 + Math.floor((index * 9 * 60) / perDay)
  const taken = vietnamInstant(day, minuteOfDay * 60_000)
  const isWaiting = isToday && index >= perDay - stillWaiting
  const waited = 3 + ((index * 7) % 40)
  const served = 4 + ((index * 5) % 17)
  const later = (minutes: number) => new Date(Date.parse(taken) + minutes * 60_000).toISOString()
  const letter = letters[index % letters.length] ?? 'A'
  return {
    id: `${day}-${index}`,
    unit: visitorUnit,
    day,
    number: ticketNumber(letter, Math.floor(index / letters.length) + 1),
    letter,
    priority: index % 9 === 0 ? 'elderly' : null,
    booked_for: null,
    state: isWaiting ? 'waiting' : index % 25 === 0 ? 'no-show' : 'served',
    order_at: taken,
    taken_at: taken,
    hour: Math.floor(minuteOfDay / 60),
    first_called_at: isWaiting ? null : later(waited),
    called_at: isWaiting ? null : later(waited),
    times_called: isWaiting ? 0 : 1,
    counter: isWaiting ? null : counterId(index % counterCount),
    serving_at: null,
    ended_at: isWaiting ? null : later(waited + served),
    waited_minutes: isWaiting ? null : waited,
    served_minutes: isWaiting ? null : served,
    revision: 1,
  }
}

export interface QueueQuestion {
  readonly name: string
  ask(): Promise<unknown>
}

export function queueQuestions(engine: Engine, now: number): QueueQuestion[] {
  const store = visitorQueueStore(engine)
  const today = vietnamDay(now)
  const counter: VisitorCounter = {
    id: counterId(0),
    unit: visitorUnit,
    name: 'Quầy 1',
    letters: 'AB',
    officer: 'quay-mot',
    created_at: new Date(now).toISOString(),
    removed_at: null,
  }
  const month = { units: [visitorUnit], from: addDays(today, -30), until: today }
  return [
    { name: 'setting', ask: () => store.setting(visitorUnit) },
    { name: 'counters', ask: () => store.counters(visitorUnit) },
    { name: 'waiting, of a counter', ask: () => store.waiting(visitorUnit, setting, today, counter) },
    { name: 'waiting, of all', ask: () => store.waiting(visitorUnit, setting, today, null) },
    { name: 'at counters', ask: () => store.atCounters(visitorUnit, today) },
    { name: 'missed', ask: () => store.missed(visitorUnit, today) },
    { name: 'served today', ask: () => store.countIn(visitorUnit, today, 'served') },
    { name: 'last calls', ask: () => store.lastCalls(visitorUnit, today) },
    { name: 'pace', ask: () => store.paceOf(visitorUnit, today, [counterId(0), counterId(1)]) },
    { name: 'a ticket', ask: () => store.findTicket(`${today}-12`) },
    { name: 'slots taken', ask: () => store.takenSlots(visitorUnit, today, addDays(today, 7)) },
    { name: 'bookings of a day', ask: () => store.bookings(visitorUnit, today) },
    { name: 'waiting times of a month', ask: () => store.waitedMinutes(month) },
    { name: 'serving times of a month', ask: () => store.servedMinutes(month) },
    { name: 'ends of a month', ask: () => store.ends(month, today) },
  ]
}
