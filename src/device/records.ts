/**
 * What a device tells the gateway besides dossiers, such as an answered survey: sealed, signed and queued like one,
 * without a session, a photo or a receipt. Loads the sealing code, so the first screen must not import this.
 */
import { v7 as uuidV7 } from 'uuid'
import type { Payloads } from '../contract/payload.ts'
import { sealPayload } from '../vault/payload.ts'
import { atEndOfChain, chainTables, isStill, placed } from './chain.ts'
import { database } from './database.ts'
import { wakeDelivery } from './delivery/wake.ts'
import { readDeviceRow } from './identity.ts'
import { hasRoomFor } from './persistence.ts'
import { isPractising } from './practice.ts'
import { attempt, type StorageProblem } from './storage-state.ts'

/** Those that begin as a session's draft are filed by `outbox.ts`. */
export type RecordKind = Exclude<keyof Payloads, 'submission' | 'supplement' | 'feedback'>

export interface NewRecord<Kind extends RecordKind> {
  readonly kind: Kind
  readonly payload: Payloads[Kind]
  readonly now: Date
}

export type RecordQueued =
  | { readonly ok: true; readonly envelopeId: string }
  | { readonly ok: false; readonly problem: 'not-enrolled' | StorageProblem }

/** When it says ok, the record is in the outbox on the disk; in practice nothing is. */
export async function queueRecord<Kind extends RecordKind>(record: NewRecord<Kind>): Promise<RecordQueued> {
  if (isPractising()) return { ok: true, envelopeId: uuidV7() }
  const queued = await navigator.locks.request('motcua-enqueue', () => attempt(() => enqueue(record)))
  if (!queued.ok) return queued
  if (queued.value.ok) wakeDelivery('enqueued')
  return queued.value
}

async function enqueue<Kind extends RecordKind>({
  kind,
  payload,
  now,
}: NewRecord<Kind>): Promise<RecordQueued> {
  const device = await readDeviceRow()
  if (device === undefined) return { ok: false, problem: 'not-enrolled' }
  if (!(await hasRoomFor(0))) return { ok: false, problem: 'storage-full' }
  const id = uuidV7()
  const unplaced = {
    version: 1 as const,
    id,
    device: device.id,
    kind,
    createdAt: now.toISOString(),
    unit: device.unit.code,
    sealed: await sealPayload(payload, device.gateway.recipients),
    parts: [],
  }
  const committed = await atEndOfChain(device, unplaced, (place) =>
    database.transaction('rw', chainTables, async () => {
      const current = await database.device.get(1)
      if (!isStill(current, place.head)) return 'head-moved' as const
      await Promise.all(placed(current, place, null))
      return 'committed' as const
    }),
  )
  return committed === 'not-enrolled' ? { ok: false, problem: committed } : { ok: true, envelopeId: id }
}
