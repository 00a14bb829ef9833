/** `POST /api/v1/tracking`: the state of a dossier for whoever holds its code and knows the applicant's last digits. */
import { timingSafeEqual } from 'node:crypto'
import type {} from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { type DossierStatus, trackingRequest } from '../../contract/changes.ts'
import { parseOfficialNumber } from '../../domain/dossier/official-number.ts'
import type { Stage } from '../../domain/dossier/workflow.ts'
import { parseReceiptCode } from '../../domain/receipt/receipt-code.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Dossier } from '../storage/dossiers.ts'
import { dossierStatusOf } from './dossier-status.ts'
import { resultsFor } from './results.ts'

export function trackingRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, limits } = context
  // Four digits are soon guessed: one code may be tried a few times only, from however many addresses.
  const countCode = app.createRateLimit({
    max: limits.trackingPerCode,
    timeWindow: '15 minutes',
    keyGenerator: (request) => codeOf(request.body),
  })
  app.post(
    '/tracking',
    { config: { rateLimit: { max: limits.tracking, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const body = parseRequest(trackingRequest, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const count = await countCode(request)
      if (!count.isAllowed && count.isExceeded) {
        reply.header('retry-after', count.ttlInSeconds)
        return sendProblem(reply, 'too-many-requests')
      }
      const candidates = await find(context, body.value.code)
      const dossier = candidates.find((candidate) => isLastFour(candidate, body.value.lastFour))
      // An unknown code and wrong digits get the same answer, so that nobody learns which codes exist.
      if (dossier === undefined) return sendProblem(reply, 'not-found')
      const unit = await storage.units.find(dossier.unit)
      const status = dossierStatusOf(dossier, unit?.name ?? dossier.unit)
      return {
        ...status,
        reason: await reasonOf(context, dossier),
        ...(await resultsFor(context, dossier)),
      } satisfies DossierStatus
    },
  )
}

/** In the desk's words, which may name the person: told here only, where the applicant's digits were given. */
async function reasonOf({ storage }: GatewayContext, dossier: Dossier): Promise<string | null> {
  if (!explained.has(dossier.stage)) return null
  const events = await storage.dossiers.events(dossier.id)
  const last = events.findLast(({ type }) => explainers.has(type))
  const parsed = v.safeParse(explanation, JSON.parse(last?.data ?? 'null'))
  return parsed.success ? parsed.output.details.reason : null
}

const explained: ReadonlySet<Stage> = new Set([
  'supplement-requested',
  'supplement-in-processing',
  'refused',
  'stopped',
])
const explainers: ReadonlySet<string> = new Set(['request-supplement', 'refuse', 'stop'])
const explanation = v.object({ details: v.object({ reason: v.string() }) })

function codeOf(body: unknown): string {
  const parsed = v.safeParse(trackingRequest, body)
  if (!parsed.success) return ''
  const receipt = parseReceiptCode(parsed.output.code)
  return receipt.ok ? receipt.code : parsed.output.code.toUpperCase()
}

async function find({ storage }: GatewayContext, typed: string): Promise<Dossier[]> {
  const receipt = parseReceiptCode(typed)
  if (receipt.ok) return storage.dossiers.findByCode({ receiptCode: receipt.code })
  const official = parseOfficialNumber(typed)
  return official.ok ? storage.dossiers.findByCode({ officialNumber: official.number }) : []
}

function isLastFour(dossier: Dossier, lastFour: string): boolean {
  if (dossier.applicant_last_four === null) return false
  return timingSafeEqual(Buffer.from(dossier.applicant_last_four), Buffer.from(lastFour))
}
