/** Hours that were booked: so many a slot, each with a short code, without a name. */
import { randomInt } from 'node:crypto'
import type { Selectable } from 'kysely'
import { msOfTime, msOfVietnamDay, vietnamDay, vietnamInstant } from '../../domain/time/vietnam-time.ts'
import { bookingHeldMinutes } from '../../domain/visitor-queue/slots.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { VisitorBookingTable } from './tables/visitor-queue.ts'
import { lockedSetting, tellQueue } from './visitor-setting.ts'
import { giveNumber, type NewTicket, type VisitorTicket } from './visitor-tickets.ts'

export type VisitorBooking = Selectable<VisitorBookingTable>

export type Booked =
  | { readonly ok: true; readonly booking: VisitorBooking }
  | { readonly ok: false; readonly problem: 'queue-off' | 'slot-full' | 'not-found' }

export type Arrived =
  | { readonly ok: true; readonly ticket: VisitorTicket }
  | { readonly ok: false; readonly problem: 'queue-off' | 'booking-unknown' | 'not-found' }

const codeDigits = 5

export function visitorBookingStore(engine: Engine) {
  const { database } = engine
  return {
    /** Asked again for the same id, the booking as it is. That the slot is one was looked at. */
    async book(
      booking: Pick<VisitorBooking, 'id' | 'unit' | 'day' | 'slot' | 'letter' | 'phone_digits' | 'booked_at'>,
    ): Promise<Booked> {
      return inTransaction(engine, async (transaction): Promise<Booked> => {
        const setting = await lockedSetting(transaction, engine, booking.unit)
        const known = await transaction
          .selectFrom('visitor_bookings')
          .selectAll()
          .where('id', '=', booking.id)
          .executeTakeFirst()
        if (known !== undefined)
          return known.unit === booking.unit
            ? { ok: true, booking: known }
            : { ok: false, problem: 'not-found' }
        if (setting?.isOn !== true || !setting.booking.isOn) return { ok: false, problem: 'queue-off' }
        if (!setting.groups.some(({ letter }) => letter === booking.letter))
          return { ok: false, problem: 'not-found' }
        const ofDay = await transaction
          .selectFrom('visitor_bookings')
          .select(['slot', 'code', 'state'])
          .where('unit', '=', booking.unit)
          .where('day', '=', booking.day)
          .execute()
        const taken = ofDay.filter(({ slot, state }) => slot === booking.slot && state !== 'cancelled')
        if (taken.length >= setting.booking.capacity) return { ok: false, problem: 'slot-full' }
        const codes = new Set(ofDay.map(({ code }) => code))
        let code = ''
        do code = String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0')
        while (codes.has(code))
        const made = await transaction
          .insertInto('visitor_bookings')
          .values({ ...booking, code, state: 'booked' })
          .returningAll()
          .executeTakeFirstOrThrow()
        return { ok: true, booking: made }
      })
    },

    async findBooking(id: string): Promise<VisitorBooking | undefined> {
      return database.selectFrom('visitor_bookings').selectAll().where('id', '=', id).executeTakeFirst()
    },

    /** @returns false when it is no longer one that somebody is waited for. */
    async cancelBooking(id: string): Promise<boolean> {
      const changed = await database
        .updateTable('visitor_bookings')
        .where('id', '=', id)
        .where('state', '=', 'booked')
        .set({ state: 'cancelled' })
        .executeTakeFirst()
      return changed.numUpdatedRows === 1n
    },

    /** By slot. */
    async bookings(unit: string, day: string): Promise<VisitorBooking[]> {
      return database
        .selectFrom('visitor_bookings')
        .selectAll()
        .where('unit', '=', unit)
        .where('day', '=', day)
        .orderBy('slot')
        .orderBy('booked_at')
        .execute()
    },

    /** How many are taken of each slot of these days. */
    async takenSlots(unit: string, from: string, until: string) {
      const rows = await database
        .selectFrom('visitor_bookings')
        .select(['day', 'slot'])
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('unit', '=', unit)
        .where('day', '>=', from)
        .where('day', '<=', until)
        .where('state', '!=', 'cancelled')
        .groupBy(['day', 'slot'])
        .execute()
      return rows.map(({ day, slot, count }) => ({ day, slot, count: Number(count) }))
    },

    /**
     * Somebody has come for a booking of today. In time it keeps its hour among those with priority, later it is a
     * ticket like any other. @param typed the code, or three digits that only one open booking of today has.
     */
    async arrive(ticket: Omit<NewTicket, 'letter' | 'priority'>, typed: string): Promise<Arrived> {
      const day = vietnamDay(ticket.now)
      const arrived = await inTransaction(engine, async (transaction): Promise<Arrived> => {
        const setting = await lockedSetting(transaction, engine, ticket.unit)
        const known = await transaction
          .selectFrom('visitor_tickets')
          .selectAll()
          .where('id', '=', ticket.id)
          .executeTakeFirst()
        if (known !== undefined)
          return known.unit === ticket.unit
            ? { ok: true, ticket: known }
            : { ok: false, problem: 'not-found' }
        if (setting?.isOn !== true) return { ok: false, problem: 'queue-off' }
        const found = await transaction
          .selectFrom('visitor_bookings')
          .selectAll()
          .where('unit', '=', ticket.unit)
          .where('day', '=', day)
          .where('state', '=', 'booked')
          .where(typed.length === 3 ? 'phone_digits' : 'code', '=', typed)
          .limit(2)
          .execute()
        const [booking] = found
        // Two with the same digits: the code tells them apart.
        if (booking === undefined || found.length > 1) return { ok: false, problem: 'booking-unknown' }
        await transaction
          .updateTable('visitor_bookings')
          .where('id', '=', booking.id)
          .set({ state: 'arrived' })
          .execute()
        const lateMs = msOfVietnamDay(ticket.now) - msOfTime(booking.slot)
        const isKept = lateMs <= bookingHeldMinutes * 60_000
        const made = await giveNumber(transaction, {
          ...ticket,
          letter: booking.letter,
          priority: null,
          bookedFor: isKept ? { slot: booking.slot, at: vietnamInstant(day, booking.slot) } : null,
        })
        return { ok: true, ticket: made }
      })
      if (arrived.ok) await tellQueue(engine, ticket.unit)
      return arrived
    },

    /** They are of no use after their day, and hold digits of a telephone. */
    async forgetBookings(before: string): Promise<void> {
      await database.deleteFrom('visitor_bookings').where('day', '<', before).execute()
    },
  }
}
