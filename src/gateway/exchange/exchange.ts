/** Exchange with the national portal, where it is configured: put together for `gateway.ts`. */
import { randomUUID } from 'node:crypto'
import type { GatewayContext } from '../context.ts'
import type { StoredDocument } from '../storage/documents.ts'
import { passFor } from '../sync/result-pass.ts'
import type { Adapter } from './adapter.ts'
import type { Exchange } from './portal-exchange.ts'
import { proxyAdapter } from './proxy-adapter.ts'
import { restAdapter } from './rest-adapter.ts'
import { isContradiction, type SendingContext, sendQueue } from './send-queue.ts'
import { createSender } from './sender.ts'
import { sessionAdapter } from './session-adapter.ts'
import type { ExchangeSettings } from './settings.ts'
import { readShared } from './shared-dossiers.ts'
import { surroundingsOf } from './surroundings.ts'

/** How fast the sender goes on; tests do not wait. */
export interface ExchangePace {
  readonly pollMs: number
  readonly firstRetryMs: number
  readonly leaseMs?: number
}

export interface ExchangeParts {
  readonly context: SendingContext['context'] & Pick<GatewayContext, 'keys'>
  readonly settings: ExchangeSettings
  readonly pace: ExchangePace | null
  onFault(queue: string | null, error: unknown): void
}

const usualPollMs = 1000
/** The portal may fetch a file this long after it was told of it; each message tells a new address. */
const fileAddressMs = 30 * 86_400_000

export function createExchange({ context, settings, pace, onFault }: ExchangeParts): Exchange {
  const adapter = adapterOf(settings)
  const { storage } = context
  const timeoutMs = settings.timeoutSeconds * 1000
  const publicUrl = settings.publicUrl?.replace(/\/+$/, '')

  async function urlOf({ dossier, number }: StoredDocument): Promise<string | null> {
    if (publicUrl === undefined) return null
    const expires = new Date(context.now().getTime() + fileAddressMs)
    return `${publicUrl}/api/v1/exchange/files/${await passFor(context, { dossier, number, expires }, 'portal')}`
  }

  const surroundings = surroundingsOf(context, performance.now.bind(performance))
  const sending: SendingContext = { context, adapter, timeoutMs, surroundings, urlOf, newId: randomUUID }
  const sender = createSender({
    claim: storage.exchange.claim,
    record: storage.exchange.record,
    send: (queue) => sendQueue(sending, queue),
    onFault,
    now: context.now,
    parallel: settings.parallel,
    isOneReceiver: true,
    refusalsUntilDead: settings.refusals,
    // Long enough for a dossier that waits its turn and then takes the time-out for each of its calls.
    leaseMs: pace?.leaseMs ?? timeoutMs * 12 + 60_000,
    pollMs: pace?.pollMs ?? usualPollMs,
    firstRetryMs: pace?.firstRetryMs,
  })

  return {
    adapter: adapter.name,
    settings,
    sender,
    ...(adapter.nextNumber === undefined ? {} : { nextNumber: adapter.nextNumber }),
    async lookUp(dossier) {
      const history = await readShared(context, dossier, urlOf)
      const unit = history === null ? undefined : await storage.exchange.unit(history.unit.code)
      const number = history?.dossier.portal?.number ?? history?.dossier.number ?? null
      if (history === null || unit === undefined || number === null)
        return { outcome: 'not-found', portalState: null, isContradiction: false }
      const found = await adapter.lookUp({ senderCode: unit.senderCode }, number)
      if (found.kind === 'not-found')
        return { outcome: 'not-found', portalState: null, isContradiction: false }
      if (found.kind !== 'found') return { outcome: 'no-answer', portalState: null, isContradiction: false }
      const isOther = await isContradiction(sending, dossier, found, history)
      if (isOther && found.state !== null)
        await storage.exchange.park({
          id: randomUUID(),
          dossier,
          unit: history.unit.code,
          portalState: found.state,
          at: context.now().toISOString(),
        })
      return { outcome: 'found', portalState: found.state, isContradiction: isOther }
    },
  }
}

function adapterOf(settings: ExchangeSettings): Adapter {
  switch (settings.adapter) {
    case 'session':
      return sessionAdapter(settings)
    case 'proxy':
      return proxyAdapter(settings)
    case 'rest':
      return restAdapter(settings)
  }
}
