/**
 * One line a request and a number to find it by, for operators: method, route template, status and time. Never an
 * address, a query, a body or a header: they may point at a person.
 */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Metrics } from './metrics.ts'

/** Made here and never taken from a request, which could carry anything. */
export function newRequestId(): string {
  return randomUUID()
}

/** An answer that says by which number its request is found in the log. */
export function numbered(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.header('x-request-id', request.id)
}

export function noteRequests(app: FastifyInstance, metrics: () => Metrics | null): void {
  app.addHook('onRequest', async (request, reply) => {
    numbered(request, reply)
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const { statusCode } = reply
    const ms = Math.round(reply.elapsedTime)
    metrics()?.noteRequest(request.method, route, statusCode, reply.elapsedTime / 1000)
    request.log.info({ method: request.method, route, status: statusCode, ms }, 'request answered')
  })
}

/**
 * Database drivers hang whole rows on their errors, and quote values in their messages: neither gets into the log.
 */
export function errorForLog(error: Error): { type: string; message: string; code: unknown; stack: string } {
  return {
    type: error.name,
    message: withoutQuotes(error.message),
    code: 'code' in error ? error.code : undefined,
    stack: framesOf(error),
  }
}

function withoutQuotes(message: string): string {
  return message.replace(/"[^"]*"?|'[^']*'?|“[^”]*”?|`[^`]*`?/gu, '"…"')
}

/** The stack begins with the message. */
function framesOf({ stack }: Error): string {
  return (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}
