/** `POST /api/v1/tracking`: the state of a dossier for whoever holds its code and knows the applicant's last digits. */
import { hash, timingSafeEqual } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
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
import { dossierStatusOf, paymentOf } from './dossier-status.ts'
import { resultsFor } from './results.ts'

export function trackingRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, limits } = context
  app.post(
    '/tracking',
    { config: { rateLimit: { max: limits.tracking, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const body = parseRequest(trackingRequest, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      // Four digits are soon guessed: one code may be tried a few times only, from however many addresses.
      const wait = await secondsToWait(context, body.value.code)
      if (wait !== null) return sendProblem(reply.header('retry-after', wait), 'too-many-requests')
      // As long for a code that exists as for one that does not, whatever the database had to read.
      const [candidates] = await Promise.all([find(context, body.value.code), setTimeout(answerAfterMs)])
      const dossier = candidates.find((candidate) => isLastFour(candidate, body.value.lastFour))
      // An unknown code and wrong digits get the same answer, so that nobody learns which codes exist.
      if (dossier === undefined) return sendProblem(reply, 'not-found')
      const unit = await storage.units.find(dossier.unit)
      const status = dossierStatusOf(dossier, unit?.name ?? dossier.unit)
      return {
        ...status,
        ...(await paymentOf(context, dossier)),
        reason: await reasonOf(context, dossier),
        ...(await resultsFor(context, dossier)),
      } satisfies DossierStatus
    },
  )
}

/** Counted in the database, for all processes together. */
const periodMs = 15 * 60_000
const answerAfterMs = 50

/** Counts one more question for a code. @returns null unless it has been asked for too often. */
export async function secondsToWait(
  { storage, limits, now }: Pick<GatewayContext, 'storage' | 'limits' | 'now'>,
  code: string,
): Promise<number | null> {
  const ms = now().getTime()
  const count = await storage.trackingAttempts.count(hashOfCode(code), periodOf(ms))
  return count > limits.trackingPerCode ? Math.ceil((periodMs - (ms % periodMs)) / 1000) : null
}

function periodOf(ms: number): number {
  return Math.floor(ms / periodMs)
}

export async function forgetTrackingAttempts({ storage, now }: GatewayContext): Promise<void> {
  await storage.trackingAttempts.forget(periodOf(now().getTime()))
}

/** Of the code as it is looked up, however it was typed; what is no code at all is one code. */
function hashOfCode(typed: string): string {
  const receipt = parseReceiptCode(typed)
  const official = parseOfficialNumber(typed)
  const code = receipt.ok ? receipt.code : official.ok ? official.number : ''
  return hash('sha256', code, 'base64url')
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
