/**
 * How much of the requests that bring envelopes is in memory at a time: a body counts from its first byte until its
 * answer has gone out. Beyond the limit devices are asked to come again, whether they knock or are half-way through:
 * a thousand that come online at once must not end the process that serves them.
 */
import { Transform } from 'node:stream'
import type { FastifyReply, FastifyRequest, RequestPayload } from 'fastify'

/** Up to here a body counts as large as it says it is; larger ones as far as they have come, since 2G takes minutes. */
const countedByWordBytes = 64_000

export interface BodyRoom {
  /** False when the body, as large as it says it is, would not fit. */
  hasRoomFor(request: FastifyRequest): boolean
  /** Counts the body, unfolded, while it is read. Its stream fails with `BodyRoomError` when there is no more room. */
  count(request: FastifyRequest, reply: FastifyReply, payload: RequestPayload): RequestPayload
}

export class BodyRoomError extends Error {
  readonly statusCode = 503
}

export function createBodyRoom(limitBytes: number): BodyRoom {
  let heldBytes = 0
  return {
    hasRoomFor: (request) => heldBytes + declaredBytes(request) <= limitBytes && heldBytes < limitBytes,
    count(request, reply, payload) {
      let bytes = 0
      let isAnswered = false
      const hold = (more: number) => {
        bytes += more
        heldBytes += more
      }
      reply.raw.once('close', () => {
        isAnswered = true
        heldBytes -= bytes
      })
      const declared = declaredBytes(request)
      const isCompressed = request.headers['content-encoding'] !== undefined
      if (!isCompressed && declared > 0 && declared <= countedByWordBytes) {
        hold(declared)
        return payload
      }
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          // Refused for another reason, such as its size: nobody keeps what still comes.
          if (isAnswered) return done()
          hold(chunk.length)
          if (heldBytes > limitBytes) done(new BodyRoomError('no room for another body'))
          else done(null, chunk)
        },
      })
      // Fastify stops listening when it has refused a body.
      counted.on('error', () => {})
      payload.on('error', (error) => counted.destroy(error))
      payload.pipe(counted)
      return Object.defineProperty(counted, 'receivedEncodedLength', {
        get: () => payload.receivedEncodedLength ?? bytes,
      })
    },
  }
}

/** 0 when it does not say; Node takes no byte more than was declared. */
function declaredBytes({ headers }: FastifyRequest): number {
  return Number(headers['content-length'] ?? 0)
}
