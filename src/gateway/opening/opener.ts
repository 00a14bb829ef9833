/**
 * Opens what was stored, one after another, after the acknowledgement is on its way: a slow or broken envelope
 * delays neither its neighbours' delivery nor their answers. What a crash left unopened is found again.
 */
import type { StoredEnvelope } from '../storage/envelopes.ts'
import type { Storage } from '../storage/storage.ts'

export interface Opener {
  enqueue(envelopes: readonly StoredEnvelope[]): void
  /** Looks for stored envelopes that nobody has opened. */
  sweep(): Promise<void>
  /** Resolves when everything enqueued so far has been dealt with. */
  settled(): Promise<void>
}

export interface OpenerOptions {
  readonly storage: Storage
  /** Makes the dossier, or quarantines. Throws only for faults (database gone, a bug); it is then tried again by a sweep. */
  open(envelope: StoredEnvelope): Promise<void>
  onFault(envelopeId: string, error: unknown): void
}

const sweepBatch = 200

export function createOpener({ storage, open, onFault }: OpenerOptions): Opener {
  const waiting = new Map<string, StoredEnvelope>()
  let running: Promise<void> = Promise.resolve()

  async function work(): Promise<void> {
    for (const [id, envelope] of waiting) {
      try {
        await open(envelope)
      } catch (error) {
        // Any error: it stays stored, the next envelope must not wait for it.
        onFault(id, error)
      }
      waiting.delete(id)
    }
  }

  return {
    enqueue(envelopes) {
      for (const envelope of envelopes) waiting.set(envelope.id, envelope)
      running = running.then(work)
    },
    async sweep() {
      this.enqueue(await storage.envelopes.unopened(sweepBatch))
      await this.settled()
    },
    settled: () => running,
  }
}
