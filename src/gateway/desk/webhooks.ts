/** `/api/desk/webhooks`: which other systems are told of the unit's dossiers, and what did not reach them. */
import type { FastifyInstance } from 'fastify'
import { v4 as uuid } from 'uuid'
import * as v from 'valibot'
import {
  type CreatedWebhook,
  newWebhook,
  type Webhook,
  type WebhookOverview,
  webhookSwitch,
} from '../../contract/webhooks.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Staff } from '../storage/staff.ts'
import { eventNames } from '../storage/webhook-queue.ts'
import type { StoredWebhook } from '../storage/webhooks.ts'
import { isAllowedAddress } from '../webhooks/address-guard.ts'
import { newSecret } from '../webhooks/signature.ts'
import { storedProblem } from '../webhooks/webhooks.ts'
import { forStaff } from './session.ts'

/** Of one unit: every event is written once for each. */
const mostWebhooks = 10
const shownLimit = 100
const idParameters = v.object({ id: v.pipe(v.string(), v.maxLength(40)) })
const queueParameters = v.object({ ...idParameters.entries, queue: v.pipe(v.string(), v.maxLength(100)) })

export function webhookDeskRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, webhooks, now } = context
  const at = () => now().toISOString()
  const note = (staff: Staff, subject: string, detail: object) =>
    context.audit.record({
      unit: staff.unit,
      who: staff.username,
      action: 'webhook-changed',
      subject,
      detail,
    })

  app.get(
    '/webhooks',
    forStaff(context, 'manage-webhooks', (staff) => overviewOf(context, staff)),
  )

  app.post(
    '/webhooks',
    forStaff(context, 'manage-webhooks', async (staff, request, reply) => {
      const body = parseRequest(newWebhook, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const { url, events } = body.value
      if (!isAllowedAddress(url, webhooks.named)) return sendProblem(reply, 'address-refused')
      if ((await storage.webhooks.ofUnit(staff.unit)).length >= mostWebhooks)
        return sendProblem(reply, 'transition-not-allowed')
      const id = uuid()
      const secret = newSecret()
      await note(staff, id, { change: 'added', host: new URL(url).host })
      await storage.webhooks.add({
        id,
        unit: staff.unit,
        url,
        events: JSON.stringify(events),
        secret: webhooks.seal(id, secret),
        is_on: 1,
        created_by: staff.username,
        created_at: at(),
        failures: 0,
        failure: null,
        paused_until: null,
        delivered: 0,
        last_delivered_at: null,
      })
      return { id, secret } satisfies CreatedWebhook
    }),
  )

  app.post(
    '/webhooks/:id/switch',
    forStaff(context, 'manage-webhooks', async (staff, request, reply) => {
      const body = parseRequest(webhookSwitch, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const webhook = await ownWebhook(context, staff, request.params)
      if (webhook === undefined) return sendProblem(reply, 'not-found')
      await note(staff, webhook.id, { change: body.value.isOn ? 'on' : 'off' })
      await storage.webhooks.setOn(webhook.id, body.value.isOn)
      webhooks.sender.wake()
      return overviewOf(context, staff)
    }),
  )

  app.delete(
    '/webhooks/:id',
    forStaff(context, 'manage-webhooks', async (staff, request, reply) => {
      const webhook = await ownWebhook(context, staff, request.params)
      if (webhook === undefined) return sendProblem(reply, 'not-found')
      await note(staff, webhook.id, { change: 'removed', host: new URL(webhook.url).host })
      await storage.webhooks.remove(webhook.id)
      return reply.code(204).send()
    }),
  )

  app.post(
    '/webhooks/:id/queues/:queue/resend',
    forStaff(context, 'manage-webhooks', async (staff, request, reply) => {
      const webhook = await ownWebhook(context, staff, request.params)
      const wanted = v.safeParse(queueParameters, request.params)
      if (webhook === undefined || !wanted.success) return sendProblem(reply, 'not-found')
      if (!(await storage.webhooks.sendAgain(webhook.id, wanted.output.queue, at())))
        return sendProblem(reply, 'not-found')
      await note(staff, webhook.id, { change: 'sent-again' })
      webhooks.sender.wake()
      return reply.code(204).send()
    }),
  )
}

/** Undefined for another unit's as well: nobody learns that it exists. */
async function ownWebhook(
  { storage }: GatewayContext,
  staff: Staff,
  parameters: unknown,
): Promise<StoredWebhook | undefined> {
  const wanted = v.safeParse(idParameters, parameters)
  const webhook = wanted.success ? await storage.webhooks.find(wanted.output.id) : undefined
  return webhook?.unit === staff.unit ? webhook : undefined
}

async function overviewOf({ storage }: GatewayContext, staff: Staff): Promise<WebhookOverview> {
  const webhooks: Webhook[] = []
  for (const stored of await storage.webhooks.ofUnit(staff.unit)) {
    const dead = await storage.webhooks.dead(stored.id, shownLimit)
    webhooks.push({
      id: stored.id,
      url: stored.url,
      events: v.parse(eventNames, JSON.parse(stored.events)),
      isOn: stored.is_on === 1,
      createdAt: stored.created_at,
      waiting: await storage.webhooks.waiting(stored.id),
      delivered: stored.delivered,
      lastDeliveredAt: stored.last_delivered_at,
      failure: stored.failure,
      dead: dead.map((queue) => {
        const problem = queue.problem === null ? null : v.parse(storedProblem, JSON.parse(queue.problem))
        return {
          id: queue.id,
          number: queue.official_number,
          waiting: Number(queue.waiting ?? 0),
          failure: problem?.failure ?? null,
          status: problem?.status ?? null,
          changedAt: queue.changed_at,
        }
      }),
    })
  }
  return { webhooks }
}
