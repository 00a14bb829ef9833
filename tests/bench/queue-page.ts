/** Runs in a real browser: files dossiers and lists them as a kiosk does, beside the least that could be written. */
import type { DeviceRow } from '../../src/device/database.ts'
import { database } from '../../src/device/database.ts'
import { addDraftPhoto } from '../../src/device/draft-photos.ts'
import { type Draft, ensureEnvelopeId, saveDraft } from '../../src/device/drafts.ts'
import { submit } from '../../src/device/outbox.ts'
import { listReceipts } from '../../src/device/receipts.ts'
import { sealPhoto } from '../../src/device/sealed-photos.ts'
import { startSession } from '../../src/device/session.ts'
import { sealPayload } from '../../src/vault/payload.ts'
import { generateRecipient, seal } from '../../src/vault/seal.ts'
import { exportPublicKey, generateSigningKey } from '../../src/vault/signature.ts'

const at = '2026-11-25T02:00:00.000Z'
const rowsShown = 50

async function enrol(): Promise<DeviceRow> {
  const keys = await generateSigningKey(false)
  const publicKey = await exportPublicKey(keys.publicKey)
  const { recipient } = await generateRecipient()
  const device: DeviceRow = {
    slot: 1,
    id: crypto.randomUUID(),
    name: 'Kiosk sảnh chính',
    role: 'kiosk',
    unit: { code: 'H38.20', name: 'Phường Lào Cai', province: '15', commune: '02647' },
    gateway: {
      product: 'motcua',
      contractVersions: [1],
      gatewayId: 'bench',
      now: at,
      recipients: [recipient],
      verificationKeys: [{ keyId: 'k1', publicKey }],
    },
    signingKey: keys.privateKey,
    publicKey,
    sequence: 0,
    previous: null,
    changesCursor: 0,
    clockOffsetMs: null,
    lastContactAt: null,
    enrolledAt: at,
  }
  await database.device.put(device)
  return device
}

function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count)
  // The browser gives at most this many at once.
  for (let start = 0; start < count; start += 65_536)
    crypto.getRandomValues(bytes.subarray(start, Math.min(count, start + 65_536)))
  return bytes
}

function openRaw(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('raw')
    request.onupgradeneeded = () => request.result.createObjectStore('entries', { autoIncrement: true })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function writeRaw(raw: IDBDatabase, values: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = raw.transaction('entries', 'readwrite', { durability: 'strict' })
    for (const value of values) transaction.objectStore('entries').add(value)
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** A text that does not compress to nothing, as answers do not. */
function answersOf(bytes: number): string {
  return Array.from(randomBytes(bytes / 2), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function prepareDossier(photo: Uint8Array<ArrayBuffer>, textBytes: number) {
  const started = await startSession()
  if (!started.ok) throw new Error(started.problem)
  const { session } = started
  const draft: Draft = {
    procedure: '1.001193',
    form: { name: 'birth-registration', version: 1 },
    answers: { 'child.fullName': 'Giàng A Páo', 'notes.text': answersOf(textBytes) },
    step: 'review',
    papers: [],
  }
  const saved = await saveDraft(session, draft, 0)
  if (!saved.ok) throw new Error(saved.problem)
  const added = await addDraftPhoto(session, 'birth-certificate', photo, 'image/jpeg', {})
  if (!added.ok) throw new Error(added.problem)
  // As when the review page opens.
  const given = await ensureEnvelopeId(session)
  if (!given.ok) throw new Error(given.problem)
  return { session, draft }
}

/** Times of one after another, so that what else the machine does falls on all alike. */
async function measureEnqueue(runs: number, textBytes: number, photoBytes: number) {
  const device = await enrol()
  const raw = await openRaw()
  const { recipients } = device.gateway
  const times: { enqueueMs: number; rawMs: number; sealPhotoMs: number; sealMs: number }[] = []
  for (let run = 0; run < runs; run++) {
    const photo = randomBytes(photoBytes)
    const { session, draft } = await prepareDossier(photo, textBytes)
    const now = new Date()
    const consent = { text: '1', givenAt: at }
    const enqueueMs = await timed(async () => {
      const filed = await submit({ session, answersToSend: (all) => all, consent, language: 'vi', now })
      if (!filed.ok) throw new Error(filed.problem)
    })
    const text = randomBytes(textBytes)
    const rawMs = await timed(() => writeRaw(raw, [text, photo]))
    const sealPhotoMs = await timed(() => sealPhoto(photo, 'image/jpeg', recipients))
    const sealMs = await timed(async () => {
      await seal(photo, recipients)
      const { procedure, form, answers } = draft
      await sealPayload(
        { procedure, form, answers, papers: [], language: 'vi', consent, filedOn: '2026-11-25' },
        recipients,
      )
    })
    times.push({ enqueueMs, rawMs, sealPhotoMs, sealMs })
  }
  raw.close()
  return times
}

async function fillQueue(from: number, to: number, photoBytes: number): Promise<void> {
  const sealed = randomBytes(photoBytes)
  const { outbox, outboxBodies, outboxParts, outboxPartBytes, receipts } = database
  for (let start = from; start < to; start += 500) {
    const ids = Array.from({ length: Math.min(500, to - start) }, (_, index) => ({
      id: `0199f7a0-1111-7222-8333-${String(start + index).padStart(12, '0')}`,
      sequence: start + index + 1,
      createdAt: new Date(Date.parse(at) + (start + index) * 1000).toISOString(),
    }))
    await database.transaction(
      'rw',
      [outbox, outboxBodies, outboxParts, outboxPartBytes, receipts],
      async () => {
        await outbox.bulkAdd(
          ids.map(({ id, sequence, createdAt }) => ({
            id,
            sequence,
            procedure: '1.001193',
            state: 'queued' as const,
            attempts: 0,
            nextAttemptAt: 0,
            reason: null,
            createdAt,
            bytes: 2000,
          })),
        )
        await outboxBodies.bulkAdd(ids.map(({ id }) => ({ id, json: 'x'.repeat(2000) })))
        await outboxParts.bulkAdd(
          ids.map(({ id }) => ({
            id: `${id}/a`,
            envelope: id,
            sha256: 'a',
            bytes: photoBytes,
            state: 'unsent' as const,
            uploadUrl: null,
          })),
        )
        await outboxPartBytes.bulkAdd(ids.map(({ id }) => ({ id: `${id}/a`, envelope: id, sealed })))
        await receipts.bulkAdd(
          ids.map(({ id, createdAt }) => ({
            envelopeId: id,
            session: id,
            receiptCode: id,
            procedure: '1.001193',
            createdAt,
            qrText: 'MOTCUA1',
            delivery: 'queued' as const,
            deliveredAt: null,
            reason: null,
            status: null,
          })),
        )
      },
    )
  }
}

/** As the list of waiting dossiers asks (`use-queue.ts`). */
async function readFirstRows(): Promise<number> {
  const receipts = await listReceipts(rowsShown)
  const outbox = await database.outbox.bulkGet(receipts.map(({ envelopeId }) => envelopeId))
  return outbox.length
}

async function measureList(runs: number): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) times.push(await timed(readFirstRows))
  return times
}

export const queueBench = { measureEnqueue, fillQueue, measureList }
export type QueueBench = typeof queueBench
Object.assign(globalThis, { queueBench })
