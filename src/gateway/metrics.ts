/** What operators watch, as `GET /metrics` in Prometheus' text format: counts and times, nothing of any person. */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Outcome } from '../contract/acknowledgement.ts'
import { sendProblem } from './problem-reply.ts'

export interface Metrics {
  readonly registry: Registry
  /** Answers to devices, by what became of their envelopes. */
  noteIntake(answers: readonly { readonly outcome: Outcome; readonly problem: string | null }[]): void
  /** Entries of one group commit, and what it took. */
  noteCommit(entries: number, seconds: number): void
  noteRequest(method: string, route: string, status: number, seconds: number): void
  /** +1 for a stream of events that begins, -1 for one that ended. */
  countStreams(change: 1 | -1): void
}

/** Of the process, which may have several gateways in tests: watched once. */
const processRegistry = new Registry()
collectDefaultMetrics({ register: processRegistry })

export function createMetrics(countUnopened: () => Promise<number>): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const intake = new Counter({
    name: 'motcua_intake_envelopes_total',
    help: 'Envelopes that devices handed over, by outcome and, when rejected, by problem code.',
    labelNames: ['outcome', 'problem'],
    registers,
  })
  const commitEntries = new Histogram({
    name: 'motcua_commit_entries',
    help: 'Envelopes that shared one commit.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 400],
    registers,
  })
  const commitSeconds = new Histogram({
    name: 'motcua_commit_duration_seconds',
    help: 'Time of one commit of envelopes.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  })
  const requests = new Histogram({
    name: 'motcua_http_request_duration_seconds',
    help: 'Time from the request to its answer, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const streams = new Gauge({
    name: 'motcua_event_streams',
    help: 'Desks that listen for changes at this moment.',
    registers,
  })
  new Gauge({
    name: 'motcua_unopened_envelopes',
    help: 'Envelopes that are stored and not opened yet.',
    registers,
    async collect() {
      this.set(await countUnopened())
    },
  })
  return {
    registry,
    noteIntake(answers) {
      for (const { outcome, problem } of answers) intake.inc({ outcome, problem: problem ?? '' })
    },
    noteCommit(entries, seconds) {
      commitEntries.observe(entries)
      commitSeconds.observe(seconds)
    },
    noteRequest(method, route, status, seconds) {
      requests.observe({ method, route, status: String(status) }, seconds)
    },
    countStreams: (change) => streams.inc(change),
  }
}

/** @param token that who asks must send; null: only this machine itself may ask, and not through a proxy. */
export function metricsRoutes(app: FastifyInstance, { registry }: Metrics, token: string | null): void {
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request, token)) return sendProblem(reply, 'not-found')
    const all = Registry.merge([processRegistry, registry])
    return reply
      .header('cache-control', 'no-store')
      .type(all.contentType)
      .send(await all.metrics())
  })
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

function mayRead({ headers, socket }: FastifyRequest, token: string | null): boolean {
  if (token !== null) return isEqual(headers.authorization ?? '', `Bearer ${token}`)
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  return !isForwarded && loopback.has(socket.remoteAddress ?? '')
}

function isEqual(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
