/** `GET /api/v1/changes`: what the desk has done with a device's dossiers since its cursor. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import type { ChangesResponse } from '../../contract/changes.ts'
import { publicKey } from '../../contract/enrolment.ts'
import { instant, uuid } from '../../contract/envelope.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { requestBytes } from '../../vault/envelope.ts'
import { importPublicKey, isSignedBy } from '../../vault/signature.ts'
import { describeGateway, type GatewayContext } from '../context.ts'
import { unitNewsOf } from '../desk/assistance.ts'
import { kioskSettingsOf } from '../desk/kiosk-settings.ts'
import { noticesForDevice } from '../desk/notices.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Device } from '../storage/devices.ts'
import type { DossierChange } from '../storage/dossiers.ts'
import type { FeedbackChange } from '../storage/feedback.ts'
import { deviceQueueOf } from '../visitor-queue/device-queue.ts'
import { dossierStatusOf, paymentOf } from './dossier-status.ts'
import { feedbackStatusOf } from './feedback-status.ts'
import { createFreshReports } from './fresh-reports.ts'
import { onlineResults, resultCount } from './results.ts'

const pageSize = 200
const count = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))
export const changesQuery = v.object({
  cursor: v.optional(count, '0'),
  sequence: v.optional(count),
  queued: v.optional(count),
})
const credentials = v.object({
  device: uuid,
  created: v.pipe(
    instant,
    v.check((text) => !Number.isNaN(Date.parse(text))),
  ),
  signature: v.pipe(v.string(), v.length(86)),
})

export function changeRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage } = context
  const fresh = createFreshReports(context.now)
  app.get('/changes', async (request, reply) => {
    const wanted = parseRequest(changesQuery, request.query)
    if (!wanted.ok) return sendProblem(reply, 'request-malformed', wanted.details)
    const sender = await authenticate(request, context)
    if (!sender.ok) return sendProblem(reply, sender.problem)
    const { device, created } = sender
    // A cursor beyond what there is comes from before a restored backup: tell everything again.
    const cursor = wanted.value.cursor > device.change_sequence ? 0 : wanted.value.cursor
    const { dossiers, feedback, last, hasMore } = onePage(
      await storage.dossiers.changes(device.id, cursor, pageSize + 1),
      await storage.feedback.changes(device.id, cursor, pageSize + 1),
    )
    context.contacts.note(device.id)
    const highestSequence = await storage.devices.highestSequence(device.id)
    const { sequence, queued } = wanted.value
    if (sequence !== undefined && queued !== undefined) {
      const now = context.now()
      const clockOffsetMs = now.getTime() - Date.parse(created)
      const { isNewest, newest } = fresh.note(device.id, created, device.reported_created_at)
      const report = { sequence, queueLength: queued, clockOffsetMs, newestAt: newest }
      // A clock that was set back is no reason not to listen, but a lower number may be a copy of an old request.
      if (isNewest || sequence >= (device.reported_sequence ?? 0)) {
        const isStoreLost = isNewest && sequence < highestSequence
        await storage.devices.noteReport(device, report, isStoreLost, now.toISOString())
      }
    }
    const unit = await storage.units.find(device.unit)
    return {
      changes: await Promise.all(
        latest(dossiers).map(async ({ dossier }) => ({
          ...dossierStatusOf(dossier, unit?.name ?? device.unit),
          ...(await paymentOf(context, dossier)),
          ...resultCount((await onlineResults(context, dossier)).length),
        })),
      ),
      feedback: await Promise.all(
        latestFeedback(feedback).map((each) => feedbackStatusOf(context, each.feedback)),
      ),
      cursor: last ?? cursor,
      hasMore,
      gateway: describeGateway(context),
      ...(unit === undefined ? {} : { unitName: unit.name }),
      highestSequence,
      ...(hasMore
        ? {}
        : {
            unitNews: {
              ...(await unitNewsOf(storage, device.unit, vietnamDay(context.now().toISOString()))),
              notices: await noticesForDevice(context, device),
              messageChannels: [...(context.messages?.channels ?? [])],
            },
          }),
      visitorQueue: await deviceQueueOf(context, device),
      ...(device.role === 'kiosk' ? { kiosk: kioskSettingsOf(unit?.kiosk_settings) } : {}),
    } satisfies ChangesResponse
  })
}

/** The next of both in the order of their common numbers. */
function onePage(dossiers: readonly DossierChange[], feedback: readonly FeedbackChange[]) {
  const numbers = [...dossiers, ...feedback].map(({ sequence }) => sequence).sort((a, b) => a - b)
  const last = numbers.slice(0, pageSize).at(-1)
  const isIn = ({ sequence }: { readonly sequence: number }) => sequence <= (last ?? 0)
  return {
    dossiers: dossiers.filter(isIn),
    feedback: feedback.filter(isIn),
    last,
    hasMore: numbers.length > pageSize,
  }
}

function latestFeedback(changes: readonly FeedbackChange[]): FeedbackChange[] {
  return [...new Map(changes.map((change) => [change.feedback.id, change])).values()]
}

/** One entry a dossier: rows carry its state of now, so that earlier ones say nothing more. */
function latest(changes: readonly DossierChange[]): DossierChange[] {
  return [...new Map(changes.map((change) => [change.dossier.id, change])).values()]
}

type Authentication =
  | { readonly ok: true; readonly device: Device; readonly created: string }
  | { readonly ok: false; readonly problem: 'device-unknown' | 'device-revoked' | 'signature-invalid' }

/**
 * The device's clock is not held against ours: a kiosk whose clock is a year off must still hear of its dossiers
 * (bug case 39), and what can be read so holds nothing personal.
 */
export async function authenticate(
  request: FastifyRequest,
  { storage, base }: GatewayContext,
): Promise<Authentication> {
  const sent = v.safeParse(credentials, readCredentials(request.headers.authorization ?? ''))
  if (!sent.success) return { ok: false, problem: 'signature-invalid' }
  const device = await storage.devices.find(sent.output.device)
  if (device === undefined) return { ok: false, problem: 'device-unknown' }
  if (device.revoked_at !== null) return { ok: false, problem: 'device-revoked' }
  const path = request.url.slice(base.length - 1)
  const isGenuine = await isSignedBy(
    await importPublicKey(v.parse(publicKey, JSON.parse(device.public_key))),
    requestBytes(request.method, path, sent.output.created),
    sent.output.signature,
  )
  return isGenuine
    ? { ok: true, device, created: sent.output.created }
    : { ok: false, problem: 'signature-invalid' }
}

/** `Motcua device="…", created="…", signature="…"` */
function readCredentials(header: string): Record<string, string> {
  if (!/^Motcua /i.test(header) || header.length > 500) return {}
  return Object.fromEntries(
    [...header.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  )
}
