/** What everybody may read and keep for a while. */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A new import shows within minutes; until then nobody asks twice for what has not changed. */
const cacheControl = 'public, max-age=300'

/** With a tag of its content; who has it already gets no content. */
export function sendPublic(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  content: string,
): FastifyReply {
  const tag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`
  reply.header('etag', tag).header('cache-control', cacheControl)
  const known = request.headers['if-none-match'] ?? ''
  const isKnown = known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
  if (isKnown) return reply.code(304).send()
  return reply.type(type).send(content)
}
