/** `/api/desk/feedback`: what people say of the unit's work, for those who lead it and are not concerned by it. */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { sha256Digest, uuid } from '../../contract/envelope.ts'
import { type FeedbackList, feedbackDecision, feedbackListQuery } from '../../contract/feedback.ts'
import type { GatewayContext } from '../context.ts'
import { decideOnFeedback } from '../feedback/decide.ts'
import { detailOf, excludedFrom, summaryOf } from '../feedback/describe.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Feedback } from '../storage/feedback.ts'
import type { Staff } from '../storage/staff.ts'
import { sendPart } from './paper.ts'
import { forStaff } from './session.ts'

const idParameters = v.object({ id: uuid })
const partParameters = v.object({ id: uuid, sha256: sha256Digest })

export function feedbackDeskRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, audit } = context

  /** Undefined for another unit's, and for who may not read it: nobody learns that it exists. */
  async function own(staff: Staff, parameters: unknown): Promise<Feedback | undefined> {
    const wanted = v.safeParse(idParameters, parameters)
    const feedback = wanted.success ? await storage.feedback.find(wanted.output.id) : undefined
    return feedback !== undefined && mayRead(staff, feedback) ? feedback : undefined
  }

  app.get(
    '/feedback',
    forStaff(context, 'handle-feedback', async (staff, request, reply) => {
      const query = parseRequest(feedbackListQuery, request.query)
      if (!query.ok) return sendProblem(reply, 'request-malformed', query.details)
      const rows = (await storage.feedback.list(staff.unit, query.value.view)).filter((feedback) =>
        mayRead(staff, feedback),
      )
      const officers = rows.flatMap(({ officer }) => (officer === null ? [] : [officer]))
      const names = await storage.handlers.peopleNames([...new Set(officers)])
      return { feedback: rows.map((feedback) => summaryOf(feedback, names)) } satisfies FeedbackList
    }),
  )

  app.get(
    '/feedback/:id',
    forStaff(context, 'handle-feedback', async (staff, request, reply) => {
      const feedback = await own(staff, request.params)
      if (feedback === undefined) return sendProblem(reply, 'not-found')
      await audit.record({
        unit: feedback.handler_unit,
        who: staff.username,
        action: 'read-feedback',
        subject: feedback.id,
      })
      return detailOf(context, feedback)
    }),
  )

  app.get(
    '/feedback/:id/parts/:sha256',
    forStaff(context, 'handle-feedback', async (staff, request, reply) => {
      const wanted = v.safeParse(partParameters, request.params)
      const feedback = wanted.success ? await own(staff, request.params) : undefined
      if (!wanted.success || feedback === undefined) return sendProblem(reply, 'not-found')
      const part = (await storage.feedback.parts(feedback)).find(
        ({ sha256 }) => sha256 === wanted.output.sha256,
      )
      if (part === undefined || part.arrivedAt === null) return sendProblem(reply, 'not-found')
      if (feedback.content_removed_at !== null) return sendProblem(reply, 'content-removed')
      await audit.record({
        unit: feedback.handler_unit,
        who: staff.username,
        action: 'read-feedback-part',
        subject: feedback.id,
        detail: { part: part.sha256 },
      })
      return sendPart(context, part, reply)
    }),
  )

  app.post(
    '/feedback/:id/events',
    forStaff(context, 'handle-feedback', async (staff, request, reply) => {
      const body = parseRequest(feedbackDecision, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const feedback = await own(staff, request.params)
      if (feedback === undefined) return sendProblem(reply, 'not-found')
      const decided = await decideOnFeedback(context, staff, feedback, body.value)
      return decided.ok ? reply.code(204).send() : sendProblem(reply, decided.problem)
    }),
  )
}

function mayRead(staff: Staff, feedback: Feedback): boolean {
  return feedback.handler_unit === staff.unit && !excludedFrom(feedback).includes(staff.username)
}
