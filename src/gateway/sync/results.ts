/**
 * A result for the citizen: whoever holds the code and knows the applicant's last digits gets addresses that work for
 * a few minutes, to open here or, by QR code, on one's own telephone. Tracking gives them, so
 * that no code is tried more often for the sake of a result.
 */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import type { DossierStatus } from '../../contract/changes.ts'
import { isResultOnline } from '../../domain/dossier/documents.ts'
import type { GatewayContext } from '../context.ts'
import { sendDocument } from '../documents/send.ts'
import { sendProblem } from '../problem-reply.ts'
import type { StoredDocument } from '../storage/documents.ts'
import type { Dossier } from '../storage/dossiers.ts'
import { passFor, passIn } from './result-pass.ts'

const passMs = 15 * 60_000
const parameters = v.object({ claim: v.string(), signature: v.string() })

/** Those that the citizen may have now: the newest of each. */
export async function onlineResults(
  { storage }: Pick<GatewayContext, 'storage'>,
  dossier: Dossier,
): Promise<StoredDocument[]> {
  if (dossier.content_removed_at !== null) return []
  if (!isResultOnline({ stage: dossier.stage, returnWay: dossier.return_way })) return []
  const documents = await storage.documents.all(dossier.id)
  return documents.filter(({ kind, replaced_by }) => kind === 'result' && replaced_by === null)
}

export function resultRoutes(app: FastifyInstance, context: GatewayContext): void {
  app.get(
    '/results/:claim/:signature',
    { config: { rateLimit: { max: context.limits.tracking, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const wanted = v.safeParse(parameters, request.params)
      const pass = wanted.success ? await passIn(context, wanted.output.claim, wanted.output.signature) : null
      const dossier = pass === null ? undefined : await context.storage.dossiers.find(pass.dossier)
      const results = dossier === undefined ? [] : await onlineResults(context, dossier)
      const document = results.find(({ number }) => number === pass?.number)
      // A pass that ran out and one that was made up get the same answer.
      if (dossier === undefined || document === undefined) return sendProblem(reply, 'not-found')
      await context.audit.record({
        unit: dossier.unit,
        who: 'unknown',
        action: 'read-paper',
        subject: dossier.id,
        detail: { document: document.number, isOnline: true },
      })
      return sendDocument(context, document, reply, true)
    },
  )
}

/** For who may know no more than that there is something. */
export function resultCount(count: number): Pick<DossierStatus, 'results'> {
  return count === 0 ? {} : { results: count }
}

/** For someone who has just proved the applicant's digits. */
export async function resultsFor(
  context: GatewayContext,
  dossier: Dossier,
): Promise<Pick<DossierStatus, 'results' | 'downloads'>> {
  const online = await onlineResults(context, dossier)
  if (online.length === 0) return {}
  const expires = new Date(context.now().getTime() + passMs)
  const results = await Promise.all(
    online.map(async ({ name, media_type, bytes, number }) => ({
      name,
      mediaType: media_type,
      bytes,
      path: `api/v1/results/${await passFor(context, { dossier: dossier.id, number, expires })}`,
    })),
  )
  return { ...resultCount(online.length), downloads: { results, expiresAt: expires.toISOString() } }
}
