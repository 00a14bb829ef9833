/** Webhooks: a province's own systems are told what happened to a dossier; `/api/desk/webhooks` keeps their addresses. */
import * as v from 'valibot'
import { dossierStateCode } from './changes.ts'

/** What may be told; each is asked for by name. Of what happens before the official reception nobody is told. */
export const webhookEvents = [
  /** Formally received: the dossier has its number. */
  'received',
  /** More was asked for, came, or did not come in time. */
  'supplement',
  /** Work, transfer, signature, payment, a later date. */
  'progress',
  'finished',
  'handed-over',
  /** Stopped, refused or withdrawn. */
  'ended',
] as const
export const webhookEvent = v.picklist(webhookEvents)
export type WebhookEvent = v.InferOutput<typeof webhookEvent>

/**
 * The body of a delivery. Nothing of it is about a person: no name, no receipt code (which opens tracking), no procedure
 * (which may tell of a divorce or an illness), no note of the desk.
 */
export const webhookMessage = v.object({
  /** Of the delivery, the same at each try: who has seen it answers 2xx and does nothing. Also in `webhook-id`. */
  id: v.string(),
  type: webhookEvent,
  /** When it happened, RFC 3339. */
  timestamp: v.string(),
  data: v.object({
    /** Official number. */
    number: v.string(),
    /** Code of the unit that received it. */
    unit: v.string(),
    /** The national state after it. */
    state: dossierStateCode,
    /** Counts the dossier's events: a higher one is later. */
    sequence: v.number(),
  }),
})
export type WebhookMessage = v.InferOutput<typeof webhookMessage>

const eventList = v.pipe(
  v.array(webhookEvent),
  v.minLength(1),
  v.check((events) => new Set(events).size === events.length),
)

/** `POST /api/desk/webhooks` (unit administrator) */
export const newWebhook = v.strictObject({
  url: v.pipe(v.string(), v.trim(), v.maxLength(500), v.url()),
  events: eventList,
})
export type NewWebhook = v.InferOutput<typeof newWebhook>

/** `POST /api/desk/webhooks/:id/switch` */
export const webhookSwitch = v.strictObject({ isOn: v.boolean() })

/** Why the last try failed. */
export const webhookFailure = v.picklist([
  'timeout',
  'unreachable',
  'address-refused',
  'certificate',
  'redirect',
  'status',
  'secret-unreadable',
])
export type WebhookFailure = v.InferOutput<typeof webhookFailure>

const deadDossier = v.object({
  /** Of the queue. */
  id: v.string(),
  number: v.string(),
  /** Deliveries that wait behind it, itself included. */
  waiting: v.number(),
  failure: v.nullable(webhookFailure),
  /** Of the answer; null where there was none. */
  status: v.nullable(v.number()),
  changedAt: v.string(),
})

const webhook = v.object({
  id: v.string(),
  url: v.string(),
  events: v.array(webhookEvent),
  isOn: v.boolean(),
  createdAt: v.string(),
  waiting: v.number(),
  delivered: v.number(),
  lastDeliveredAt: v.nullable(v.string()),
  /** Of the newest failure since the last success. */
  failure: v.nullable(webhookFailure),
  /** Dossiers whose deliveries were given up, a hundred at most, newest first. */
  dead: v.array(deadDossier),
})
export type Webhook = v.InferOutput<typeof webhook>

/** `GET /api/desk/webhooks` */
export const webhookOverview = v.object({ webhooks: v.array(webhook) })
export type WebhookOverview = v.InferOutput<typeof webhookOverview>

/** Answer to a new one: the secret (`whsec_…`, Standard Webhooks) is told only here. */
export const createdWebhook = v.object({ id: v.string(), secret: v.string() })
export type CreatedWebhook = v.InferOutput<typeof createdWebhook>
