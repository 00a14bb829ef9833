/** A team's visit to a village, counted by the gateway's clock. */
import type { Envelope } from '../../contract/envelope.ts'
import { visitPayload } from '../../contract/visits.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { visitTimes } from '../../domain/visit/visit-times.ts'
import { openPayload } from '../../vault/payload.ts'
import type { OpeningContext, RecordOpened } from './record-opener.ts'

export async function openVisit(
  { storage, keys }: OpeningContext,
  envelope: Envelope,
  receivedAt: string,
): Promise<RecordOpened> {
  const opened = await openPayload(envelope.sealed, keys.identities, visitPayload)
  if (!opened.ok) return opened
  const { visit, place, purpose, helped, beganAt, endedAt } = opened.payload
  const kinds = new Set(helped.map(({ service, difficulty }) => `${service} ${difficulty}`))
  if (kinds.size !== helped.length)
    return { ok: false, problem: 'payload-invalid', detail: 'helped: a service and difficulty comes twice' }
  const times = visitTimes({
    beganAt: Date.parse(beganAt),
    endedAt: Date.parse(endedAt),
    offsetMs: envelope.clockOffsetMs,
    receivedAt: Date.parse(receivedAt),
  })
  await storage.visits.add({
    envelope: envelope.id,
    device: envelope.device,
    visit,
    unit: envelope.unit,
    ...place,
    purpose,
    day: vietnamDay(times.beganAt),
    began_at: new Date(times.beganAt).toISOString(),
    ended_at: new Date(times.endedAt).toISOString(),
    is_doubtful: times.isDoubtful ? 1 : 0,
    helped,
  })
  return { ok: true }
}
