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
  const { payload } = opened
  const device = await storage.devices.find(envelope.device)
  await storage.assistance.open(
    await assistanceRow(storage, {
      id: envelope.id,
      unit: envelope.unit,
      today: vietnamDay(receivedAt),
      // Who says no village was in that of the team whose device it is.
      payload: {
        ...payload,
        helpedOn: dayOf(envelope, payload.helpedOn),
        village: payload.village ?? device?.team ?? null,
      },
    }),
  )
  return { ok: true }
}

const dayMs = 24 * 60 * 60 * 1000

/** By the gateway's clock, where the device's own was known to be wrong by a day or more. */
function dayOf({ createdAt, clockOffsetMs }: Envelope, helpedOn: string): string {
  const offsetMs = clockOffsetMs ?? 0
  const createdMs = Date.parse(createdAt) + offsetMs
  const isUsable = Number.isFinite(createdMs) && Math.abs(createdMs) < 8.64e15
  return Math.abs(offsetMs) < dayMs || !isUsable ? helpedOn : vietnamDay(createdMs)
}
