/**
 * `GET /api/desk/live`: server-sent events that say "something of your unit has changed", and nothing of what. Screens
 * then read again what they show; who is away for a while misses nothing, since the next reading tells all.
 */
import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { GatewayContext } from '../context.ts'
import { scopeOf } from './scope.ts'
import { forStaff } from './session.ts'

/** Proxies close what is silent for long. */
const heartbeatMs = 25_000
/** Many changes in a moment are one piece of news. */
const gatherMs = 300
/** A browser comes back by itself; so it is seen again that its session still holds. */
const longestMs = 10 * 60_000

export function liveRoutes(app: FastifyInstance, context: GatewayContext): void {
  const open = new Map<
    ServerResponse,
    { readonly units: ReadonlySet<string>; readonly tokenHash: string; timer: NodeJS.Timeout | null }
  >()

  /** Whoever was deactivated or signed out meanwhile hears nothing more. */
  async function tell(response: ServerResponse, tokenHash: string): Promise<void> {
    if ((await context.storage.sessions.find(tokenHash)) === undefined) response.end()
    else if (open.has(response)) response.write('event: change\ndata: {}\n\n')
  }

  const stopListening = context.storage.onDossierChange((units) => {
    for (const [response, listener] of open) {
      if (!units.some((unit) => listener.units.has(unit)) || listener.timer !== null) continue
      listener.timer = setTimeout(() => {
        listener.timer = null
        // The database is away: the browser comes back by itself.
        tell(response, listener.tokenHash).catch(() => response.end())
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
    '/live',
    forStaff(context, 'list-dossiers', async (staff, request, reply, { tokenHash }) => {
      const scope = await scopeOf(context, staff)
      const team = 'team' in scope ? await context.storage.units.find(scope.team) : undefined
      // News are told by the unit that dossiers belong to: of a team, its commune.
      const units = new Set('units' in scope ? scope.units : [team?.parent ?? ''])
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
      response.write('retry: 5000\n\n')
      const listener = { units, tokenHash, timer: null as NodeJS.Timeout | null }
      open.set(response, listener)
      context.metrics.countStreams(1)
      const end = setTimeout(() => response.end(), longestMs)
      request.raw.once('close', () => {
        clearTimeout(end)
        if (listener.timer !== null) clearTimeout(listener.timer)
        open.delete(response)
        context.metrics.countStreams(-1)
      })
    }),
  )
}
