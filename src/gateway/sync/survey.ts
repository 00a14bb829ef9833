/** `POST /api/v1/survey`: an answer from the phone of whoever holds a slip, without an enrolled device. */
import { setTimeout } from 'node:timers/promises'
import type {} from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { type SurveyRequest, surveyRequest } from '../../contract/survey.ts'
import { parseReceiptCode } from '../../domain/receipt/receipt-code.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { surveyMark } from '../../vault/survey-mark.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'

/** As long whether or not the code exists, whatever the database had to do. */
const answerAfterMs = 50

export function surveyRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { limits } = context
  app.post(
    '/survey',
    // A commune's waiting room may be one address: as wide as for the public pages. Guessing gains nothing, since a
    // code is one of 1.8 · 10¹², its step counts once, and nobody learns whether there is such a dossier.
    { config: { rateLimit: { max: limits.publicRequests, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const body = parseRequest(surveyRequest, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      await Promise.all([add(context, body.value), setTimeout(answerAfterMs)])
      return reply.code(204).send()
    },
  )
}

async function add(
  { storage, now }: Pick<GatewayContext, 'storage' | 'now'>,
  { receiptCode, step, answers }: SurveyRequest,
): Promise<void> {
  const code = parseReceiptCode(receiptCode)
  if (!code.ok) return
  const [dossier] = await storage.dossiers.findByCode({ receiptCode: code.code })
  if (dossier === undefined) return
  await storage.surveys.add({
    unit: dossier.unit,
    month: vietnamDay(now().toISOString()).slice(0, 7),
    procedure: dossier.procedure,
    step,
    answers,
    mark: await surveyMark(code.code, step),
  })
}
