/** `/api/v1/queue`: booking an hour, from a kiosk or a telephone, without a name. */
import type {} from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { vietnamCalendar } from '../../catalogue/calendar.ts'
import { type BookingView, newBooking, type SlotOffer } from '../../contract/visitor-queue.ts'
import { addDays } from '../../domain/time/civil-day.ts'
import { vietnamDay, vietnamTime } from '../../domain/time/vietnam-time.ts'
import type { QueueSetting } from '../../domain/visitor-queue/queue-setting.ts'
import { slotsOf } from '../../domain/visitor-queue/slots.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import { unitParameters } from '../public/api.ts'
import type { VisitorBooking } from '../storage/visitor-bookings.ts'
import { idParameters } from './tickets.ts'

export function visitorBookingRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, limits } = context
  const { visitorQueue } = storage
  const config = { rateLimit: { max: limits.publicRequests, timeWindow: '1 minute' } }
  const now = () => context.now().toISOString()

  async function bookable(parameters: unknown) {
    const wanted = v.safeParse(unitParameters, parameters)
    const unit = wanted.success ? await storage.units.find(wanted.output.unit) : undefined
    if (unit === undefined) return { ok: false, problem: 'not-found' } as const
    const setting = await visitorQueue.setting(unit.code)
    if (setting?.isOn !== true || !setting.booking.isOn) return { ok: false, problem: 'queue-off' } as const
    return { ok: true, unit, setting } as const
  }

  app.get('/queue/units/:unit/slots', { config }, async (request, reply) => {
    const found = await bookable(request.params)
    if (!found.ok) return sendProblem(reply, found.problem)
    const { unit, setting } = found
    const days = offeredDays(setting, now())
    const taken = await visitorQueue.takenSlots(unit.code, days[0]?.day ?? '', days.at(-1)?.day ?? '')
    return {
      unitName: unit.name,
      groups: setting.groups.map(({ letter, name }) => ({ letter, name })),
      days: days.map(({ day, slots }) => ({
        day,
        slots: slots.map((slot) => {
          const count = taken.find((each) => each.day === day && each.slot === slot)?.count ?? 0
          return { slot, left: Math.max(0, setting.booking.capacity - count) }
        }),
      })),
    } satisfies SlotOffer
  })

  app.post(
    '/queue/units/:unit/bookings',
    // A few for a family at one kiosk; not a whole week by a machine.
    { config: { rateLimit: { max: limits.tracking, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const body = parseRequest(newBooking, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const found = await bookable(request.params)
      if (!found.ok) return sendProblem(reply, found.problem)
      const { id, group, day, slot, phoneDigits } = body.value
      const isOffered = offeredDays(found.setting, now()).some(
        (offered) => offered.day === day && offered.slots.includes(slot),
      )
      // Over since the page was opened, or never there.
      if (!isOffered) return sendProblem(reply, 'slot-full')
      const booked = await visitorQueue.book({
        id,
        unit: found.unit.code,
        day,
        slot,
        letter: group,
        phone_digits: phoneDigits,
        booked_at: now(),
      })
      return booked.ok ? viewOf(context, booked.booking) : sendProblem(reply, booked.problem)
    },
  )

  app.get('/queue/bookings/:id', { config }, async (request, reply) => {
    const wanted = v.safeParse(idParameters, request.params)
    const booking = wanted.success ? await visitorQueue.findBooking(wanted.output.id) : undefined
    return booking === undefined ? sendProblem(reply, 'not-found') : viewOf(context, booking)
  })

  app.delete('/queue/bookings/:id', { config }, async (request, reply) => {
    const wanted = v.safeParse(idParameters, request.params)
    const booking = wanted.success ? await visitorQueue.findBooking(wanted.output.id) : undefined
    if (booking === undefined) return sendProblem(reply, 'not-found')
    if (!(await visitorQueue.cancelBooking(booking.id))) return sendProblem(reply, 'transition-not-allowed')
    return viewOf(context, { ...booking, state: 'cancelled' })
  })
}

/** Slots that have not begun, of the days that the unit lets book. */
function offeredDays({ booking }: QueueSetting, now: string) {
  const today = vietnamDay(now)
  const time = vietnamTime(now)
  return Array.from({ length: booking.daysAhead }, (_, ahead) => addDays(today, ahead))
    .map((day) => ({
      day,
      slots: slotsOf(day, booking.slotMinutes, vietnamCalendar).filter((slot) => day > today || slot > time),
    }))
    .filter(({ slots }) => slots.length > 0)
}

async function viewOf({ storage }: GatewayContext, booking: VisitorBooking): Promise<BookingView> {
  const { unit, letter, code, day, slot, state } = booking
  const setting = await storage.visitorQueue.setting(unit)
  return {
    unitName: (await storage.units.find(unit))?.name ?? unit,
    code,
    group: setting?.groups.find((group) => group.letter === letter)?.name ?? { vi: letter, en: letter },
    day,
    slot,
    state,
  }
}
