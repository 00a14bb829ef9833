/** `POST /api/v1/envelopes`: a batch in, one signed acknowledgement for each envelope out. */
import type { FastifyInstance, FastifyReply, RouteShorthandOptions } from 'fastify'
import type { DeliveryResponse } from '../../contract/acknowledgement.ts'
import { contractVersion, deliveryRequest } from '../../contract/envelope.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import { BodyRoomError, createBodyRoom } from './body-room.ts'
import { takeIn } from './intake.ts'
import { signAcknowledgement } from './signatures.ts'

/** Unfolded size of one request: a full batch of the usual declarations, with room for a few large ones. */
const bodyLimitBytes = 20_000_000
const retryAfterSeconds = 10

export function envelopeRoutes(app: FastifyInstance, context: GatewayContext): void {
  const room = createBodyRoom(context.limits.heldBytes)
  const askForPatience = (reply: FastifyReply) =>
    sendProblem(reply.header('retry-after', retryAfterSeconds), 'unavailable')
  const guard: Pick<RouteShorthandOptions, 'onRequest' | 'preParsing' | 'errorHandler'> = {
    onRequest: async (request, reply) => {
      if (!room.hasRoomFor(request)) return askForPatience(reply)
    },
    preParsing: async (request, reply, payload) => room.count(request, reply, payload),
    errorHandler(error, _request, reply) {
      if (!(error instanceof BodyRoomError)) throw error
      void askForPatience(reply)
    },
  }
  app.post('/envelopes', { bodyLimit: bodyLimitBytes, ...guard }, async (request, reply) => {
    const body = parseRequest(deliveryRequest, request.body, 'anything')
    if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
    return context.traffic.during(() => deliver(context, body.value.envelopes))
  })
}

async function deliver(context: GatewayContext, entries: readonly unknown[]): Promise<DeliveryResponse> {
  const intake = await takeIn(context, entries)
  const { keyId, key } = context.keys.signing
  const acknowledgements = await Promise.all(
    intake.answers.map((answer) => signAcknowledgement(key, { ...answer, version: contractVersion, keyId })),
  )
  context.metrics.noteIntake(intake.answers)
  context.opener.enqueue(intake.stored)
  for (const device of intake.devices) context.contacts.note(device)
  return { acknowledgements }
}
