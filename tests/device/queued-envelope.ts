/** Puts a signed envelope straight into the outbox: the delivery does not care what is inside the seal. */
import { v7 } from 'uuid'
import type { Envelope } from '../../src/contract/envelope.ts'
import { database } from '../../src/device/database.ts'
import { sha256, toBase64Url } from '../../src/vault/encoding.ts'
import { envelopeDigest, signEnvelope } from '../../src/vault/envelope.ts'
import { deviceId, deviceKeys } from './fixture.ts'

/** @param partSizes bytes of each part */
export async function queueEnvelope(partSizes: readonly number[] = []): Promise<Envelope> {
  const device = await database.device.get(1)
  if (device === undefined) throw new Error('the device is enrolled')
  const parts = []
  for (const size of partSizes) {
    const sealed = new Uint8Array(size)
    for (let at = 0; at < size; at += 60_000) crypto.getRandomValues(sealed.subarray(at, at + 60_000))
    parts.push({ sealed, sha256: await sha256(sealed), bytes: size, mediaType: 'image/jpeg' as const })
  }
  const envelope = await signEnvelope(deviceKeys.privateKey, {
    version: 1,
    id: v7(),
    device: deviceId,
    sequence: device.sequence + 1,
    kind: 'submission',
    createdAt: '2026-11-25T02:00:00.000Z',
    clockOffsetMs: null,
    unit: 'H38.15.02',
    sealed: toBase64Url(crypto.getRandomValues(new Uint8Array(300))),
    parts: parts.map(({ sealed: _, ...reference }) => reference),
    previous: device.previous,
  })
  const { id, sequence, createdAt } = envelope
  const json = JSON.stringify(envelope)
  await database.device.update(1, { sequence, previous: await envelopeDigest(envelope) })
  await database.outbox.add({
    id,
    sequence,
    procedure: '1.001193',
    state: 'queued',
    attempts: 0,
    nextAttemptAt: 0,
    reason: null,
    createdAt,
    bytes: json.length,
  })
  await database.outboxBodies.add({ id, json })
  for (const { sealed, sha256: digest, bytes } of parts) {
    const part = `${id}/${digest}`
    await database.outboxParts.add({
      id: part,
      envelope: id,
      sha256: digest,
      bytes,
      state: 'unsent',
      uploadUrl: null,
    })
    await database.outboxPartBytes.add({ id: part, envelope: id, sealed })
  }
  await database.receipts.add({
    envelopeId: id,
    session: id,
    receiptCode: id,
    procedure: '1.001193',
    createdAt,
    qrText: '',
    delivery: 'queued',
    deliveredAt: null,
    reason: null,
    status: null,
  })
  return envelope
}
