/**
 * `GET /api/v1/queue/units/:unit/live`: server-sent events that say "something of this queue has changed", and nothing
 * of what: for call screens, telephones and counters, which then read again what they show.
 */
import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import type { GatewayContext } from '../context.ts'
import { sendProblem } from '../problem-reply.ts'
import { unitParameters } from '../public/api.ts'

/** Proxies close what is silent for long. */
const heartbeatMs = 25_000
/** Many changes in a moment are one piece of news. */
const gatherMs = 100
/** A browser comes back by itself: what was forgotten somewhere does not stay open for ever. */
const longestMs = 10 * 60_000
/** Anybody may listen: who comes when all places are taken asks every few seconds instead. */
const mostListeners = 300

export function visitorLiveRoutes(app: FastifyInstance, context: GatewayContext): void {
  const open = new Map<ServerResponse, { readonly unit: string; timer: NodeJS.Timeout | null }>()

  const stopListening = context.storage.onQueueChange((units) => {
    for (const [response, listener] of open) {
      if (!units.includes(listener.unit) || listener.timer !== null) continue
      listener.timer = setTimeout(() => {
        listener.timer = null
        response.write('event: change\ndata: {}\n\n')
      }, gatherMs)
    }
  })
  const heartbeat = setInterval(() => {
    for (const response of open.keys()) response.write(': still here\n\n')
  }, heartbeatMs)
  heartbeat.unref()

  app.addHook('preClose', async () => {
    stopListening()
    clearInterval(heartbeat)
    for (const response of open.keys()) response.end()
  })

  app.get(
    '/queue/units/:unit/live',
    { config: { rateLimit: { max: context.limits.publicRequests, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const wanted = v.safeParse(unitParameters, request.params)
      const unit = wanted.success ? await context.storage.units.find(wanted.output.unit) : undefined
      if (unit === undefined) return sendProblem(reply, 'not-found')
      if (open.size >= mostListeners) return sendProblem(reply.header('retry-after', 60), 'unavailable')
      const response = reply.raw
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) response.setHeader(name, value)
      reply.hijack()
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        // Compression and buffering on the way would hold back what is meant to be at once.
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      })
      response.write('retry: 3000\n\n')
      const listener = { unit: unit.code, timer: null as NodeJS.Timeout | null }
      open.set(response, listener)
      context.metrics.countStreams(1)
      const end = setTimeout(() => response.end(), longestMs)
      request.raw.once('close', () => {
        clearTimeout(end)
        if (listener.timer !== null) clearTimeout(listener.timer)
        open.delete(response)
        context.metrics.countStreams(-1)
      })
    },
  )
}
