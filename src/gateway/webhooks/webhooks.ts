/** Tells other systems what happened to dossiers, from the outbox that each event fills: at least once, in order. */
import * as v from 'valibot'
import { type WebhookFailure, webhookFailure } from '../../contract/webhooks.ts'
import { retryAfterMs } from '../../domain/exchange/backoff.ts'
import type { GatewayContext } from '../context.ts'
import { openForAccount, sealForAccount } from '../desk/account-seal.ts'
import { createSender, type Progress, type Sent } from '../exchange/sender.ts'
import type { ClaimedWebhookQueue } from '../storage/webhooks.ts'
import type { NamedHosts } from './address-guard.ts'
import { post } from './post.ts'
import { signedHeaders } from './signature.ts'
import type { Webhooks } from './webhook-outbox.ts'

/** Tests do not wait. */
export interface WebhookPace {
  readonly pollMs: number
  readonly firstRetryMs: number
  readonly timeoutMs: number
  readonly triesUntilDead: number
  readonly leaseMs?: number
}

/** Tries of one delivery, at most a quarter of an hour apart: a receiver may be away for half a day. */
const usualPace: WebhookPace = {
  pollMs: 2000,
  firstRetryMs: 2000,
  timeoutMs: 10_000,
  triesUntilDead: 50,
}
const parallel = 8

/** JSON in `webhook_queues.problem`. */
export const storedProblem = v.object({ failure: webhookFailure, status: v.nullable(v.number()) })

export interface WebhookParts {
  readonly context: Pick<GatewayContext, 'storage' | 'keys' | 'now'>
  readonly named: NamedHosts
  readonly pace: WebhookPace | null
  onFault(queue: string | null, error: unknown): void
}

export function createWebhooks({ context, named, pace, onFault }: WebhookParts): Webhooks {
  const { storage, keys, now } = context
  const { pollMs, firstRetryMs, timeoutMs, triesUntilDead, leaseMs } = pace ?? usualPace

  async function send(queue: ClaimedWebhookQueue): Promise<Sent> {
    const webhook = await storage.webhooks.find(queue.webhook)
    const nothing: Progress = { sent: [], isKnown: false, remoteId: null }
    // Removed meanwhile: what is left of it is swept away.
    if (webhook === undefined) return { kind: 'done', progress: { ...nothing, sent: queue.pending } }
    const secret = openForAccount(keys.accounts, purposeOf(webhook.id), webhook.secret)
    const taken: number[] = []
    const give = async (
      failure: WebhookFailure,
      status: number | null,
      askedForMs: number | null,
    ): Promise<Sent> => {
      if (taken.length > 0) await noteTaken(webhook.id, taken.length)
      const ms = now().getTime()
      const waitMs = retryAfterMs(webhook.failures + 1, Math.random(), askedForMs, firstRetryMs)
      await storage.webhooks.noteFailure(
        webhook.id,
        failure,
        new Date(ms).toISOString(),
        new Date(ms + waitMs).toISOString(),
      )
      const told = {
        progress: { ...nothing, sent: taken },
        problem: JSON.stringify({ failure, status } satisfies v.InferOutput<typeof storedProblem>),
      }
      const tries = (taken.length > 0 ? 0 : queue.attempts) + 1
      return tries >= triesUntilDead
        ? { kind: 'refused', ...told }
        : { kind: 'busy', ...told, retryAfterMs: askedForMs }
    }
    if (secret === null) return give('secret-unreadable', null, null)
    for (const { number, id, body } of await storage.webhooks.deliveries(queue.id, queue.pending)) {
      if (now().getTime() + 2 * timeoutMs > Date.parse(queue.leaseUntil)) {
        await noteTaken(webhook.id, taken.length)
        return { kind: 'more', progress: { ...nothing, sent: taken } }
      }
      const headers = signedHeaders(secret, id, now().getTime(), body)
      const answer = await post({ url: webhook.url, headers, body, timeoutMs, named })
      if (!answer.ok) return give(answer.failure, answer.status, answer.retryAfterMs)
      taken.push(number)
    }
    await noteTaken(webhook.id, taken.length)
    return { kind: 'done', progress: { ...nothing, sent: queue.pending } }
  }

  function noteTaken(id: string, count: number): Promise<void> {
    return storage.webhooks.noteTaken(id, count, now().toISOString())
  }

  return {
    named,
    sender: createSender<ClaimedWebhookQueue>({
      claim: storage.webhooks.claim,
      record: storage.webhooks.record,
      send,
      onFault,
      now,
      parallel,
      isOneReceiver: false,
      // Tries are counted here, whatever the answer was.
      refusalsUntilDead: 1,
      leaseMs: leaseMs ?? timeoutMs * 12 + 60_000,
      pollMs,
      firstRetryMs,
    }),
    seal: (id, secret) => sealForAccount(keys.accounts, purposeOf(id), secret),
  }
}

function purposeOf(id: string): string {
  return `webhook ${id}`
}
