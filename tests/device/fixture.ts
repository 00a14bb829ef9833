/** An enrolled device on a database in memory, and a draft to file. */
import 'fake-indexeddb/auto'
import { vi } from 'vitest'
import type { GatewayDescription } from '../../src/contract/enrolment.ts'
import { database } from '../../src/device/database.ts'
import { addDraftPhoto } from '../../src/device/draft-photos.ts'
import { type Draft, saveDraft } from '../../src/device/drafts.ts'
import { type Submission, type Submitted, submit } from '../../src/device/outbox.ts'
import { type Session, startSession } from '../../src/device/session.ts'
import { generateRecipient } from '../../src/vault/seal.ts'
import { exportPublicKey, generateSigningKey } from '../../src/vault/signature.ts'

export const base = 'http://gateway.test/kiosk/'

export const gatewayKeys = await generateSigningKey(false)
export const gatewaySeal = await generateRecipient()
export const deviceKeys = await generateSigningKey(false)
export const deviceId = '7c9e6679-7425-40de-944b-e07fc1f90ae7'

export const gatewayDescription: GatewayDescription = {
  product: 'motcua',
  contractVersions: [1],
  gatewayId: 'gateway-1',
  now: '2026-11-25T02:00:00.000Z',
  recipients: [gatewaySeal.recipient],
  verificationKeys: [{ keyId: 'k1', publicKey: await exportPublicKey(gatewayKeys.publicKey) }],
}

export const draft: Draft = {
  procedure: '1.001193',
  form: { name: 'birth-registration', version: 1 },
  answers: { 'child.fullName': 'Giàng A Páo', 'mother.fullName': 'Lò Thị Pành' },
  step: 'review',
  papers: [],
}

/** A new, empty database and a tab that belongs to no session. */
export async function emptyDevice(): Promise<void> {
  vi.stubGlobal('document', { baseURI: base })
  sessionStorage.clear()
  await database.delete()
  await database.open()
}

export async function enrolledDevice(): Promise<void> {
  await emptyDevice()
  await database.device.put({
    slot: 1,
    id: deviceId,
    name: 'Kiosk sảnh chính',
    role: 'kiosk',
    unit: { code: 'H38.15.02', name: 'UBND xã Bát Xát', province: '15', commune: '02647' },
    gateway: gatewayDescription,
    signingKey: deviceKeys.privateKey,
    publicKey: await exportPublicKey(deviceKeys.publicKey),
    sequence: 0,
    previous: null,
    changesCursor: 0,
    clockOffsetMs: null,
    lastContactAt: null,
    enrolledAt: '2026-11-25T01:00:00.000Z',
  })
}

export async function openSession(): Promise<Session> {
  const started = await startSession()
  if (!started.ok) throw new Error(started.problem)
  return started.session
}

export function photo(seed: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: 2_000 }, (_, index) => (index * seed) % 251)
}

/** A session with a draft and so many photos. */
export async function filledSession(photos = 0): Promise<Session> {
  const session = await openSession()
  const saved = await saveDraft(session, draft, 0)
  if (!saved.ok) throw new Error(saved.problem)
  for (let index = 1; index <= photos; index++) {
    const added = await addDraftPhoto(session, 'birth-certificate', photo(index), 'image/jpeg', {})
    if (!added.ok) throw new Error(added.problem)
  }
  return session
}

export function file(
  session: Session,
  answersToSend: Submission['answersToSend'] = (answers) => answers,
): Promise<Submitted> {
  return submit({
    session,
    answersToSend,
    consent: { text: '1', givenAt: '2026-11-25T02:00:00.000Z' },
    language: 'vi',
    now: new Date('2026-11-25T02:00:00.000Z'),
  })
}

/** Files one dossier and gives its envelope's id. */
export async function filedDossier(photos = 0): Promise<string> {
  const submitted = await file(await filledSession(photos))
  if (!submitted.ok) throw new Error(submitted.problem)
  return submitted.receipt.envelopeId
}
