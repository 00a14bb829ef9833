/** `POST /api/v1/messages/stop`: whoever got a message ends them all, with what its link carries and nothing else. */
import { setTimeout } from 'node:timers/promises'
import type {} from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { stopMessages } from '../../contract/messages.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'

/** As long whether or not the code exists, whatever the database had to do. */
const answerAfterMs = 50

export function stopMessageRoutes(app: FastifyInstance, { storage, limits, now }: GatewayContext): void {
  app.post(
    '/messages/stop',
    { config: { rateLimit: { max: limits.publicRequests, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const body = parseRequest(stopMessages, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      await Promise.all([
        storage.messages.stop({ code: body.value.code }, 'citizen', now().toISOString()),
        setTimeout(answerAfterMs),
      ])
      return reply.code(204).send()
    },
  )
}
