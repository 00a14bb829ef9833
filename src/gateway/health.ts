/** `GET /healthz`: the process answers. `GET /readyz`: the database does too. */
import type { FastifyInstance } from 'fastify'
import type { GatewayContext } from './context.ts'
import { sendProblem } from './problem-reply.ts'

export function healthRoutes(app: FastifyInstance, { storage }: GatewayContext): void {
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (request, reply) => {
    try {
      await storage.ping()
    } catch (error) {
      request.log.error({ err: error }, 'the database does not answer')
      return sendProblem(reply, 'unavailable')
    }
    return { status: 'ok' }
  })
}
