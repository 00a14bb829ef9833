import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Envelope } from '../../src/contract/envelope.ts'
import { exportBundle } from '../../src/device/carried/export-bundle.ts'
import { importBundle } from '../../src/device/carried/import-bundle.ts'
import { carriedFrom, database } from '../../src/device/database.ts'
import { uploadPart } from '../../src/device/delivery/part-upload.ts'
import { runDelivery } from '../../src/device/delivery/runner.ts'
import { getDeliveryStatus, subscribeDeliveryStatus } from '../../src/device/delivery/status.ts'
import { bundleOf, jsonRecord } from '../../src/vault/bundle.ts'
import { envelopeDigest, signAcknowledgement } from '../../src/vault/envelope.ts'
import { enrolledDevice, gatewayDescription, gatewayKeys } from './fixture.ts'
import { queueEnvelope } from './queued-envelope.ts'
import { ScriptedGateway } from './scripted-gateway.ts'

const now = new Date('2026-11-25T09:05:00.000Z')
let gateway: ScriptedGateway

beforeEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  await enrolledDevice()
  gateway = new ScriptedGateway()
  gateway.install()
})

function deliver() {
  return runDelivery('online', { now: () => now.getTime(), random: () => 0.5, uploadPart })
}

async function exported(): Promise<File> {
  const made = await exportBundle({ now })
  if (!made.ok) throw new Error(made.problem)
  return made.file
}

async function outcomes(file: Blob): Promise<Record<string, string>> {
  const read = await importBundle(file, { now })
  if (!read.ok) throw new Error(read.problem)
  return Object.fromEntries(read.items.map(({ id, outcome }) => [id, outcome]))
}

/** What a device has in its store, taken away and put back: two devices in turns on one database. */
async function store(): Promise<() => Promise<void>> {
  const kept = await Promise.all(
    database.tables.map(async (table) => [table, await table.toArray()] as const),
  )
  return async () => {
    await enrolledDevice()
    for (const [table, rows] of kept) {
      await table.clear()
      await table.bulkAdd(rows)
    }
  }
}

function tables() {
  return [database.outbox, database.outboxBodies, database.outboxParts, database.outboxPartBytes]
}

async function carriedState(id: string) {
  return (await database.carried.get(id))?.state
}

test('a phone without network has every receipt confirmed after one trip by hand', async () => {
  const envelopes = [await queueEnvelope([2_000, 900]), await queueEnvelope(), await queueEnvelope([100])]
  const ids = envelopes.map(({ id }) => id).sort()
  const file = await exported()
  expect(file.name).toMatch(/^motcua-ho-so-[0-9a-f]{4}-\d{8}-\d{4}\.tar$/)
  const backToPhone = await store()

  // The carrier has a queue of its own.
  await enrolledDevice()
  const own = await queueEnvelope()
  expect(Object.values(await outcomes(file))).toEqual(['taken', 'taken', 'taken'])
  expect(Object.values(await outcomes(file))).toEqual(['taken-before', 'taken-before', 'taken-before'])
  expect(await database.device.get(1)).toMatchObject({ sequence: 1 })
  expect(await deliver()).toBe('done')
  expect([...gateway.envelopes.keys()].sort()).toEqual([...ids, own.id].sort())
  for (const envelope of gateway.envelopes.values()) expect(await gateway.isComplete(envelope)).toBe(true)
  for (const table of tables()) expect(await table.count()).toBe(0)
  expect(await Promise.all(ids.map(carriedState))).toEqual(['answered', 'answered', 'answered'])
  const answers = await exported()

  await backToPhone()
  expect(new Set(Object.values(await outcomes(answers)))).toEqual(new Set(['confirmed']))
  expect(new Set(Object.values(await outcomes(answers)))).toEqual(new Set(['confirmed']))
  for (const table of tables()) expect(await table.count()).toBe(0)
  for (const id of ids)
    expect(await database.receipts.get(id)).toMatchObject({
      delivery: 'delivered',
      deliveredAt: '2026-11-25T02:00:05.000Z',
    })
  expect(await exportBundle({ now })).toEqual({ ok: false, problem: 'nothing-to-carry' })
})

test('what was carried here and is carried on goes with the next export, and its answer comes back the same way', async () => {
  const { id } = await queueEnvelope([500])
  const first = await exported()
  const backToPhone = await store()

  await enrolledDevice()
  await outcomes(first)
  const second = await exported()
  const backToCarrier = await store()

  await enrolledDevice()
  expect(await outcomes(second)).toEqual({ [id]: 'taken' })
  await deliver()
  const fromCommune = await exported()

  await backToCarrier()
  expect(await outcomes(fromCommune)).toEqual({ [id]: 'answer-kept' })
  for (const table of tables()) expect(await table.count()).toBe(0)
  const home = await exported()

  await backToPhone()
  expect(await outcomes(home)).toEqual({ [id]: 'confirmed' })
})

test('a device’s own queue goes first, is counted alone and keeps its numbers', async () => {
  await queueEnvelope()
  await queueEnvelope()
  const file = await exported()
  await enrolledDevice()
  await outcomes(file)
  const own = await queueEnvelope()
  expect(own.sequence).toBe(1)
  const order = await database.outbox.orderBy('sequence').toArray()
  expect(order.map(({ sequence }) => sequence >= carriedFrom)).toEqual([false, true, true])
  const unsubscribe = subscribeDeliveryStatus(() => {})
  await vi.waitFor(() => expect(getDeliveryStatus().waiting).toBe(1))
  unsubscribe()
})

test('its own file brought back to a device changes nothing', async () => {
  const { id } = await queueEnvelope([300])
  expect(await outcomes(await exported())).toEqual({ [id]: 'own' })
  expect(await database.outbox.count()).toBe(1)
})

test('of a file that is cut off the whole ones are taken and the rest are named', async () => {
  const small = await queueEnvelope()
  const large = await queueEnvelope([60_000])
  const file = await exported()
  await enrolledDevice()
  const read = await importBundle(file.slice(0, file.size - 30_000), { now })
  expect(read).toMatchObject({ ok: true, isWhole: false })
  expect(await outcomes(file.slice(0, file.size - 30_000))).toEqual({
    [small.id]: 'taken-before',
    [large.id]: 'cut-off',
  })
  // The rest of it, later.
  expect(await outcomes(file)).toEqual({ [small.id]: 'taken-before', [large.id]: 'taken' })
})

test('an altered envelope or part is named and the others are taken', async () => {
  const [first, second, third] = [await queueEnvelope(), await queueEnvelope([700]), await queueEnvelope()]
  const bytes = new Uint8Array(await (await exported()).arrayBuffer())
  const at = (text: string) => Buffer.from(bytes).indexOf(text)
  const inEnvelope = at(`${first.id}/envelope`) + 512 + 40
  const inPart = at(`${second.id}/part`) + 512 + 40
  for (const place of [inEnvelope, inPart]) bytes[place] = (bytes[place] ?? 0) ^ 1
  await enrolledDevice()
  expect(await outcomes(new Blob([bytes]))).toEqual({
    [first.id]: 'damaged',
    [second.id]: 'damaged',
    [third.id]: 'taken',
  })
})

test('what is sealed for another province is not taken along', async () => {
  const { id } = await queueEnvelope()
  const file = await exported()
  await enrolledDevice()
  await database.device.update(1, { gateway: { ...gatewayDescription, gatewayId: 'another' } })
  expect(await outcomes(file)).toEqual({ [id]: 'other-gateway' })
  expect(await database.outbox.count()).toBe(0)
})

test('an envelope of a newer version is named, its neighbours are taken', async () => {
  const known = await queueEnvelope()
  const newer = { ...(await queueEnvelope()), version: 2, colour: 'blue' }
  await enrolledDevice()
  const manifest = {
    product: 'motcua' as const,
    kind: 'bundle' as const,
    version: 2,
    createdAt: now.toISOString(),
    gateway: gatewayDescription.gatewayId,
    envelopes: [newer.id, known.id],
    answers: [],
  }
  const file = bundleOf(manifest, [
    await jsonRecord('envelope', newer.id, JSON.stringify(newer)),
    await jsonRecord('envelope', known.id, JSON.stringify(known)),
  ])
  expect(await outcomes(file)).toEqual({ [newer.id]: 'version-unsupported', [known.id]: 'taken' })
})

test('an answer counts only with the gateway’s signature, for exactly what is here, and when it is final', async () => {
  const envelope = await queueEnvelope([100])
  const answerFile = async (
    outcome: 'stored' | 'rejected' | 'awaiting-parts',
    digest: string,
    key = gatewayKeys.privateKey,
  ) => {
    const answer = await signAcknowledgement(key, {
      version: 1,
      id: envelope.id,
      outcome,
      digest,
      receivedAt: null,
      missingParts: [],
      problem: outcome === 'rejected' ? 'device-revoked' : null,
      retryAfterSeconds: null,
      keyId: 'k1',
    })
    const record = await jsonRecord('answer', envelope.id, JSON.stringify(answer))
    return new Blob([record, new Uint8Array(1024)])
  }
  const digest = await envelopeDigest(envelope)
  const other = await envelopeDigest({ ...envelope, sequence: 99 } as Envelope)
  const { generateSigningKey } = await import('../../src/vault/signature.ts')
  const stranger = (await generateSigningKey(false)).privateKey
  for (const file of [
    await answerFile('stored', digest, stranger),
    await answerFile('stored', other),
    await answerFile('awaiting-parts', digest),
  ])
    expect(await outcomes(file)).toEqual({ [envelope.id]: 'answer-not-valid' })
  expect(await database.outboxBodies.count()).toBe(1)
  expect(await outcomes(await answerFile('rejected', digest))).toEqual({ [envelope.id]: 'refused' })
  expect(await database.outbox.get(envelope.id)).toMatchObject({
    state: 'needs-attention',
    reason: 'device-revoked',
  })
  expect(await outcomes(await answerFile('stored', digest))).toEqual({ [envelope.id]: 'confirmed' })
  expect(await database.outboxBodies.count()).toBe(0)
})

test('a refusal of what was carried leaves this device and goes home', async () => {
  const { id } = await queueEnvelope()
  const file = await exported()
  const backToPhone = await store()
  await enrolledDevice()
  await outcomes(file)
  const stored = (await database.outboxBodies.get(id))?.json ?? ''
  const answer = await signAcknowledgement(gatewayKeys.privateKey, {
    version: 1,
    id,
    outcome: 'rejected',
    digest: await envelopeDigest(JSON.parse(stored)),
    receivedAt: null,
    missingParts: [],
    problem: 'device-revoked',
    retryAfterSeconds: null,
    keyId: 'k1',
  })
  const home = new Blob([await jsonRecord('answer', id, JSON.stringify(answer)), new Uint8Array(1024)])
  expect(await outcomes(home)).toEqual({ [id]: 'answer-kept' })
  expect(await database.outbox.count()).toBe(0)
  const next = await exported()
  await backToPhone()
  expect(await outcomes(next)).toEqual({ [id]: 'refused' })
  expect(await database.outboxBodies.count()).toBe(1)
})

test('what is no bundle is said to be none, and a device that has not joined takes nothing', async () => {
  expect(await importBundle(new Blob(['một bức ảnh']), { now })).toEqual({
    ok: false,
    problem: 'not-a-bundle',
  })
  await queueEnvelope()
  const file = await exported()
  await database.device.clear()
  expect(await importBundle(file, { now })).toEqual({ ok: false, problem: 'not-enrolled' })
  expect(await exportBundle({ now })).toEqual({ ok: false, problem: 'not-enrolled' })
})

test('an envelope whose altered copy was refused is still taken along', async () => {
  const envelope = await queueEnvelope([400])
  const { id } = envelope
  const genuine = await exported()
  await enrolledDevice()
  // Someone else's copy of it met the gateway first: its refusal is genuine, and says nothing of this one.
  const answer = await signAcknowledgement(gatewayKeys.privateKey, {
    version: 1,
    id,
    outcome: 'rejected',
    digest: await envelopeDigest({ ...envelope, unit: 'H38' }),
    receivedAt: null,
    missingParts: [],
    problem: 'signature-invalid',
    retryAfterSeconds: null,
    keyId: 'k1',
  })
  const refusal = new Blob([await jsonRecord('answer', id, JSON.stringify(answer)), new Uint8Array(1024)])
  expect(await outcomes(refusal)).toEqual({ [id]: 'answer-kept' })
  expect(await outcomes(genuine)).toEqual({ [id]: 'taken' })
  expect(await outcomes(genuine)).toEqual({ [id]: 'taken-before' })
  await deliver()
  expect(await database.carried.get(id)).toMatchObject({
    state: 'answered',
    answer: { outcome: 'duplicate' },
  })
})
