/** `/api/desk/visits`: what the community teams did. Counts only, for whoever sees the unit's figures. */
import type { FastifyInstance } from 'fastify'
import { indexQuery } from '../../contract/service-index.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import { questionOf } from '../reports/period.ts'
import { visitsOf } from '../reports/visits-of-unit.ts'
import { forStaff } from './session.ts'

export function visitRoutes(app: FastifyInstance, context: GatewayContext): void {
  app.get(
    '/visits',
    forStaff(context, 'read-board', async (staff, request, reply) => {
      const query = parseRequest(indexQuery, request.query)
      if (!query.ok) return sendProblem(reply, 'request-malformed', query.details)
      const question = await questionOf(context, staff, query.value)
      return question === undefined ? sendProblem(reply, 'not-found') : visitsOf(context, question)
    }),
  )
}
