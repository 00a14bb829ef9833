/**
 * Opens what was stored, some at a time, after the acknowledgement is on its way: a slow or broken envelope delays
 * neither its neighbours' delivery nor their answers, and taking in goes before opening. What a crash left unopened
 * is found again.
 */
import type { StoredEnvelope } from '../storage/envelopes.ts'

export interface Opener {
  enqueue(envelopes: readonly StoredEnvelope[]): void
  /** Looks for stored envelopes that nobody has opened. */
  sweep(): Promise<void>
  /** Resolves when everything enqueued so far has been dealt with. */
  settled(): Promise<void>
  /** Finishes what is being opened and begins no more: the rest lies stored, for the sweep of the next start. */
  stop(): Promise<void>
}

export interface OpenerOptions {
  /** A page of what nobody has opened, oldest first, after the one given. */
  unopened(after: StoredEnvelope | null, limit: number): Promise<StoredEnvelope[]>
  /**
   * Makes the dossiers, or quarantines; what is open already stays so. Throws only for faults (database gone, a bug);
   * each is then tried alone, and again by a sweep.
   */
  open(envelopes: readonly StoredEnvelope[]): Promise<void>
  /** Resolves when envelopes may be opened without keeping a device waiting. */
  turn(): Promise<void>
  /** @param envelopeId null when the database could not be asked for more. */
  onFault(envelopeId: string | null, error: unknown): void
}

/** Beyond this many in memory the rest is left to the database, and found there when these are done. */
const capacity = 500
/** Opened between two looks at who is waiting; they share one transaction. */
const batchSize = 10

export function createOpener({ unopened, open, turn, onFault }: OpenerOptions): Opener {
  const waiting: StoredEnvelope[] = []
  let isSweepNeeded = false
  let isStopped = false
  let running: Promise<void> = Promise.resolve()

  async function openAll(batch: readonly StoredEnvelope[]): Promise<void> {
    await turn()
    if (isStopped) return
    try {
      await open(batch)
    } catch (error) {
      // Any error: it stays stored, the others must not wait for it.
      const [only, another] = batch
      if (only !== undefined && another === undefined) onFault(only.id, error)
      else for (const one of batch) await openAll([one])
    }
  }

  async function work(): Promise<void> {
    while (waiting.length > 0 && !isStopped) await openAll(waiting.splice(0, batchSize))
    if (!isSweepNeeded) return
    isSweepNeeded = false
    let last: StoredEnvelope | null = null
    do {
      const page: StoredEnvelope[] = await unopened(last, batchSize)
      if (page.length > 0) await openAll(page)
      last = page.at(-1) ?? null
    } while (last !== null && !isStopped)
  }

  return {
    enqueue(envelopes) {
      const room = Math.max(0, capacity - waiting.length)
      waiting.push(...envelopes.slice(0, room))
      if (envelopes.length > room) isSweepNeeded = true
      running = running.then(work).catch((error: unknown) => onFault(null, error))
    },
    async sweep() {
      isSweepNeeded = true
      this.enqueue([])
      await this.settled()
    },
    settled: () => running,
    stop() {
      isStopped = true
      return running
    },
  }
}
