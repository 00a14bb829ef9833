import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Envelope } from '../../src/contract/envelope.ts'
import { submissionPayload } from '../../src/contract/payload.ts'
import { database } from '../../src/device/database.ts'
import { listDraftPhotos, removeDraftPhoto } from '../../src/device/draft-photos.ts'
import { ensureEnvelopeId, readDraft, saveDraft } from '../../src/device/drafts.ts'
import { readReceipt } from '../../src/device/receipts.ts'
import { currentSession, endSession } from '../../src/device/session.ts'
import type { Answers, FormDefinition, Question } from '../../src/domain/form/definition.ts'
import { answersToSend } from '../../src/domain/form/stored.ts'
import { parseReceiptCode } from '../../src/domain/receipt/receipt-code.ts'
import { sha256 } from '../../src/vault/encoding.ts'
import { envelopeDigest, isEnvelopeSignedBy } from '../../src/vault/envelope.ts'
import { openPayload } from '../../src/vault/payload.ts'
import { generateRecipient, open } from '../../src/vault/seal.ts'
import { isSignedBy } from '../../src/vault/signature.ts'
import { bytesOf } from '../../src/vault/text.ts'
import {
  deviceId,
  deviceKeys,
  draft,
  emptyDevice,
  enrolledDevice,
  file,
  filedDossier,
  filledSession,
  gatewayDescription,
  gatewaySeal,
  openSession,
  photo,
} from './fixture.ts'

const text = (vi: string) => ({ vi, en: vi })
const household: readonly Question[] = [
  { id: 'isShared', type: 'yes-no', label: text('Ở nhờ?'), required: true },
  {
    id: 'owner',
    type: 'name',
    label: text('Ở nhờ ai?'),
    required: true,
    visibleWhen: { question: 'isShared', is: true },
  },
  {
    id: 'members',
    type: 'group',
    label: text('Ai ở cùng?'),
    itemTitle: text('Người'),
    required: false,
    questions: [
      { id: 'fullName', type: 'name', label: text('Tên'), required: true },
      { id: 'isChild', type: 'yes-no', label: text('Trẻ em?'), required: true },
      {
        id: 'school',
        type: 'text',
        label: text('Học ở đâu?'),
        required: true,
        visibleWhen: { question: './isChild', is: true },
      },
    ],
  },
]
const householdForm: FormDefinition = {
  name: 'household',
  version: 1,
  title: text('Hộ'),
  officialName: 'Hộ',
  legalBasis: [],
  sections: [
    {
      id: 'household',
      title: text('Hộ'),
      steps: [{ id: 'household', title: text('Hộ'), questions: household }],
    },
  ],
  checks: [],
  applicant: { name: 'owner', number: 'owner' },
}

beforeEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  await enrolledDevice()
})

async function storedEnvelopes(): Promise<Envelope[]> {
  const rows = await database.outbox.orderBy('sequence').toArray()
  const bodies = await database.outboxBodies.bulkGet(rows.map(({ id }) => id))
  return bodies.map((body) => JSON.parse(body?.json ?? 'null') as Envelope)
}

test('what is filed is what the citizen saw, sealed for the gateway and signed by the device', async () => {
  const session = await filledSession(2)
  const given = await ensureEnvelopeId(session)
  const submitted = await file(session)
  if (!submitted.ok) throw new Error(submitted.problem)

  const [envelope] = await storedEnvelopes()
  if (envelope === undefined) throw new Error('one was filed')
  expect(envelope.id).toBe(given.ok ? given.envelopeId : '')
  expect(envelope).toMatchObject({ device: deviceId, sequence: 1, previous: null, unit: 'H38.15.02' })
  expect(await isEnvelopeSignedBy(deviceKeys.publicKey, envelope)).toBe(true)

  const opened = await openPayload(envelope.sealed, [gatewaySeal.identity], submissionPayload)
  if (!opened.ok) throw new Error(opened.detail)
  expect(opened.payload).toMatchObject({ procedure: draft.procedure, answers: draft.answers })
  expect(opened.payload.papers).toEqual([
    { component: 'birth-certificate', pages: envelope.parts.map((part) => part.sha256) },
  ])
  for (const [index, part] of envelope.parts.entries()) {
    const row = await database.outboxPartBytes.get(`${envelope.id}/${part.sha256}`)
    if (row === undefined) throw new Error('each part has its bytes')
    expect(row.sealed.length).toBe(part.bytes)
    expect(await sha256(row.sealed)).toBe(part.sha256)
    expect(await open(row.sealed, [gatewaySeal.identity])).toEqual(photo(index + 1))
  }
})

test.each([
  [
    'taken before photos were sealed at once',
    async () => {
      await database.outboxPartBytes.clear()
      const rows = await database.draftPhotos.toArray()
      await database.draftPhotos.bulkPut(rows.map(({ sealed: _, ...row }) => row))
    },
  ],
  [
    'sealed to a key that the gateway no longer names',
    async () => {
      const { recipient } = await generateRecipient()
      const gateway = { ...gatewayDescription, recipients: [...gatewayDescription.recipients, recipient] }
      await database.device.update(1, { gateway })
    },
  ],
  ['lost where it was sealed', () => database.outboxPartBytes.clear()],
])('a photo that was %s is sealed when it is filed', async (_, happens) => {
  const session = await filledSession(2)
  expect(await database.outboxPartBytes.count()).toBe(2)
  await happens()
  expect(await file(session)).toMatchObject({ ok: true })
  // Nothing is left of what was sealed in vain.
  expect(await database.outboxPartBytes.count()).toBe(2)
  const [envelope] = await storedEnvelopes()
  const opened: Uint8Array[] = []
  for (const { sha256: digest } of envelope?.parts ?? []) {
    const row = await database.outboxPartBytes.get(`${envelope?.id}/${digest}`)
    opened.push(await open(row?.sealed ?? new Uint8Array(), [gatewaySeal.identity]))
  }
  expect(opened).toEqual([photo(1), photo(2)])
})

test('a photo that was sealed when it was taken is filed without being sealed again', async () => {
  const session = await filledSession(1)
  const [photoTaken] = await listDraftPhotos(session)
  const [before] = await database.outboxPartBytes.toArray()
  await file(session)
  const [envelope] = await storedEnvelopes()
  expect(envelope?.parts.map((part) => part.sha256)).toEqual([photoTaken?.sealed?.sha256])
  expect(await database.outboxPartBytes.toArray()).toEqual([before])
})

test('of a session that ends without being filed no sealed photo remains, of others it does', async () => {
  const first = await filledSession(2)
  await file(first)
  await filledSession(1)
  expect(await database.outboxPartBytes.count()).toBe(3)
  await endSession()
  expect(await database.outboxPartBytes.count()).toBe(2)
})

test('pages are filed in the order the citizen gave them, and one that was forgotten comes last', async () => {
  const session = await filledSession(3)
  const [one, two, three] = await listDraftPhotos(session)
  const papers = [{ component: 'birth-certificate', photos: [three?.id ?? '', one?.id ?? ''] }]
  await saveDraft(session, { ...draft, papers }, 1)
  await file(session)
  const [envelope] = await storedEnvelopes()
  const opened = await openPayload(envelope?.sealed ?? '', [gatewaySeal.identity], submissionPayload)
  if (!opened.ok) throw new Error(opened.detail)
  const pages = []
  for (const digest of opened.payload.papers[0]?.pages ?? []) {
    const row = await database.outboxPartBytes.get(`${envelope?.id}/${digest}`)
    pages.push(await open(row?.sealed ?? new Uint8Array(), [gatewaySeal.identity]))
  }
  expect([one, two, three].every((known) => known !== undefined)).toBe(true)
  expect(pages).toEqual([photo(3), photo(1), photo(2)])
})

test('filing ends the session: key, draft and photos are gone, the receipt remains', async () => {
  const session = await filledSession(1)
  const submitted = await file(session)
  if (!submitted.ok) throw new Error(submitted.problem)
  expect(await currentSession()).toEqual({ state: 'none' })
  for (const table of [
    database.sessions,
    database.drafts,
    database.draftEnvelopes,
    database.draftPhotoBytes,
  ]) {
    expect(await table.count()).toBe(0)
  }
  expect(parseReceiptCode(submitted.receipt.receiptCode)).toMatchObject({ ok: true })
  expect(await readReceipt(submitted.receipt.receiptCode)).toEqual(submitted.receipt)
  expect(submitted.receipt).toMatchObject({ delivery: 'queued', status: null, procedure: '1.001193' })
})

test('the code on the slip is signed by the device', async () => {
  const submitted = await file(await filledSession())
  if (!submitted.ok) throw new Error(submitted.problem)
  const fields = submitted.receipt.qrText.split('|')
  const signature = fields.pop() ?? ''
  expect(fields).toEqual([
    'MOTCUA1',
    submitted.receipt.receiptCode,
    '1.001193',
    '2026-11-25T02:00:00.000Z',
    deviceId,
  ])
  expect(await isSignedBy(deviceKeys.publicKey, bytesOf(fields.join('|')), signature)).toBe(true)
})

test('a double tap and a second tab file one dossier and get the same receipt', async () => {
  const session = await filledSession(1)
  const [first, second] = await Promise.all([file(session), file(session)])
  const third = await file(session)
  expect(first).toMatchObject({ ok: true })
  expect(second).toEqual(first)
  expect(third).toEqual(first)
  expect(await database.outbox.count()).toBe(1)
  expect(await database.device.get(1)).toMatchObject({ sequence: 1 })
})

test('dossiers filed at once get sequences without gaps, each naming the one before it', async () => {
  const sessions = [await filledSession(), await filledSession(), await filledSession()]
  await Promise.all(sessions.map((session) => file(session)))
  const envelopes = await storedEnvelopes()
  expect(envelopes.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
  for (const [index, envelope] of envelopes.entries()) {
    const before = envelopes[index - 1]
    expect(envelope.previous).toBe(before === undefined ? null : await envelopeDigest(before))
  }
  const last = envelopes[2]
  expect((await database.device.get(1))?.previous).toBe(last && (await envelopeDigest(last)))
})

test('when the head of the chain moves while an envelope is signed, it is signed again for its new place', async () => {
  const session = await filledSession(1)
  const transaction = database.transaction.bind(database)
  let isMoved = false
  vi.spyOn(database, 'transaction').mockImplementation(((...parameters: Parameters<typeof transaction>) => {
    const tables: unknown = parameters[1]
    if (isMoved || !Array.isArray(tables) || !tables.includes(database.outboxBodies)) {
      return transaction(...parameters)
    }
    isMoved = true
    return database.device
      .update(1, { sequence: 7, previous: 'B'.repeat(43) })
      .then(() => transaction(...parameters))
  }) as typeof database.transaction)
  expect(await file(session)).toMatchObject({ ok: true })
  const [envelope] = await storedEnvelopes()
  if (envelope === undefined) throw new Error('one was filed')
  expect(envelope).toMatchObject({ sequence: 8, previous: 'B'.repeat(43) })
  expect(await isEnvelopeSignedBy(deviceKeys.publicKey, envelope)).toBe(true)
})

test('answers to questions that no longer apply stay on the device, also those of items in a group', async () => {
  const session = await openSession()
  const answers: Answers = {
    isShared: false,
    owner: 'Vàng Thị Dợ',
    members: [
      { fullName: 'Giàng A Páo', isChild: true, school: 'Trường Mẫu' },
      { fullName: 'Lò Thị Pành', isChild: false, school: 'Trường Mẫu' },
    ],
  }
  await saveDraft(session, { ...draft, answers }, 0)
  await file(session, (given) => answersToSend(householdForm, given, '2026-11-25'))
  const [envelope] = await storedEnvelopes()
  const opened = await openPayload(envelope?.sealed ?? '', [gatewaySeal.identity], submissionPayload)
  if (!opened.ok) throw new Error(opened.problem)
  expect(opened.payload.answers).toEqual({
    isShared: false,
    members: [
      { fullName: 'Giàng A Páo', isChild: true, school: 'Trường Mẫu' },
      { fullName: 'Lò Thị Pành', isChild: false },
    ],
  })
})

test('a save by another tab while the envelope is sealed is filed, not lost', async () => {
  const session = await filledSession(2)
  const answers = { 'child.fullName': 'Giàng Thị Mỷ' }
  const where = database.outboxPartBytes.where.bind(database.outboxPartBytes)
  vi.spyOn(database.outboxPartBytes, 'where').mockImplementationOnce(((criteria: object) => {
    const found = where(criteria)
    const keys = found.primaryKeys.bind(found)
    // The draft has been read by then.
    found.primaryKeys = (async () => {
      const known = await keys()
      await saveDraft(session, { ...draft, answers }, 1)
      const [first] = await listDraftPhotos(session)
      await removeDraftPhoto(session, first?.id ?? '')
      return known
    }) as typeof found.primaryKeys
    return found
  }) as typeof where)
  expect(await file(session)).toMatchObject({ ok: true })
  const [envelope] = await storedEnvelopes()
  const opened = await openPayload(envelope?.sealed ?? '', [gatewaySeal.identity], submissionPayload)
  expect(opened).toMatchObject({ ok: true, payload: { answers } })
  expect(envelope?.parts).toHaveLength(1)
})

test('a disk that fills up in the middle of filing leaves the draft as it was and nothing in the outbox', async () => {
  const session = await filledSession(2)
  vi.spyOn(database.outboxBodies, 'add').mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'))
  expect(await file(session)).toEqual({ ok: false, problem: 'storage-full' })
  expect(await readDraft(session)).toMatchObject({ ok: true, draft })
  expect(await listDraftPhotos(session)).toHaveLength(2)
  for (const table of [database.outbox, database.outboxBodies, database.outboxParts, database.receipts]) {
    expect(await table.count()).toBe(0)
  }
  expect(await database.device.get(1)).toMatchObject({ sequence: 0, previous: null })
  expect(await file(session)).toMatchObject({ ok: true })
})

test('filing is refused before the reserve of the disk is touched', async () => {
  const session = await filledSession(1)
  const storage = { estimate: async () => ({ usage: 1, quota: 20_000_000 }) }
  vi.stubGlobal('navigator', { locks: navigator.locks, storage })
  expect(await file(session)).toEqual({ ok: false, problem: 'storage-full' })
  expect(await readDraft(session)).toMatchObject({ ok: true })
})

test('without a draft there is nothing to file', async () => {
  expect(await file(await openSession())).toEqual({ ok: false, problem: 'draft-missing' })
})

test('a device that joined no unit cannot file, and keeps the draft', async () => {
  await emptyDevice()
  const session = await filledSession()
  expect(await file(session)).toEqual({ ok: false, problem: 'not-enrolled' })
  expect(await readDraft(session)).toMatchObject({ ok: true })
})

test('receipts and outbox hold nothing of the person', async () => {
  await filedDossier()
  const rows = JSON.stringify([await database.outbox.toArray(), await database.receipts.toArray()])
  expect(rows).not.toContain('Páo')
  expect(rows).not.toContain('Pành')
})
