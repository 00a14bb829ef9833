/** A number of the queue that a device gave by itself while it could not reach us. */
import type { Envelope } from '../../contract/envelope.ts'
import { ticketPayload } from '../../contract/visitor-queue.ts'
import { openPayload } from '../../vault/payload.ts'
import type { OpeningContext, RecordOpened } from './record-opener.ts'

/** A clock that runs ahead must not put somebody behind all who come later. */
function noLaterThan(one: string, other: string): string {
  return Date.parse(one) < Date.parse(other) ? new Date(one).toISOString() : other
}

export async function openTicket(
  { storage, keys }: OpeningContext,
  envelope: Envelope,
  receivedAt: string,
): Promise<RecordOpened> {
  const opened = await openPayload(envelope.sealed, keys.identities, ticketPayload)
  if (!opened.ok) return opened
  const { id, number, group, priority, takenAt } = opened.payload
  if (Number.isNaN(Date.parse(takenAt)))
    return { ok: false, problem: 'payload-invalid', detail: 'takenAt is no instant' }
  const known = await storage.visitorQueue.findTicket(id)
  if (known !== undefined && known.unit !== envelope.unit)
    return { ok: false, problem: 'payload-invalid', detail: 'the ticket is of another unit' }
  await storage.visitorQueue.addOwn(envelope.id, {
    id,
    unit: envelope.unit,
    letter: group,
    priority,
    number,
    now: noLaterThan(takenAt, receivedAt),
  })
  return { ok: true }
}
