/** `/api/desk/visitor-queue`: calling people at a counter. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import * as v from 'valibot'
import { standardQueue } from '../../catalogue/standard-queue.ts'
import { uuid } from '../../contract/envelope.ts'
import type { ProblemCode } from '../../contract/problem.ts'
import {
  type DeskTicket,
  nextCall,
  type QueuePanel,
  seatChange,
  ticketAction,
} from '../../contract/visitor-queue.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import { forStaff } from '../desk/session.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Staff } from '../storage/staff.ts'
import type { VisitorCounter, VisitorTicket } from '../storage/visitor-tickets.ts'

const idParameters = v.object({ id: uuid })

export function visitorDeskRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { visitorQueue } = context.storage
  const now = () => context.now().toISOString()

  /** Every answer is the panel as it is now, so that no screen shows what is over. */
  async function answer(
    staff: Staff,
    reply: FastifyReply,
    outcome: { readonly ok: true } | { readonly ok: false; readonly problem: ProblemCode },
  ) {
    return outcome.ok ? panelOf(context, staff) : sendProblem(reply, outcome.problem)
  }

  app.get(
    '/visitor-queue',
    forStaff(context, 'serve-queue', (staff) => panelOf(context, staff)),
  )

  app.post(
    '/visitor-queue/counters/:id/seat',
    forStaff(context, 'serve-queue', async (staff, request, reply) => {
      const body = parseRequest(seatChange, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const wanted = v.safeParse(idParameters, request.params)
      const counters = await visitorQueue.counters(staff.unit)
      const counter = wanted.success ? counters.find(({ id }) => id === wanted.output.id) : undefined
      if (counter === undefined) return sendProblem(reply, 'not-found')
      // Whoever is called there must be ended first, by whoever called; an empty chair is anybody's.
      const busy = new Set(
        (await visitorQueue.atCounters(staff.unit, vietnamDay(now()))).map((ticket) => ticket.counter),
      )
      const own = counters.find(({ officer }) => officer === staff.username)
      if (counter.id !== own?.id && busy.has(counter.id)) return sendProblem(reply, 'transition-not-allowed')
      if (own !== undefined && (own.id !== counter.id || !body.value.isSeated)) {
        if (busy.has(own.id)) return sendProblem(reply, 'transition-not-allowed')
        await visitorQueue.changeCounter(staff.unit, own.id, { officer: null })
      }
      if (body.value.isSeated)
        await visitorQueue.changeCounter(staff.unit, counter.id, { officer: staff.username })
      return panelOf(context, staff)
    }),
  )

  app.post(
    '/visitor-queue/next',
    forStaff(context, 'serve-queue', async (staff, request, reply) => {
      const body = parseRequest(nextCall, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const own = await ownCounter(context, staff)
      if (own === null) return sendProblem(reply, 'transition-not-allowed')
      return answer(staff, reply, await visitorQueue.callNext(own, body.value.seen, now()))
    }),
  )

  app.post(
    '/visitor-queue/tickets/:id/events',
    forStaff(context, 'serve-queue', async (staff, request, reply) => {
      const body = parseRequest(ticketAction, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const wanted = v.safeParse(idParameters, request.params)
      const ticket = wanted.success ? await visitorQueue.findTicket(wanted.output.id) : undefined
      if (ticket?.unit !== staff.unit) return sendProblem(reply, 'not-found')
      const action = body.value
      if (action.type === 'transfer') {
        const setting = await visitorQueue.setting(staff.unit)
        const counters = await visitorQueue.counters(staff.unit)
        const isGroup = setting?.groups.some(({ letter }) => letter === action.group) === true
        const isCounter =
          action.counter === null ||
          counters.some(({ id, letters }) => id === action.counter && letters.includes(action.group))
        // Nobody would ever call it there.
        if (!isGroup || !isCounter) return sendProblem(reply, 'request-malformed', { path: 'counter' })
      }
      const done = await visitorQueue.act({
        unit: staff.unit,
        id: ticket.id,
        revision: action.revision,
        event: action.type,
        counter: await ownCounter(context, staff),
        ...(action.type === 'transfer' ? { to: { letter: action.group, counter: action.counter } } : {}),
        now: now(),
      })
      return answer(staff, reply, done)
    }),
  )
}

async function ownCounter({ storage }: GatewayContext, staff: Staff): Promise<VisitorCounter | null> {
  const counters = await storage.visitorQueue.counters(staff.unit)
  return counters.find(({ officer }) => officer === staff.username) ?? null
}

export async function panelOf(context: GatewayContext, staff: Staff): Promise<QueuePanel> {
  const { visitorQueue } = context.storage
  const day = vietnamDay(context.now().toISOString())
  const setting = (await visitorQueue.setting(staff.unit)) ?? standardQueue
  const counters = await visitorQueue.counters(staff.unit)
  const own = counters.find(({ officer }) => officer === staff.username) ?? null
  const atCounters = await visitorQueue.atCounters(staff.unit, day)
  const current = atCounters.find(({ counter }) => counter === own?.id) ?? null
  const names = await namesOf(context, counters)
  return {
    unit: staff.unit,
    setting: {
      ...setting,
      groups: setting.groups.map(({ letter, name }) => ({ letter, name })),
      priorities: [...setting.priorities],
    },
    counters: counters.map(({ id, name, letters, officer }) => ({
      id,
      name,
      groups: [...letters],
      officer: officer === null ? null : { username: officer, name: names.get(officer) ?? officer },
      number: atCounters.find(({ counter }) => counter === id)?.number ?? null,
    })),
    ownCounter: own?.id ?? null,
    current: current === null ? null : deskTicketOf(current),
    waiting: (await visitorQueue.waiting(staff.unit, setting, day, own)).map(deskTicketOf),
    missed: (await visitorQueue.missed(staff.unit, day)).map(deskTicketOf),
    servedToday: await visitorQueue.countIn(staff.unit, day, 'served'),
  }
}

async function namesOf({ storage }: GatewayContext, counters: readonly VisitorCounter[]) {
  const names = new Map<string, string>()
  for (const { officer } of counters) {
    const staff = officer === null ? undefined : await storage.staff.find(officer)
    if (staff !== undefined) names.set(staff.username, staff.name)
  }
  return names
}

function deskTicketOf(ticket: VisitorTicket): DeskTicket {
  return {
    id: ticket.id,
    number: ticket.number,
    letter: ticket.letter,
    state: ticket.state,
    priority: ticket.priority,
    bookedFor: ticket.booked_for,
    takenAt: ticket.taken_at,
    calledAt: ticket.called_at,
    times: ticket.times_called,
    counter: ticket.counter,
    revision: ticket.revision,
  }
}
