/** Help with an account, noted on a device: counted for reports, and nothing of it is about a person. */
import { assistancePayload } from '../../contract/assistance.ts'
import type { Envelope } from '../../contract/envelope.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { openPayload } from '../../vault/payload.ts'
import { assistanceRow } from '../desk/assistance.ts'
import type { OpeningContext, RecordOpened } from './record-opener.ts'

export async function openAssistance(
  { storage, keys }: OpeningContext,
  envelope: Envelope,
  receivedAt: string,
): Promise<RecordOpened> {
  const opened = await openPayload(envelope.sealed, keys.identities, assistancePayload)
  if (!opened.ok) return opened
  const device = await storage.devices.find(envelope.device)
  await storage.assistance.open(
    await assistanceRow(storage, {
      id: envelope.id,
      unit: envelope.unit,
      today: vietnamDay(receivedAt),
      // Who says no village was in that of the team whose device it is.
      payload: { ...opened.payload, village: opened.payload.village ?? device?.team ?? null },
    }),
  )
  return { ok: true }
}
