/** The gateway's HTTP face: headers, limits and the rooms' routes, all under the base path. */
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import type { GatewayContext } from './context.ts'
import { bundleRoutes } from './desk/bundles.ts'
import { deviceRoutes } from './desk/devices.ts'
import { documentRoutes } from './desk/documents.ts'
import { dossierRoutes } from './desk/dossiers.ts'
import { listRoutes } from './desk/lists.ts'
import { liveRoutes } from './desk/live.ts'
import { refuseForeignRequests, sessionRoutes } from './desk/session.ts'
import { healthRoutes } from './health.ts'
import { answerErrorsWithProblems, sendProblem } from './problem-reply.ts'
import { acceptJson } from './request-body.ts'
import { changeRoutes } from './sync/changes.ts'
import { enrolmentRoutes } from './sync/enrolments.ts'
import { envelopeRoutes } from './sync/envelopes.ts'
import { partRoutes } from './sync/parts.ts'
import { resultRoutes } from './sync/results.ts'
import { trackingRoutes } from './sync/tracking.ts'

/** Everything but envelopes and parts. */
const bodyLimitBytes = 100_000

export interface HttpServerOptions {
  /** Where log lines (JSON) go; standard output when absent. */
  readonly logTo?: { write(line: string): void }
  /** Believe `X-Forwarded-*`: only behind a proxy that sets them. */
  readonly trustProxy: boolean
  /** False while Vite serves the app: it writes scripts into the page. */
  readonly hasContentPolicy: boolean
}

export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { logTo, trustProxy, hasContentPolicy } = options
  const app: FastifyInstance = fastify({
    logger: {
      level: 'warn',
      serializers: { err: errorForLog },
      ...(logTo === undefined ? {} : { stream: logTo }),
    },
    trustProxy,
    // Before any route: an address that cannot be decoded.
    frameworkErrors: (error, _request, reply) =>
      sendProblem(reply, 'request-malformed', { detail: error.code }),
    bodyLimit: bodyLimitBytes,
    // Requests and their addresses are not logged: a query or a path may point at a person.
    logController: new LogController({ disableRequestLogging: true }),
    // A device sends parts in small pieces; who needs longer for one request goes on with the next.
    requestTimeout: 300_000,
    connectionTimeout: 120_000,
    forceCloseConnections: 'idle',
  })
  answerErrorsWithProblems(app)
  acceptJson(app)
  await app.register(helmet, {
    contentSecurityPolicy: hasContentPolicy && { useDefaults: false, directives: contentPolicy },
    // A kiosk may reach its gateway over plain HTTP in the commune's own network; a proxy adds HSTS.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  return app
}

/** @returns the way to drop uploads that were given up. */
export async function addRoutes(app: FastifyInstance, context: GatewayContext): Promise<() => Promise<void>> {
  const prefix = context.base.slice(0, -1)
  let dropExpired = async () => {}
  await app.register(async (root) => healthRoutes(root, context), { prefix })
  await app.register(
    async (sync) => {
      sync.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store')
      })
      enrolmentRoutes(sync, context)
      envelopeRoutes(sync, context)
      changeRoutes(sync, context)
      trackingRoutes(sync, context)
      resultRoutes(sync, context)
      await sync.register(async (parts) => {
        dropExpired = partRoutes(parts, context).dropExpired
      })
    },
    { prefix: `${prefix}/api/v1` },
  )
  await app.register(
    async (desk) => {
      refuseForeignRequests(desk)
      sessionRoutes(desk, context)
      listRoutes(desk, context)
      liveRoutes(desk, context)
      dossierRoutes(desk, context)
      deviceRoutes(desk, context)
      await desk.register(async (documents) => documentRoutes(documents, context))
      await desk.register(async (bundles) => bundleRoutes(bundles, context))
    },
    { prefix: `${prefix}/api/desk` },
  )
  return () => dropExpired()
}

/** Database drivers hang whole rows on their errors; those stay out of the log. */
function errorForLog(error: Error): { type: string; message: string; code: unknown; stack: string } {
  return {
    type: error.name,
    message: error.message,
    code: 'code' in error ? error.code : undefined,
    stack: error.stack ?? '',
  }
}

const contentPolicy = {
  'default-src': ["'self'"],
  // The reader of QR codes is WebAssembly; this allows it and no eval.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'media-src': ["'self'", 'blob:'],
  'worker-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
}
