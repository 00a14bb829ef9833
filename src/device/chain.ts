/** A new envelope takes its place at the end of the device's chain: numbered, linked to the last one, and signed. */
import type { Envelope, UnsignedEnvelope } from '../contract/envelope.ts'
import { envelopeDigest, signEnvelope } from '../vault/envelope.ts'
import { type DeviceRow, database } from './database.ts'
import { readDeviceRow } from './identity.ts'

/** Everything of an envelope but its place in the device's chain. */
export type Unplaced = Omit<UnsignedEnvelope, 'sequence' | 'previous' | 'clockOffsetMs'>

export interface Place {
  /** The device as it was when the place was taken. */
  readonly head: DeviceRow
  readonly envelope: Envelope
  readonly digest: string
}

/**
 * Signs for the next place and has it committed; again for a later one when another tab was faster.
 * @param commit one transaction that begins with `isStill` and writes `placed`; anything but `head-moved` ends this
 */
export async function atEndOfChain<Outcome>(
  device: DeviceRow,
  unplaced: Unplaced,
  commit: (place: Place) => PromiseLike<Outcome | 'head-moved'>,
): Promise<Outcome | 'not-enrolled'> {
  for (let head: DeviceRow | undefined = device; ; head = await readDeviceRow()) {
    if (head?.id !== device.id) return 'not-enrolled'
    const envelope = await signEnvelope(head.signingKey, {
      ...unplaced,
      sequence: head.sequence + 1,
      clockOffsetMs: head.clockOffsetMs,
      previous: head.previous,
    })
    const outcome = await commit({ head, envelope, digest: await envelopeDigest(envelope) })
    if (outcome !== 'head-moved') return outcome
  }
}

/** Tables that `placed` writes. */
export const chainTables = [database.device, database.outbox, database.outboxBodies]

export function isStill(current: DeviceRow | undefined, head: DeviceRow): current is DeviceRow {
  return current?.sequence === head.sequence && current.previous === head.previous
}

/**
 * The writes that put an envelope into the outbox, for the caller's transaction. The number first: none of these may
 * wait for a reading or for a transaction within.
 * @param procedure empty for papers of a dossier that this device does not know; null for a record
 */
export function placed(
  current: DeviceRow,
  { envelope, digest }: Pick<Place, 'envelope' | 'digest'>,
  procedure: string | null,
): readonly PromiseLike<unknown>[] {
  const json = JSON.stringify(envelope)
  return [
    database.device.put({ ...current, sequence: envelope.sequence, previous: digest }),
    database.outbox.add({
      id: envelope.id,
      sequence: envelope.sequence,
      ...(procedure === null ? { procedure: '', record: 1 } : { procedure }),
      state: 'queued',
      attempts: 0,
      nextAttemptAt: 0,
      reason: null,
      createdAt: envelope.createdAt,
      bytes: json.length,
    }),
    database.outboxBodies.add({ id: envelope.id, json }),
  ]
}
