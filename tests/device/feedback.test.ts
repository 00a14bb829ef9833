import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Envelope } from '../../src/contract/envelope.ts'
import { feedbackPayload } from '../../src/contract/feedback.ts'
import { database } from '../../src/device/database.ts'
import { addDraftPhoto } from '../../src/device/draft-photos.ts'
import { type FeedbackDraft, saveDraft } from '../../src/device/drafts.ts'
import { isFeedbackPaused } from '../../src/device/feedback-limit.ts'
import { submit, submitFeedback, submitSupplement } from '../../src/device/outbox.ts'
import { feedbackPhotoComponent, recordingComponent } from '../../src/device/payloads.ts'
import { currentSession, type Session } from '../../src/device/session.ts'
import { openPayload } from '../../src/vault/payload.ts'
import { enrolledDevice, gatewaySeal, openSession, photo } from './fixture.ts'

const now = new Date('2026-11-26T02:00:00.000Z')
const consent = { text: 'feedback-2026-11', givenAt: now.toISOString() }
const draft: FeedbackDraft = {
  kind: 'feedback',
  procedure: '',
  topic: 'waiting',
  text: ' Đợi từ sáng. ',
  isNamed: false,
  name: 'Vàng Thị Sua',
  phone: '0912000111',
  reader: 'above',
}

beforeEach(async () => {
  vi.restoreAllMocks()
  await enrolledDevice()
})

async function filled(changed: Partial<FeedbackDraft> = {}): Promise<Session> {
  const session = await openSession()
  await saveDraft(session, { ...draft, ...changed }, 0)
  return session
}

const send = (session: Session) => submitFeedback({ session, consent, language: 'vi', now })

test('what was said is sealed for the gateway, and nothing of it stays but a receipt', async () => {
  const session = await filled()
  await addDraftPhoto(session, recordingComponent, photo(1), 'audio/webm', { seconds: 7.5 })
  await addDraftPhoto(session, feedbackPhotoComponent, photo(2), 'image/jpeg', {})
  const filed = await send(session)
  if (!filed.ok) throw new Error(filed.problem)
  expect(filed.receipt).toMatchObject({ feedback: null, procedure: '' })
  const [body] = await database.outboxBodies.toArray()
  const envelope = JSON.parse(body?.json ?? 'null') as Envelope
  expect(envelope).toMatchObject({
    kind: 'feedback',
    parts: [{ mediaType: 'audio/webm' }, { mediaType: 'image/jpeg' }],
  })
  const opened = await openPayload(envelope.sealed, [gatewaySeal.identity], feedbackPayload)
  if (!opened.ok) throw new Error(opened.detail)
  const [recording, picture] = envelope.parts
  expect(opened.payload).toEqual({
    topic: 'waiting',
    text: 'Đợi từ sáng.',
    recording: { part: recording?.sha256, seconds: 7.5 },
    photos: [picture?.sha256],
    // Of somebody who chose to give no name, no name is sent.
    sender: null,
    reader: 'above',
    language: 'vi',
    consent,
    filedOn: '2026-11-26',
  })
  expect((await currentSession()).state).not.toBe('open')
  expect(await database.draftPhotoBytes.count()).toBe(0)
  expect(await send(session)).toEqual(filed)
})

test('nothing said, nothing chosen and an hour of speech are not filed, and stay as they were', async () => {
  const spoken = await filled({ text: '' })
  await addDraftPhoto(spoken, recordingComponent, photo(1), 'audio/webm', { seconds: 3600 })
  for (const session of [await filled({ text: '  ' }), await filled({ isNamed: null }), spoken]) {
    expect(await send(session)).toEqual({ ok: false, problem: 'feedback-incomplete' })
    expect(await database.drafts.get(session.id)).toBeDefined()
  }
  expect(await database.outbox.count()).toBe(0)
})

test('feedback is filed as nothing else', async () => {
  const session = await filled()
  const missing = { ok: false, problem: 'draft-missing' }
  expect(await submitSupplement({ session, consent, language: 'vi', now })).toEqual(missing)
  expect(
    await submit({ session, answersToSend: (answers) => answers, consent, language: 'vi', now }),
  ).toEqual(missing)
})

test('a device pauses after far more feedback in an hour than people give, and goes on after it', async () => {
  await send(await filled())
  const [receipt] = await database.receipts.toArray()
  if (receipt === undefined) throw new Error('one was filed')
  const others = Array.from({ length: 39 }, (_, index) => ({ ...receipt, envelopeId: `other-${index}` }))
  await database.receipts.bulkAdd(others.slice(1))
  expect(await isFeedbackPaused(now.getTime())).toBe(false)
  await database.receipts.bulkAdd(others.slice(0, 1))
  expect(await isFeedbackPaused(now.getTime())).toBe(true)
  expect(await isFeedbackPaused(now.getTime() + 3_600_001)).toBe(false)
  // The clock was a year ahead, and has been set right.
  expect(await isFeedbackPaused(now.getTime() - 365 * 86_400_000)).toBe(false)
})
