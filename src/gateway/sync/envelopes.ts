/** `POST /api/v1/envelopes`: a batch in, one signed acknowledgement for each envelope out. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { DeliveryResponse } from '../../contract/acknowledgement.ts'
import { contractVersion, deliveryRequest } from '../../contract/envelope.ts'
import { signAcknowledgement } from '../../vault/envelope.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import { takeIn } from './intake.ts'

/** Unfolded size of one request: a full batch of the usual declarations, with room for a few large ones. */
const bodyLimitBytes = 20_000_000
const retryAfterSeconds = 10

export function envelopeRoutes(app: FastifyInstance, context: GatewayContext): void {
  const isFull = () => context.commits.waitingCharacters() >= context.limits.waitingCharacters
  const askForPatience = (reply: FastifyReply) =>
    sendProblem(reply.header('retry-after', retryAfterSeconds), 'unavailable')
  // Before the body is read, and once more when it has been: many may have come meanwhile.
  const onRequest = async (_request: unknown, reply: FastifyReply) => {
    if (isFull()) return askForPatience(reply)
  }
  app.post('/envelopes', { bodyLimit: bodyLimitBytes, onRequest }, async (request, reply) => {
    if (isFull()) return askForPatience(reply)
    const body = parseRequest(deliveryRequest, request.body)
    if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
    const intake = await takeIn(context, body.value.envelopes)
    const { keyId, privateKey } = context.keys.signing
    const acknowledgements = await Promise.all(
      intake.answers.map((answer) =>
        signAcknowledgement(privateKey, { ...answer, version: contractVersion, keyId }),
      ),
    )
    context.metrics.noteIntake(intake.answers)
    context.opener.enqueue(intake.stored)
    for (const device of intake.devices) context.contacts.note(device)
    return { acknowledgements } satisfies DeliveryResponse
  })
}
