/**
 * Opens what was stored, one after another, after the acknowledgement is on its way: a slow or broken envelope
 * delays neither its neighbours' delivery nor their answers. What a crash left unopened is found again.
 */
import type { StoredEnvelope } from '../storage/envelopes.ts'

export interface Opener {
  enqueue(envelopes: readonly StoredEnvelope[]): void
  /** Looks for stored envelopes that nobody has opened. */
  sweep(): Promise<void>
  /** Resolves when everything enqueued so far has been dealt with. */
  settled(): Promise<void>
}

export interface OpenerOptions {
  /** A page of what nobody has opened, oldest first, after the one given. */
  unopened(after: StoredEnvelope | null, limit: number): Promise<StoredEnvelope[]>
  /** Makes the dossier, or quarantines. Throws only for faults (database gone, a bug); it is then tried again by a sweep. */
  open(envelope: StoredEnvelope): Promise<void>
  /** @param envelopeId null when the database could not be asked for more. */
  onFault(envelopeId: string | null, error: unknown): void
}

/** Beyond this many in memory the rest is left to the database, and found there when these are done. */
const capacity = 500
const pageSize = 100

export function createOpener({ unopened, open, onFault }: OpenerOptions): Opener {
  const waiting: StoredEnvelope[] = []
  let isSweepNeeded = false
  let running: Promise<void> = Promise.resolve()

  async function openOne(envelope: StoredEnvelope): Promise<void> {
    try {
      await open(envelope)
    } catch (error) {
      // Any error: it stays stored, the next envelope must not wait for it.
      onFault(envelope.id, error)
    }
  }

  async function work(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await openOne(next)
    if (!isSweepNeeded) return
    isSweepNeeded = false
    let last: StoredEnvelope | null = null
    do {
      const page: StoredEnvelope[] = await unopened(last, pageSize)
      for (const envelope of page) await openOne(envelope)
      last = page.at(-1) ?? null
    } while (last !== null)
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
  }
}
