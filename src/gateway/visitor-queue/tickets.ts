/** `/api/v1/queue`: taking a ticket at a device, its place for whoever holds it, and the calls for the waiting room. */
import type {} from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { uuid } from '../../contract/envelope.ts'
import { type CallFeed, ticketQuery } from '../../contract/visitor-queue.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import { unitParameters } from '../public/api.ts'
import { authenticate } from '../sync/changes.ts'
import { ticketViewOf } from './ticket-view.ts'

export const idParameters = v.object({ id: uuid })

export function visitorTicketRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, limits } = context
  const { visitorQueue } = storage
  const config = { rateLimit: { max: limits.publicRequests, timeWindow: '1 minute' } }
  const now = () => context.now().toISOString()

  app.post('/queue/tickets/:id', async (request, reply) => {
    const wanted = parseRequest(idParameters, request.params)
    const query = parseRequest(ticketQuery, request.query)
    if (!wanted.ok) return sendProblem(reply, 'request-malformed', wanted.details)
    if (!query.ok) return sendProblem(reply, 'request-malformed', query.details)
    const sender = await authenticate(request, context)
    if (!sender.ok) return sendProblem(reply, sender.problem)
    const { unit } = sender.device
    const { group, priority = null, booking } = query.value
    const { id } = wanted.value
    context.contacts.note(sender.device.id)
    if (booking === undefined && group === undefined)
      return sendProblem(reply, 'request-malformed', { path: 'group' })
    const taken =
      booking === undefined
        ? await visitorQueue.take({ id, unit, letter: group ?? '', priority, now: now() })
        : await visitorQueue.arrive({ id, unit, now: now() }, booking)
    return taken.ok ? ticketViewOf(context, taken.ticket) : sendProblem(reply, taken.problem)
  })

  app.get('/queue/tickets/:id', { config }, async (request, reply) => {
    const wanted = v.safeParse(idParameters, request.params)
    const ticket = wanted.success ? await visitorQueue.findTicket(wanted.output.id) : undefined
    return ticket === undefined ? sendProblem(reply, 'not-found') : ticketViewOf(context, ticket)
  })

  app.delete('/queue/tickets/:id', { config }, async (request, reply) => {
    const wanted = v.safeParse(idParameters, request.params)
    const ticket = wanted.success ? await visitorQueue.findTicket(wanted.output.id) : undefined
    if (ticket === undefined) return sendProblem(reply, 'not-found')
    if (!(await visitorQueue.giveUp(ticket.id, now()))) return sendProblem(reply, 'transition-not-allowed')
    return ticketViewOf(context, (await visitorQueue.findTicket(ticket.id)) ?? ticket)
  })

  app.get('/queue/units/:unit/calls', { config }, async (request, reply) => {
    const wanted = v.safeParse(unitParameters, request.params)
    const unit = wanted.success ? await storage.units.find(wanted.output.unit) : undefined
    if (unit === undefined) return sendProblem(reply, 'not-found')
    if ((await visitorQueue.setting(unit.code)) === null) return sendProblem(reply, 'queue-off')
    const day = vietnamDay(now())
    const calls = await visitorQueue.lastCalls(unit.code, day)
    return {
      unitName: unit.name,
      now: now(),
      calls: calls.map(({ number, counter_name, called_at, times_called, state }) => ({
        number,
        counter: counter_name ?? '',
        calledAt: called_at ?? '',
        times: times_called,
        isOpen: state === 'called',
      })),
      waiting: await visitorQueue.countIn(unit.code, day, 'waiting'),
    } satisfies CallFeed
  })
}
