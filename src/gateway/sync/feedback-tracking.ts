/**
 * `/api/v1/feedback-tracking` and `/api/v1/feedback-rating`: the answer for whoever holds the code, and what they think
 * of it. There is no second factor, since feedback may have no name: a code is one of 10¹², and the tries are counted.
 */
import type {} from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { type FeedbackAnswer, feedbackRating, feedbackTrackingRequest } from '../../contract/feedback.ts'
import { parseReceiptCode } from '../../domain/receipt/receipt-code.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Feedback } from '../storage/feedback.ts'
import { feedbackStatusOf } from './feedback-status.ts'
import { secondsToWait } from './tracking.ts'

export function feedbackTrackingRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, limits } = context
  const config = { rateLimit: { max: limits.tracking, timeWindow: '1 minute' } }

  async function find(typed: string): Promise<Feedback | undefined> {
    const code = parseReceiptCode(typed)
    return code.ok ? storage.feedback.findByCode(code.code) : undefined
  }

  app.post('/feedback-tracking', { config }, async (request, reply) => {
    const body = parseRequest(feedbackTrackingRequest, request.body)
    if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
    const wait = await secondsToWait(context, body.value.code)
    if (wait !== null) return sendProblem(reply.header('retry-after', wait), 'too-many-requests')
    const feedback = await find(body.value.code)
    return feedback === undefined ? sendProblem(reply, 'not-found') : answerOf(context, feedback)
  })

  app.post('/feedback-rating', { config }, async (request, reply) => {
    const body = parseRequest(feedbackRating, request.body)
    if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
    const wait = await secondsToWait(context, body.value.code)
    if (wait !== null) return sendProblem(reply.header('retry-after', wait), 'too-many-requests')
    const feedback = await find(body.value.code)
    if (feedback === undefined) return sendProblem(reply, 'not-found')
    if (!isRateable(feedback)) return sendProblem(reply, 'transition-not-allowed')
    const isRated = await storage.feedback.change({
      feedback: feedback.id,
      revision: feedback.revision,
      type: 'rate',
      at: context.now().toISOString(),
      by: 'citizen',
      note: null,
      changes: { is_content: body.value.isContent ? 1 : 0 },
    })
    if (!isRated) return sendProblem(reply, 'dossier-changed')
    return answerOf(context, (await storage.feedback.find(feedback.id)) ?? feedback)
  })
}

async function answerOf(context: GatewayContext, feedback: Feedback): Promise<FeedbackAnswer> {
  // Why something is taken for spam helps whoever sends it.
  const isSaid = feedback.state !== 'spam' && feedback.content_removed_at === null
  return {
    ...(await feedbackStatusOf(context, feedback)),
    reply: isSaid ? feedback.reply : null,
    repliedAt: isSaid ? feedback.replied_at : null,
    isRateable: isRateable(feedback),
  }
}

function isRateable({ state, is_content: isContent }: Feedback): boolean {
  return isContent === null && (state === 'answered' || state === 'published')
}
