/** `/api/desk/visitor-queue`: what the leader sets and counts; bookings of a day. */
import type { FastifyInstance } from 'fastify'
import { v4 as newId } from 'uuid'
import * as v from 'valibot'
import { uuid } from '../../contract/envelope.ts'
import {
  type BookingList,
  bookingQuery,
  counterChange,
  type QueueStatistics,
  queueSetting,
  type Spread,
  statisticsQuery,
} from '../../contract/visitor-queue.ts'
import { addDays } from '../../domain/time/civil-day.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { type MinuteCount, minutesAtShare } from '../../domain/visitor-queue/wait-estimate.ts'
import type { GatewayContext } from '../context.ts'
import { scopeOf } from '../desk/scope.ts'
import { forStaff } from '../desk/session.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import { panelOf } from './desk.ts'

const idParameters = v.object({ id: uuid })
/** What one question counts. */
const mostDays = 92
const mostCounters = 30

export function visitorSettingRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { visitorQueue } = context.storage
  const now = () => context.now().toISOString()
  const note = (unit: string, who: string, detail: object) =>
    context.audit.record({ unit, who, action: 'unit-changed', subject: unit, detail })

  app.post(
    '/visitor-queue/setting',
    forStaff(context, 'manage-queue', async (staff, request, reply) => {
      const body = parseRequest(queueSetting, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      await visitorQueue.set(staff.unit, body.value, staff.username, now())
      await note(staff.unit, staff.username, { visitorQueue: body.value.isOn ? 'on' : 'off' })
      return panelOf(context, staff)
    }),
  )

  app.post(
    '/visitor-queue/counters',
    forStaff(context, 'manage-queue', async (staff, request, reply) => {
      const body = parseRequest(counterChange, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      if ((await visitorQueue.counters(staff.unit)).length >= mostCounters)
        return sendProblem(reply, 'transition-not-allowed')
      await visitorQueue.addCounter({
        id: newId(),
        unit: staff.unit,
        name: body.value.name,
        letters: body.value.groups.join(''),
        created_at: now(),
      })
      return panelOf(context, staff)
    }),
  )

  app.post(
    '/visitor-queue/counters/:id',
    forStaff(context, 'manage-queue', async (staff, request, reply) => {
      const body = parseRequest(counterChange, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const wanted = v.safeParse(idParameters, request.params)
      const { name, groups } = body.value
      const isChanged =
        wanted.success &&
        (await visitorQueue.changeCounter(staff.unit, wanted.output.id, { name, letters: groups.join('') }))
      return isChanged ? panelOf(context, staff) : sendProblem(reply, 'not-found')
    }),
  )

  app.delete(
    '/visitor-queue/counters/:id',
    forStaff(context, 'manage-queue', async (staff, request, reply) => {
      const wanted = v.safeParse(idParameters, request.params)
      const id = wanted.success ? wanted.output.id : null
      const atCounters = await visitorQueue.atCounters(staff.unit, vietnamDay(now()))
      if (id !== null && atCounters.some(({ counter }) => counter === id))
        return sendProblem(reply, 'transition-not-allowed')
      const isRemoved =
        id !== null &&
        (await visitorQueue.changeCounter(staff.unit, id, { removed_at: now(), officer: null }))
      return isRemoved ? panelOf(context, staff) : sendProblem(reply, 'not-found')
    }),
  )

  app.get(
    '/visitor-queue/bookings',
    forStaff(context, 'serve-queue', async (staff, request, reply) => {
      const query = parseRequest(bookingQuery, request.query)
      if (!query.ok) return sendProblem(reply, 'request-malformed', query.details)
      const bookings = await visitorQueue.bookings(staff.unit, query.value.day)
      return {
        bookings: bookings.map(({ code, letter, slot, phone_digits, state }) => ({
          code,
          letter,
          slot,
          phoneDigits: phone_digits,
          state,
        })),
      } satisfies BookingList
    }),
  )

  app.get(
    '/visitor-queue/statistics',
    forStaff(context, 'read-board', async (staff, request, reply) => {
      const query = parseRequest(statisticsQuery, request.query)
      if (!query.ok) return sendProblem(reply, 'request-malformed', query.details)
      const { from, until } = query.value
      if (until < from || addDays(from, mostDays) <= until)
        return sendProblem(reply, 'request-malformed', { path: 'until' })
      const scope = await scopeOf(context, staff)
      const days = { units: 'units' in scope ? scope.units : [], from, until }
      const [waited, served, ends] = await Promise.all([
        visitorQueue.waitedMinutes(days),
        visitorQueue.servedMinutes(days),
        visitorQueue.ends(days, vietnamDay(now())),
      ])
      const rowOf = (isIn: (hour: number) => boolean) => ({
        taken: waited.filter(({ hour }) => isIn(hour)).reduce((sum, { count }) => sum + count, 0),
        waiting: spreadOf(waited.filter(({ hour }) => isIn(hour))),
        serving: spreadOf(served.filter(({ hour }) => isIn(hour))),
      })
      const hours = [...new Set(waited.map(({ hour }) => hour))].toSorted((a, b) => a - b)
      return {
        total: rowOf(() => true),
        hours: hours.map((hour) => ({ hour, ...rowOf((each) => each === hour) })),
        ...ends,
      } satisfies QueueStatistics
    }),
  )
}

function spreadOf(counts: readonly { readonly minutes: number | null; readonly count: number }[]): Spread {
  const known: MinuteCount[] = counts.flatMap(({ minutes, count }) =>
    minutes === null ? [] : [{ minutes, count }],
  )
  return {
    sample: known.reduce((sum, { count }) => sum + count, 0),
    median: minutesAtShare(known, 0.5),
    ninety: minutesAtShare(known, 0.9),
  }
}
