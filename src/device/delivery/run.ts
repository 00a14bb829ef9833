/** One run of the delivery, from a page. */
import { type RunResult, runDelivery } from './runner.ts'
import type { WakeReason } from './wake.ts'

/** Delivers what is due, once. Storage faults are thrown; nothing is lost by them. */
export function deliverOnce(reason: WakeReason): Promise<RunResult> {
  return runDelivery(reason, {
    now: Date.now,
    random: Math.random,
    // Most devices start without a part to send.
    uploadPart: async (upload) => (await import('./part-upload.ts')).uploadPart(upload),
  })
}
