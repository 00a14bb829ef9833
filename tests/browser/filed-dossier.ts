/** Puts a whole, real dossier into a kiosk's outbox, as filing does, without walking through the form. */
import type { Page } from 'playwright-core'
import { v7 as uuidV7 } from 'uuid'
import type { GatewayDescription } from '../../src/contract/enrolment.ts'
import type { UnsignedEnvelope } from '../../src/contract/envelope.ts'
import { receiptCodeOf } from '../../src/domain/receipt/receipt-code.ts'
import { sha256, toBase64Url } from '../../src/vault/encoding.ts'
import { envelopeDigest } from '../../src/vault/envelope.ts'
import { sealPayload } from '../../src/vault/payload.ts'
import { seal } from '../../src/vault/seal.ts'
import { canonicalBytes } from '../../src/vault/signature.ts'
import { birthSubmission } from '../gateway/birth-submission.ts'

interface DeviceHead {
  readonly id: string
  readonly unit: string
  readonly sequence: number
  readonly previous: string | null
  readonly gateway: GatewayDescription
}

/** @param photoBytes size of its one photo; 0 for none. @returns its receipt code */
export async function addFiledDossier(page: Page, childName: string, photoBytes = 0): Promise<string> {
  const head = await readHead(page)
  const { recipients } = head.gateway
  const photo = Uint8Array.from({ length: photoBytes }, (_, index) => (index * 31) % 251)
  photo.set([0xff, 0xd8, 0xff, 0xe0].slice(0, photoBytes))
  const sealed = photoBytes === 0 ? null : await seal(photo, recipients)
  const reference =
    sealed === null
      ? null
      : { sha256: await sha256(sealed), bytes: sealed.length, mediaType: 'image/jpeg' as const }
  const parts = reference === null || sealed === null ? [] : [{ reference, bytes: sealed }]
  const unsigned: UnsignedEnvelope = {
    version: 1,
    id: uuidV7(),
    device: head.id,
    sequence: head.sequence + 1,
    kind: 'submission',
    createdAt: new Date().toISOString(),
    clockOffsetMs: null,
    unit: head.unit,
    sealed: await sealPayload(birthSubmission({ 'child.fullName': childName }, parts), recipients),
    parts: reference === null ? [] : [reference],
    previous: head.previous,
  }
  const signature = toBase64Url(Uint8Array.from(await signInPage(page, [...canonicalBytes(unsigned)])))
  const envelope = { ...unsigned, signature }
  const receiptCode = receiptCodeOf(envelope.id)
  await writeRows(page, {
    id: envelope.id,
    sequence: envelope.sequence,
    createdAt: envelope.createdAt,
    json: JSON.stringify(envelope),
    digest: await envelopeDigest(envelope),
    receiptCode,
    part: reference === null || sealed === null ? null : { ...reference, content: [...sealed] },
  })
  return receiptCode
}

function readHead(page: Page): Promise<DeviceHead> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('motcua')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    return new Promise((resolve, reject) => {
      const reading = database.transaction('device').objectStore('device').get(1)
      reading.onerror = () => reject(reading.error)
      reading.onsuccess = () => {
        database.close()
        const { id, unit, sequence, previous, gateway } = reading.result
        resolve({ id, unit: unit.code, sequence, previous, gateway })
      }
    })
  })
}

/** The key never leaves the browser. */
function signInPage(page: Page, bytes: readonly number[]): Promise<number[]> {
  return page.evaluate(async (toSign) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('motcua')
      opening.onsuccess = () => resolve(opening.result)
    })
    const key = await new Promise<CryptoKey>((resolve) => {
      const reading = database.transaction('device').objectStore('device').get(1)
      reading.onsuccess = () => resolve(reading.result.signingKey)
    })
    database.close()
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
    return [...new Uint8Array(await crypto.subtle.sign(algorithm, key, Uint8Array.from(toSign)))]
  }, bytes)
}

interface Rows {
  readonly id: string
  readonly sequence: number
  readonly createdAt: string
  readonly json: string
  readonly digest: string
  readonly receiptCode: string
  readonly part: {
    readonly sha256: string
    readonly bytes: number
    readonly content: readonly number[]
  } | null
}

function writeRows(page: Page, rows: Rows): Promise<void> {
  return page.evaluate(async (row) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('motcua')
      opening.onsuccess = () => resolve(opening.result)
    })
    const names = ['device', 'outbox', 'outboxBodies', 'outboxParts', 'outboxPartBytes', 'receipts']
    const transaction = database.transaction(names, 'readwrite', { durability: 'strict' })
    const store = (name: string) => transaction.objectStore(name)
    const { id, sequence, createdAt, json, part } = row
    const reading = store('device').get(1)
    reading.onsuccess = () => store('device').put({ ...reading.result, sequence, previous: row.digest })
    const common = { id, sequence, createdAt, procedure: '1.001193' }
    store('outbox').put({
      ...common,
      state: 'queued',
      attempts: 0,
      nextAttemptAt: 0,
      reason: null,
      bytes: json.length,
    })
    store('outboxBodies').put({ id, json })
    if (part !== null) {
      const { sha256: digest, bytes, content } = part
      const partId = `${id}/${digest}`
      store('outboxParts').put({
        id: partId,
        envelope: id,
        sha256: digest,
        bytes,
        state: 'unsent',
        uploadUrl: null,
      })
      store('outboxPartBytes').put({ id: partId, envelope: id, sealed: Uint8Array.from(content) })
    }
    store('receipts').put({
      envelopeId: id,
      session: id,
      receiptCode: row.receiptCode,
      procedure: '1.001193',
      createdAt,
      qrText: '',
      delivery: 'queued',
      deliveredAt: null,
      reason: null,
      status: null,
    })
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onerror = () => reject(transaction.error)
    })
    database.close()
  }, rows)
}
