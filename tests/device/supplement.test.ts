import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { DossierStatus } from '../../src/contract/changes.ts'
import type { Envelope } from '../../src/contract/envelope.ts'
import { supplementPayload } from '../../src/contract/payload.ts'
import { database } from '../../src/device/database.ts'
import { addDraftPhoto, listDraftPhotos } from '../../src/device/draft-photos.ts'
import { ensureEnvelopeId, readDraft, type SupplementDraft, saveDraft } from '../../src/device/drafts.ts'
import { submitSupplement } from '../../src/device/outbox.ts'
import { currentSession, endSession, type Session } from '../../src/device/session.ts'
import { askedKey, planSupplement } from '../../src/device/supplement.ts'
import { receiptCodeOf } from '../../src/domain/receipt/receipt-code.ts'
import { isEnvelopeSignedBy } from '../../src/vault/envelope.ts'
import { openPayload } from '../../src/vault/payload.ts'
import { open } from '../../src/vault/seal.ts'
import {
  deviceId,
  deviceKeys,
  enrolledDevice,
  file,
  filedDossier,
  filledSession,
  gatewaySeal,
  openSession,
  photo,
} from './fixture.ts'

const receiptCode = receiptCodeOf('0190a5a0-7c4b-7d6e-8f00-0123456789ab')
const count = { originals: 1, certified: 0, copies: 0 }
const draft: SupplementDraft = {
  kind: 'supplement',
  receiptCode,
  procedure: '1.001193',
  asked: {
    papers: [
      { component: 'birth-certificate', name: 'Giấy chứng sinh', ...count },
      { component: null, name: 'Giấy xác nhận của trưởng bản', ...count },
    ],
    until: '2026-12-10',
  },
}

beforeEach(async () => {
  vi.restoreAllMocks()
  await enrolledDevice()
})

async function filled(components: readonly string[]): Promise<Session> {
  const session = await openSession()
  await saveDraft(session, draft, 0)
  for (const [index, component] of components.entries()) {
    const added = await addDraftPhoto(session, component, photo(index + 1), 'image/jpeg', {})
    if (!added.ok) throw new Error(added.problem)
  }
  return session
}

const consent = { text: 'supplement-2026-11', givenAt: '2026-11-26T02:00:00.000Z' }

function hand(session: Session) {
  return submitSupplement({ session, consent, language: 'vi', now: new Date('2026-11-26T02:00:00.000Z') })
}

async function queuedEnvelope(): Promise<Envelope> {
  const [body] = await database.outboxBodies.toArray()
  return JSON.parse(body?.json ?? 'null') as Envelope
}

test('papers are sealed for the gateway with the code of their dossier, and signed by this device', async () => {
  const session = await filled([askedKey(1), askedKey(0), 'other', askedKey(0)])
  const given = await ensureEnvelopeId(session)
  const filed = await hand(session)
  if (!filed.ok) throw new Error(filed.problem)
  const envelope = await queuedEnvelope()
  expect(envelope).toMatchObject({ kind: 'supplement', device: deviceId, sequence: 1, unit: 'H38.15.02' })
  expect(envelope.id).toBe(given.ok ? given.envelopeId : '')
  expect(await isEnvelopeSignedBy(deviceKeys.publicKey, envelope)).toBe(true)

  const opened = await openPayload(envelope.sealed, [gatewaySeal.identity], supplementPayload)
  if (!opened.ok) throw new Error(opened.detail)
  const digests = envelope.parts.map(({ sha256 }) => sha256)
  expect(opened.payload).toEqual({
    receiptCode,
    papers: [
      { component: 'other', pages: [digests[0], digests[2]] },
      { component: 'birth-certificate', pages: [digests[1], digests[3]] },
    ],
    note: 'Giấy xác nhận của trưởng bản',
    consent,
    language: 'vi',
    filedOn: '2026-11-26',
  })
  for (const [index, digest] of digests.entries()) {
    const row = await database.outboxPartBytes.get(`${envelope.id}/${digest}`)
    expect(await open(row?.sealed ?? new Uint8Array(), [gatewaySeal.identity])).toEqual(photo(index + 1))
  }
})

test('the receipt says which dossier the papers are for, and its code leads there', async () => {
  const filed = await hand(await filled(['other']))
  if (!filed.ok) throw new Error(filed.problem)
  const { receipt } = filed
  expect(receipt).toMatchObject({ supplementFor: receiptCode, delivery: 'queued', procedure: '1.001193' })
  expect(receipt.receiptCode).not.toBe(receiptCode)
  expect(receipt.qrText.split('|').slice(0, 3)).toEqual(['MOTCUA1', receiptCode, '1.001193'])
  expect(await planSupplement({ code: receipt.receiptCode, procedure: '' }, null)).toEqual({
    ok: true,
    draft: { kind: 'supplement', receiptCode, procedure: '1.001193', asked: null },
  })
})

test('a double tap and a second tab hand in once and get the same receipt; session and photos are gone', async () => {
  const session = await filled(['other'])
  const [first, second] = await Promise.all([hand(session), hand(session)])
  expect(first).toMatchObject({ ok: true })
  expect(second).toEqual(first)
  expect(await hand(session)).toEqual(first)
  expect(await database.outbox.count()).toBe(1)
  expect(await currentSession()).toEqual({ state: 'none' })
  for (const table of [database.sessions, database.drafts, database.draftPhotos, database.draftPhotoBytes])
    expect(await table.count()).toBe(0)
})

test('a disk that fills up leaves the draft as it was and nothing in the outbox', async () => {
  const session = await filled(['other'])
  const full = new DOMException('full', 'QuotaExceededError')
  vi.spyOn(database.outboxBodies, 'add').mockRejectedValueOnce(full)
  expect(await hand(session)).toEqual({ ok: false, problem: 'storage-full' })
  expect(await readDraft(session)).toMatchObject({ ok: true, draft })
  expect(await listDraftPhotos(session)).toHaveLength(1)
  for (const table of [database.outbox, database.outboxBodies, database.outboxParts, database.receipts])
    expect(await table.count()).toBe(0)
  expect(await database.device.get(1)).toMatchObject({ sequence: 0 })
  expect(await hand(session)).toMatchObject({ ok: true })
})

test('without a photo nothing is handed in, and neither draft is filed as the other', async () => {
  const session = await filled([])
  expect(await hand(session)).toEqual({ ok: false, problem: 'photos-missing' })
  expect(await file(session)).toEqual({ ok: false, problem: 'draft-missing' })
  expect(await readDraft(session)).toMatchObject({ ok: true, draft })
  await endSession()
  expect(await hand(await filledSession(1))).toEqual({ ok: false, problem: 'draft-missing' })
})

test('neither the code nor what is asked for lies in the clear while it is a draft; a cancelled one is gone', async () => {
  const session = await filled([askedKey(1)])
  await ensureEnvelopeId(session)
  const clear = JSON.stringify([
    await database.draftPhotos.toArray(),
    await database.draftEnvelopes.toArray(),
  ])
  const texts = (await database.drafts.toArray()).map(({ ciphertext }) =>
    new TextDecoder().decode(ciphertext),
  )
  for (const secret of [receiptCode, 'trưởng bản']) expect(clear + texts.join()).not.toContain(secret)
  await endSession()
  expect(await database.draftPhotoBytes.count()).toBe(0)
  expect(await readDraft(session)).toEqual({ ok: false, problem: 'session-ended' })
})

describe('what may be handed in', () => {
  const asked = { papers: draft.asked?.papers.slice() ?? [], until: '2026-12-10' }
  function status(code: string, state: DossierStatus['state']): DossierStatus {
    return {
      envelope: '0190a5a0-7c4b-7d6e-8f00-0123456789ab',
      receiptCode: code,
      procedure: '1.001193',
      state,
      arrivedAt: '2026-11-25T02:00:00.000Z',
      receivedAt: null,
      officialNumber: null,
      dueAt: null,
      unitName: 'UBND xã Bát Xát',
      supplement: state === 5 ? asked : null,
    }
  }

  test('is what the desk asked for, as heard here or just now', async () => {
    const id = await filedDossier()
    const code = receiptCodeOf(id)
    await database.receipts.update(id, { status: status(code, 5) })
    const expected = { kind: 'supplement', receiptCode: code, procedure: '1.001193', asked }
    expect(await planSupplement({ code, procedure: '' }, null)).toEqual({ ok: true, draft: expected })
    expect(await planSupplement({ code: receiptCode, procedure: '' }, status(receiptCode, 5))).toEqual({
      ok: true,
      draft,
    })
  })

  test('is open for a dossier that this device knows only by its slip, or not at all', async () => {
    const open = { kind: 'supplement', receiptCode, asked: null }
    for (const procedure of ['1.001193', '']) {
      expect(await planSupplement({ code: receiptCode, procedure }, null)).toEqual({
        ok: true,
        draft: { ...open, procedure },
      })
    }
  })

  test.each([3, 7, 8, 10] as const)('is nothing for a dossier in state %i', async (state) => {
    const heard = status(receiptCode, state)
    expect(await planSupplement({ code: receiptCode, procedure: '' }, heard)).toEqual({
      ok: false,
      problem: 'dossier-closed',
    })
  })
})
