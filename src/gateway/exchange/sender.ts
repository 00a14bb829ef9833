/**
 * Sends what is queued, for the portal or for webhooks: several dossiers at a time, each dossier's events in their order.
 * What is in doubt (no answer came) stays so until `send` has found out.
 */
import { randomUUID } from 'node:crypto'
import { retryAfterMs } from '../../domain/exchange/backoff.ts'
import type { QueueOutcome } from '../storage/exchange.ts'

export interface Sender {
  /** Looks for what is due, now. */
  wake(): void
  /** Resolves when nothing is due that this process can send. */
  settled(): Promise<void>
  /** Finishes what is being sent; what was claimed beside it is given back. */
  stop(): Promise<void>
}

/** What came of one queue; how long to wait, and what others should know, is worked out here. */
export type Sent =
  | { readonly kind: 'done'; readonly progress: Progress }
  /** Not all of it fitted into the time. */
  | { readonly kind: 'more'; readonly progress: Progress }
  | { readonly kind: 'held'; readonly progress: Progress; readonly problem: string }
  | { readonly kind: 'parked'; readonly progress: Progress }
  | { readonly kind: 'refused'; readonly progress: Progress; readonly problem: string }
  | {
      readonly kind: 'busy' | 'unknown'
      readonly progress: Progress
      readonly problem: string
      readonly retryAfterMs: number | null
    }

export interface Progress {
  readonly sent: readonly number[]
  readonly isKnown: boolean
  readonly remoteId: string | null
}

/** What a sender must know of a queue that it has claimed. */
export interface Claimed {
  readonly id: string
  readonly lease: string
  /** Numbers of the events to tell, in order. */
  readonly pending: readonly number[]
  readonly next_at: string
  readonly attempts: number
  readonly refusals: number
  readonly is_in_doubt: number
  readonly is_known: number
  readonly remote_id: string | null
  readonly problem: string | null
}

export interface SenderOptions<Queue extends Claimed> {
  claim(lease: string, now: string, leaseUntil: string, limit: number): Promise<Queue[]>
  record(outcomes: readonly QueueOutcome[], at: string): Promise<void>
  /** Throws only for faults of our own: database gone, a bug. */
  send(queue: Queue): Promise<Sent>
  /** An unexpected error; the queue is tried again. @param queue null when the database could not be asked. */
  onFault(queue: string | null, error: unknown): void
  now(): Date
  readonly parallel: number
  /** All goes to one place: when it does not answer, nothing is sent to it for a while. */
  readonly isOneReceiver: boolean
  readonly refusalsUntilDead: number
  readonly leaseMs: number
  /** Between two looks at what is due. */
  readonly pollMs: number
  readonly firstRetryMs: number | undefined
}

/** Of the whole portal: one dossier that fails says nothing, three in a row that nobody answers. */
const failuresUntilPause = 3

export function createSender<Queue extends Claimed>(options: SenderOptions<Queue>): Sender {
  const { claim, record, send, onFault, now, parallel } = options
  const ready: Queue[] = []
  let claiming: Promise<void> | null = null
  let outcomes: QueueOutcome[] = []
  let recording: Promise<void> = Promise.resolve()
  let running: Promise<void> | null = null
  let isAsked = false
  let isStopped = false
  let failures = 0
  let pausedUntil = 0

  const iso = (ms: number) => new Date(ms).toISOString()
  const isPaused = () => isStopped || pausedUntil > now().getTime()

  async function refill(): Promise<void> {
    const ms = now().getTime()
    ready.push(...(await claim(randomUUID(), iso(ms), iso(ms + options.leaseMs), parallel * 2)))
  }

  async function next(): Promise<Queue | undefined> {
    if (isPaused()) return undefined
    if (ready.length === 0) {
      claiming ??= refill().finally(() => {
        claiming = null
      })
      await claiming
    }
    return ready.shift()
  }

  async function run(): Promise<void> {
    for (;;) {
      const queue = await next()
      if (queue === undefined) return
      note(isPaused() ? released(queue) : await sendOne(queue))
    }
  }

  async function sendOne(queue: Queue): Promise<QueueOutcome> {
    try {
      const sent = await send(queue)
      noteHealth(sent)
      return outcomeOf(queue, sent)
    } catch (error) {
      onFault(queue.id, error)
      return waiting(queue, {
        isInDoubt: true,
        attempts: queue.attempts + 1,
        refusals: queue.refusals,
        problem: null,
        askedForMs: null,
      })
    }
  }

  function noteHealth(sent: Sent): void {
    if (!options.isOneReceiver) return
    if (sent.kind !== 'busy' && sent.kind !== 'unknown') {
      failures = 0
      return
    }
    failures += 1
    const pauseMs =
      sent.retryAfterMs ??
      (failures < failuresUntilPause
        ? 0
        : retryAfterMs(failures - failuresUntilPause + 1, Math.random(), null, options.firstRetryMs))
    pausedUntil = Math.max(pausedUntil, now().getTime() + pauseMs)
  }

  function outcomeOf(queue: Queue, sent: Sent): QueueOutcome {
    const { progress } = sent
    const hasMoved = progress.sent.length > 0
    const attempts = hasMoved ? 1 : queue.attempts + 1
    const base = { ...unchanged(queue), ...progress, isInDoubt: false }
    switch (sent.kind) {
      case 'done':
        return { ...base, state: 'done' }
      case 'more':
        return { ...base, state: 'waiting', nextAt: iso(now().getTime()), attempts: 0, refusals: 0 }
      case 'held':
        return { ...base, isInDoubt: queue.is_in_doubt === 1, state: 'held', problem: sent.problem }
      case 'parked':
        return { ...base, state: 'parked' }
      case 'refused': {
        // What was refused may have been the question about it.
        const isInDoubt = queue.is_in_doubt === 1
        const refusals = (hasMoved ? 0 : queue.refusals) + 1
        if (refusals >= options.refusalsUntilDead)
          return { ...base, isInDoubt, state: 'refused', attempts, refusals, problem: sent.problem }
        const { problem } = sent
        return {
          ...waiting(queue, { isInDoubt, attempts, refusals, problem, askedForMs: null }),
          ...progress,
        }
      }
      case 'busy':
      case 'unknown':
        return {
          ...waiting(queue, {
            // Not asked yet is still in doubt: a busy portal has answered nothing about it.
            isInDoubt: sent.kind === 'unknown' || queue.is_in_doubt === 1,
            attempts,
            refusals: queue.refusals,
            problem: sent.problem,
            askedForMs: sent.retryAfterMs,
          }),
          ...progress,
        }
    }
  }

  function waiting(
    queue: Queue,
    tried: {
      readonly isInDoubt: boolean
      readonly attempts: number
      readonly refusals: number
      readonly problem: string | null
      readonly askedForMs: number | null
    },
  ): QueueOutcome {
    const { askedForMs, ...rest } = tried
    const waitMs = retryAfterMs(tried.attempts, Math.random(), askedForMs, options.firstRetryMs)
    return { ...unchanged(queue), ...rest, state: 'waiting', nextAt: iso(now().getTime() + waitMs) }
  }

  function released(queue: Queue): QueueOutcome {
    return { ...unchanged(queue), state: 'waiting' }
  }

  function note(outcome: QueueOutcome): void {
    outcomes.push(outcome)
    recording = recording.then(flush)
  }

  /** What ended while the last was written is written together. */
  async function flush(): Promise<void> {
    const taken = outcomes
    outcomes = []
    // Unrecorded, they stay claimed, and are in doubt when that ends.
    await record(taken, iso(now().getTime())).catch((error: unknown) => onFault(null, error))
  }

  async function pump(): Promise<void> {
    do {
      isAsked = false
      await Promise.all(Array.from({ length: parallel }, run))
      for (const queue of ready.splice(0)) note(released(queue))
      await recording
    } while (isAsked && !isPaused())
  }

  function wake(): void {
    isAsked = true
    if (isStopped || running !== null) return
    running = pump()
      .catch((error: unknown) => onFault(null, error))
      .finally(() => {
        running = null
      })
  }

  const polling = setInterval(wake, options.pollMs)
  polling.unref()
  return {
    wake,
    async settled() {
      wake()
      while (running !== null) await running
    },
    async stop() {
      isStopped = true
      clearInterval(polling)
      await running
      await recording
    },
  }
}

function unchanged(queue: Claimed): Omit<QueueOutcome, 'state'> {
  return {
    id: queue.id,
    lease: queue.lease,
    sent: [],
    seen: queue.pending.at(-1) ?? 0,
    nextAt: queue.next_at,
    attempts: queue.attempts,
    refusals: queue.refusals,
    isInDoubt: queue.is_in_doubt === 1,
    isKnown: queue.is_known === 1,
    remoteId: queue.remote_id,
    problem: queue.problem,
  }
}
