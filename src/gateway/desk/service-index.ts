/** `/api/desk/service-index` and `/api/desk/reports`: how a unit stands, and the dossiers behind each figure. */
import type { FastifyInstance } from 'fastify'
import { behindQuery, type DossiersBehind, indexEntry, indexQuery } from '../../contract/service-index.ts'
import { may } from '../../domain/people/permissions.ts'
import { mayBeEntered } from '../../domain/service-index/components.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import { indexOf } from '../reports/index-of-unit.ts'
import { questionOf } from '../reports/period.ts'
import { reportOf } from '../reports/report-of-unit.ts'
import { forStaff } from './session.ts'

const pageSize = 50

export function serviceIndexRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, audit, now } = context

  app.get(
    '/service-index',
    forStaff(context, 'read-board', async (staff, request, reply) => {
      const query = parseRequest(indexQuery, request.query)
      if (!query.ok) return sendProblem(reply, 'request-malformed', query.details)
      const question = await questionOf(context, staff, query.value)
      return question === undefined ? sendProblem(reply, 'not-found') : indexOf(context, question)
    }),
  )

  app.get(
    '/reports',
    forStaff(context, 'read-board', async (staff, request, reply) => {
      const query = parseRequest(indexQuery, request.query)
      if (!query.ok) return sendProblem(reply, 'request-malformed', query.details)
      const question = await questionOf(context, staff, query.value)
      if (question === undefined) return sendProblem(reply, 'not-found')
      return reportOf(context, question, may(staff.role, 'assign-dossier'))
    }),
  )

  // Figures are for whoever leads or observes; dossiers for those who work with them.
  app.get(
    '/service-index/dossiers',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const query = parseRequest(behindQuery, request.query)
      if (!query.ok) return sendProblem(reply, 'request-malformed', query.details)
      const question = await questionOf(context, staff, query.value)
      if (question === undefined) return sendProblem(reply, 'not-found')
      const { measure, officer = null, after = '' } = query.value
      const rows = await storage.serviceIndex.dossiers(question.period, measure, {
        officer,
        after,
        limit: pageSize + 1,
      })
      const page = rows.slice(0, pageSize)
      return {
        dossiers: page.map(({ dossier, ...told }) => ({ id: dossier, ...told })),
        next: rows.length > pageSize ? (page.at(-1)?.dossier ?? null) : null,
      } satisfies DossiersBehind
    }),
  )

  app.post(
    '/service-index/entries',
    forStaff(context, 'enter-index-figures', async (staff, request, reply) => {
      const entry = parseRequest(indexEntry, request.body)
      if (!entry.ok) return sendProblem(reply, 'request-malformed', entry.details)
      const { component, month, numerator, denominator, source, asOf } = entry.value
      if (!mayBeEntered(component)) return sendProblem(reply, 'request-malformed')
      await audit.record({
        unit: staff.unit,
        who: staff.username,
        action: 'index-entered',
        subject: null,
        detail: { component, month, numerator, denominator },
      })
      await storage.serviceIndex.addEntry({
        unit: staff.unit,
        component,
        month,
        numerator,
        denominator,
        source,
        as_of: asOf,
        entered_at: now().toISOString(),
        entered_by: staff.username,
      })
      return reply.code(204).send()
    }),
  )
}
