/** The gateway's HTTP face: headers, limits and the rooms' routes, all under the base path. */
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RouteOptions,
} from 'fastify'
import helmet from 'helmet'
import { catalogueRoutes } from './catalogue-packs/routes.ts'
import type { GatewayContext } from './context.ts'
import { accountRoutes } from './desk/account.ts'
import { assistanceRoutes } from './desk/assistance.ts'
import { auditRoutes } from './desk/audit.ts'
import { bankPaymentDeskRoutes } from './desk/bank-payments.ts'
import { bundleRoutes } from './desk/bundles.ts'
import { deviceRoutes } from './desk/devices.ts'
import { disclosureRoutes } from './desk/disclosure.ts'
import { documentRoutes } from './desk/documents.ts'
import { dossierRoutes } from './desk/dossiers.ts'
import { exchangeDeskRoutes } from './desk/exchange.ts'
import { feedbackDeskRoutes } from './desk/feedback.ts'
import { feeRoutes } from './desk/fees.ts'
import { handlerRoutes } from './desk/handlers.ts'
import { kioskSettingsRoutes } from './desk/kiosk-settings.ts'
import { listRoutes } from './desk/lists.ts'
import { liveRoutes } from './desk/live.ts'
import { messageDeskRoutes } from './desk/messages.ts'
import { noticeRoutes } from './desk/notices.ts'
import { openIdRoutes } from './desk/open-id.ts'
import { peopleRoutes } from './desk/people.ts'
import { serviceIndexRoutes } from './desk/service-index.ts'
import { limitPeople, refuseForeignRequests, sessionRoutes } from './desk/session.ts'
import { stepShareRoutes } from './desk/step-shares.ts'
import { unitRoutes } from './desk/units.ts'
import { visitRoutes } from './desk/visits.ts'
import { webhookDeskRoutes } from './desk/webhooks.ts'
import { exchangeRoutes } from './exchange/inbound.ts'
import { healthRoutes } from './health.ts'
import { stopMessageRoutes } from './messages/stop-route.ts'
import { type Metrics, metricsRoutes } from './metrics.ts'
import { openApiRoutes } from './openapi/routes.ts'
import { paymentRoutes } from './payments/routes.ts'
import { answerErrorsWithProblems, sendProblem } from './problem-reply.ts'
import { publicApiRoutes } from './public/api.ts'
import { publicPageRoutes } from './public/pages.ts'
import { acceptJson } from './request-body.ts'
import { errorForLog, newRequestId, noteRequests, numbered } from './request-log.ts'
import { changeRoutes } from './sync/changes.ts'
import { enrolmentRoutes } from './sync/enrolments.ts'
import { envelopeRoutes } from './sync/envelopes.ts'
import { feedbackTrackingRoutes } from './sync/feedback-tracking.ts'
import { partRoutes } from './sync/parts.ts'
import { resultRoutes } from './sync/results.ts'
import { surveyRoutes } from './sync/survey.ts'
import { trackingRoutes } from './sync/tracking.ts'
import { visitorBookingRoutes } from './visitor-queue/bookings.ts'
import { visitorDeskRoutes } from './visitor-queue/desk.ts'
import { visitorSettingRoutes } from './visitor-queue/desk-setting.ts'
import { visitorLiveRoutes } from './visitor-queue/live.ts'
import { visitorTicketRoutes } from './visitor-queue/tickets.ts'
import { voiceDeskRoutes } from './voices/desk-routes.ts'
import { voicePackRoutes } from './voices/pack-routes.ts'

/** Everything but envelopes and parts. */
const bodyLimitBytes = 100_000

export interface HttpServerOptions {
  /** Where log lines (JSON) go; standard output when absent. */
  readonly logTo?: { write(line: string): void }
  /** Believe `X-Forwarded-*`: only behind a proxy that sets them. */
  readonly trustProxy: boolean
  /** False while Vite serves the app: it writes scripts into the page. */
  readonly hasContentPolicy: boolean
  /** `info` writes a line for each request, `warn` only what needs looking at. */
  readonly logLevel?: 'info' | 'warn'
  /** What a sender who dawdles is given; the usual when absent. */
  readonly patience?: Patience
  /** Told of every route; a test asks each of them as every role. */
  readonly onRoute?: (route: RouteOptions) => void
}

/** Milliseconds. */
export interface Patience {
  /** For the head of a request. */
  readonly headMs: number
  /** For a whole request. A device sends parts in small pieces; who needs longer goes on with the next. */
  readonly requestMs: number
  /** For a connection on which nothing moves. */
  readonly silenceMs: number
}

const usualPatience: Patience = { headMs: 20_000, requestMs: 300_000, silenceMs: 120_000 }
/** How often the server looks for those whose time is over. */
const patienceCheckMs = 5000

/** @param metrics null until there are any. */
export async function createHttpServer(
  options: HttpServerOptions,
  metrics: () => Metrics | null,
): Promise<FastifyInstance> {
  const { logTo, trustProxy, hasContentPolicy, logLevel = 'warn', patience = usualPatience } = options
  const guards = guardingHeaders(hasContentPolicy)
  const guard = ({ protocol }: FastifyRequest, { raw }: FastifyReply) => {
    // On the answer itself: what is told live is answered past Fastify.
    for (const [name, value] of guards) raw.setHeader(name, value)
    // Of an address that cannot be decoded Fastify has not asked the proxy: there it is that of the connection itself.
    if (protocol === 'https') raw.setHeader('strict-transport-security', transportSecurity)
  }
  const app: FastifyInstance = fastify({
    logger: {
      level: logLevel,
      serializers: { err: errorForLog },
      ...(logTo === undefined ? {} : { stream: logTo }),
    },
    trustProxy,
    // Before any route and any hook: an address that cannot be decoded.
    frameworkErrors: (error, request, reply) => {
      guard(request, reply)
      sendProblem(numbered(request, reply), 'request-malformed', { detail: error.code })
    },
    bodyLimit: bodyLimitBytes,
    // Requests and their addresses are not logged: a query or a path may point at a person.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newRequestId,
    requestTimeout: patience.requestMs,
    connectionTimeout: patience.silenceMs,
    http: {
      headersTimeout: patience.headMs,
      connectionsCheckingInterval: Math.min(patienceCheckMs, patience.headMs),
    },
    forceCloseConnections: 'idle',
  })
  noteRequests(app, metrics)
  if (options.onRoute !== undefined) app.addHook('onRoute', options.onRoute)
  answerErrorsWithProblems(app)
  acceptJson(app)
  app.addHook('onRequest', async (request, reply) => guard(request, reply))
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  return app
}

/** The same for every answer, so helmet is asked once: for each one it took a twentieth of an envelope's time. */
function guardingHeaders(hasContentPolicy: boolean): readonly (readonly [string, string])[] {
  const request = new IncomingMessage(new Socket())
  const answer = new ServerResponse(request)
  helmet({
    contentSecurityPolicy: hasContentPolicy && { useDefaults: false, directives: contentPolicy },
    // Only where TLS was used: a kiosk may reach its gateway over plain HTTP in the commune's own network.
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  })(request, answer, (error) => {
    if (error !== undefined) throw error
  })
  answer.setHeader('permissions-policy', permissionsPolicy)
  return Object.entries(answer.getHeaders()).map(([name, value]) => [name, String(value)])
}

/** @returns the way to drop uploads that were given up. */
export async function addRoutes(
  app: FastifyInstance,
  context: GatewayContext,
  metricsToken: string | null,
): Promise<() => Promise<void>> {
  const prefix = context.base.slice(0, -1)
  let dropExpired = async () => {}
  await app.register(
    async (root) => {
      healthRoutes(root, context)
      metricsRoutes(root, context.metrics, metricsToken)
      await root.register(async (pages) => publicPageRoutes(pages, context))
    },
    { prefix },
  )
  await app.register(
    async (sync) => {
      sync.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store')
      })
      enrolmentRoutes(sync, context)
      envelopeRoutes(sync, context)
      changeRoutes(sync, context)
      trackingRoutes(sync, context)
      surveyRoutes(sync, context)
      feedbackTrackingRoutes(sync, context)
      resultRoutes(sync, context)
      exchangeRoutes(sync, context)
      catalogueRoutes(sync, context)
      visitorTicketRoutes(sync, context)
      visitorBookingRoutes(sync, context)
      visitorLiveRoutes(sync, context)
      stopMessageRoutes(sync, context)
      await sync.register(async (payments) => paymentRoutes(payments, context))
      await sync.register(async (voices) => voicePackRoutes(voices, context))
      await sync.register(async (parts) => {
        dropExpired = partRoutes(parts, context).dropExpired
      })
    },
    { prefix: `${prefix}/api/v1` },
  )
  await app.register(
    async (open) => {
      openApiRoutes(open, context)
      await open.register(async (data) => publicApiRoutes(data, context), { prefix: '/public' })
    },
    { prefix: `${prefix}/api/v1` },
  )
  await app.register(
    async (desk) => {
      refuseForeignRequests(desk)
      limitPeople(desk, context)
      sessionRoutes(desk, context)
      openIdRoutes(desk, context)
      accountRoutes(desk, context)
      peopleRoutes(desk, context)
      unitRoutes(desk, context)
      stepShareRoutes(desk, context)
      listRoutes(desk, context)
      liveRoutes(desk, context)
      dossierRoutes(desk, context)
      feeRoutes(desk, context)
      handlerRoutes(desk, context)
      feedbackDeskRoutes(desk, context)
      exchangeDeskRoutes(desk, context)
      webhookDeskRoutes(desk, context)
      assistanceRoutes(desk, context)
      noticeRoutes(desk, context)
      messageDeskRoutes(desk, context)
      bankPaymentDeskRoutes(desk, context)
      visitorDeskRoutes(desk, context)
      visitorSettingRoutes(desk, context)
      deviceRoutes(desk, context)
      kioskSettingsRoutes(desk, context)
      disclosureRoutes(desk, context)
      auditRoutes(desk, context)
      serviceIndexRoutes(desk, context)
      visitRoutes(desk, context)
      await desk.register(async (documents) => documentRoutes(documents, context))
      await desk.register(async (voices) => voiceDeskRoutes(voices, context))
      await desk.register(async (bundles) => bundleRoutes(bundles, context))
    },
    { prefix: `${prefix}/api/desk` },
  )
  return () => dropExpired()
}

/** Half a year, as OWASP has it at least; sub-domains are not ours to speak for. */
const transportSecurity = 'max-age=15552000'

/** Photos of papers and codes need the camera, what is said or recorded the microphone; nothing here needs more. */
const permissionsPolicy =
  'camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), display-capture=()'

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
