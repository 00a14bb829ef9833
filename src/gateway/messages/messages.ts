/** Tells citizens who asked for it what happened to their dossiers, by day, in order, each thing once. */
import * as v from 'valibot'
import type { MessageFailure } from '../../contract/messages.ts'
import { isQuiet, type MessageChannel, messageChannels } from '../../domain/message/message.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import { createSender, type Progress, type Sent } from '../exchange/sender.ts'
import { messageFacts } from '../storage/message-queue.ts'
import { type ClaimedMessageQueue, storedMessageProblem } from '../storage/messages.ts'
import { createHttpProvider } from './http-provider.ts'
import type { Messages } from './message-outbox.ts'
import type { MessageProvider } from './provider.ts'
import type { MessageSettings } from './settings.ts'
import { createSmtpProvider } from './smtp-provider.ts'
import { messageText } from './texts.ts'

/** Tests do not wait. */
export interface MessagePace {
  readonly pollMs: number
  readonly firstRetryMs: number
}

const usualPace: MessagePace = { pollMs: 5000, firstRetryMs: 5000 }
const parallel = 4
/** At most a quarter of an hour apart: a provider may be away for a day. */
const triesUntilDead = 100
const refusalsUntilDead = 3
/** What is older is no news: the dossier's state is asked for by its code. */
const freshMs = 3 * 86_400_000
/** Longest that a provider may take, and the database around it. */
const leaseMs = 5 * 60_000

export interface MessageParts {
  readonly context: Pick<GatewayContext, 'storage' | 'now'>
  readonly settings: MessageSettings
  readonly pace: MessagePace | null
  onFault(queue: string | null, error: unknown): void
}

export function createMessages({ context, settings, pace, onFault }: MessageParts): Messages {
  const { storage, now } = context
  const providers = providersOf(settings)
  const channels = messageChannels.filter((channel) => providers.has(channel))
  const stopUrl = (code: string) => new URL(`dung-tin/${code}`, withSlash(settings.publicUrl)).href

  async function send(queue: ClaimedMessageQueue): Promise<Sent> {
    const taken: number[] = []
    const progress = (): Progress => ({ sent: [...taken], isKnown: false, remoteId: null })
    const give = (
      failure: MessageFailure,
      isFinal: boolean,
      retryAfterMs: number | null,
      isUnknown: boolean,
    ): Sent => {
      const before = taken.length > 0 || queue.problem === null ? null : JSON.parse(queue.problem)
      const earlier = v.safeParse(storedMessageProblem, before)
      const refusals = (earlier.success ? earlier.output.refusals : 0) + (isFinal ? 1 : 0)
      const problem = JSON.stringify({ failure, refusals })
      const tries = (taken.length > 0 ? 0 : queue.attempts) + 1
      if (refusals >= refusalsUntilDead || tries >= triesUntilDead)
        return { kind: 'refused', progress: progress(), problem }
      return { kind: isUnknown ? 'unknown' : 'busy', progress: progress(), problem, retryAfterMs }
    }
    const messages = new Map(
      (await storage.messages.of(queue.id)).map((message) => [message.number, message]),
    )
    for (const number of queue.pending) {
      // Asked anew before each: who ends it is told no more from that moment on.
      const to = await storage.messages.find(queue.id)
      const message = messages.get(number)
      const provider = to && providers.get(to.channel)
      if (to === undefined || provider === undefined || to.stopped_at !== null || message === undefined) break
      const ms = now().getTime()
      if (isQuiet(ms) || ms + leaseMs / 2 > Date.parse(queue.leaseUntil))
        return { kind: 'more', progress: progress() }
      if (Date.parse(message.queued_at) + freshMs < ms) {
        await storage.messages.drop(queue.id, [number], new Date(ms).toISOString())
        continue
      }
      const isFirst = taken.length === 0
      if (isFirst && queue.is_in_doubt === 1 && !provider.isIdempotent) return doubtful(progress())
      const facts = v.parse(messageFacts, JSON.parse(message.data))
      const handed = await provider.hand({
        id: message.id,
        to: to.address,
        ...messageText(message.kind, facts, to.language, stopUrl(to.stop_code)),
      })
      if (handed.kind === 'taken') taken.push(number)
      else if (handed.kind === 'not-taken')
        return give(handed.failure, handed.isFinal, handed.retryAfterMs, false)
      else if (provider.isIdempotent) return give('no-answer', false, null, true)
      else return doubtful(progress())
    }
    return { kind: 'done', progress: progress() }
  }

  return {
    channels,
    sender: createSender<ClaimedMessageQueue>({
      claim: async (lease, at, leaseUntil, limit) =>
        isQuiet(at) ? [] : storage.messages.claim(channels, lease, at, leaseUntil, limit),
      record: storage.messages.record,
      send,
      onFault,
      now,
      parallel,
      isOneReceiver: false,
      // Refusals are counted here, by what was refused.
      refusalsUntilDead: 1,
      leaseMs,
      ...(pace ?? usualPace),
    }),
    async remind() {
      const at = now().toISOString()
      await storage.messages.remind(vietnamDay(at), at)
    },
  }
}

/** Given to staff: it may have been sent, and sending it again might send it twice. */
function doubtful(progress: Progress): Sent {
  return { kind: 'refused', progress, problem: JSON.stringify({ failure: 'no-answer', refusals: 0 }) }
}

function providersOf({ channels }: MessageSettings): ReadonlyMap<MessageChannel, MessageProvider> {
  const providers = new Map<MessageChannel, MessageProvider>()
  for (const channel of messageChannels) {
    const settings = channels[channel]
    if (settings !== undefined)
      providers.set(
        channel,
        settings.kind === 'smtp' ? createSmtpProvider(settings) : createHttpProvider(settings),
      )
  }
  return providers
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`
}
