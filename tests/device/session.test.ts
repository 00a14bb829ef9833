import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { database } from '../../src/device/database.ts'
import { addDraftPhoto, readDraftPhoto } from '../../src/device/draft-photos.ts'
import { readDraft, saveDraft } from '../../src/device/drafts.ts'
import {
  currentSession,
  endSession,
  isAnySessionOpen,
  resumeSession,
  startSession,
} from '../../src/device/session.ts'
import { draft, emptyDevice, openSession, photo } from './fixture.ts'

beforeEach(emptyDevice)

/** What a browser restart or another tab sees. */
function forgetTab() {
  sessionStorage.clear()
}

test('a refresh in the same tab continues the session', async () => {
  const session = await openSession()
  expect(await currentSession()).toEqual({ state: 'open', session })
})

test('another tab finds the session locked and opens it with the six digits', async () => {
  const started = await startSession()
  if (!started.ok) throw new Error(started.problem)
  expect(started.code).toMatch(/^\d{6}$/)
  await saveDraft(started.session, draft, 0)
  forgetTab()
  expect(await currentSession()).toEqual({ state: 'locked', attemptsLeft: 5 })

  const resumed = await resumeSession(`${started.code.slice(0, 3)} ${started.code.slice(3)}`)
  expect(resumed).toEqual({ ok: true, session: started.session })
  expect(await currentSession()).toMatchObject({ state: 'open' })
  expect(await readDraft(started.session)).toMatchObject({ ok: true, draft })
})

test('the fifth wrong code destroys the session with its draft, also when the codes come at once', async () => {
  const started = await startSession()
  if (!started.ok) throw new Error(started.problem)
  await saveDraft(started.session, draft, 0)
  forgetTab()
  const wrong = started.code === '000000' ? '111111' : '000000'
  expect(await resumeSession(wrong)).toEqual({ ok: false, problem: 'wrong-code', attemptsLeft: 4 })
  await Promise.all([resumeSession(wrong), resumeSession(wrong), resumeSession(wrong)])
  expect(await currentSession()).toEqual({ state: 'locked', attemptsLeft: 1 })
  expect(await resumeSession(wrong)).toEqual({ ok: false, problem: 'session-destroyed' })
  expect(await resumeSession(started.code)).toEqual({ ok: false, problem: 'no-session' })
  expect(await database.drafts.count()).toBe(0)
  expect(await currentSession()).toEqual({ state: 'none' })
})

test('a right code forgives the wrong ones before it', async () => {
  const started = await startSession()
  if (!started.ok) throw new Error(started.problem)
  forgetTab()
  await resumeSession(started.code === '000000' ? '111111' : '000000')
  await resumeSession(started.code)
  forgetTab()
  expect(await currentSession()).toEqual({ state: 'locked', attemptsLeft: 5 })
})

test('the code itself is nowhere in the store', async () => {
  const started = await startSession()
  if (!started.ok) throw new Error(started.problem)
  const [row] = await database.sessions.toArray()
  expect(JSON.stringify(row)).not.toContain(started.code)
  expect(row?.key.extractable).toBe(false)
})

test('ending a session leaves nothing of it', async () => {
  const session = await openSession()
  await saveDraft(session, draft, 0)
  const added = await addDraftPhoto(session, 'birth-certificate', photo(1), 'image/jpeg', {})
  if (!added.ok) throw new Error(added.problem)
  expect(await isAnySessionOpen()).toBe(true)
  await endSession()
  for (const table of [database.sessions, database.drafts, database.draftPhotos, database.draftPhotoBytes]) {
    expect(await table.count()).toBe(0)
  }
  expect(await readDraft(session)).toEqual({ ok: false, problem: 'session-ended' })
  expect(await readDraftPhoto(session, added.photo.id)).toEqual({ ok: false, problem: 'session-ended' })
  expect(await isAnySessionOpen()).toBe(false)
})

test('ending a session leaves the locked session of someone else as it is', async () => {
  const other = await openSession()
  await saveDraft(other, draft, 0)
  forgetTab()
  await openSession()
  await endSession()
  expect(await readDraft(other)).toMatchObject({ ok: true })
})

test('a session is swept 24 hours after its start', async () => {
  const session = await openSession()
  await saveDraft(session, draft, 0)
  vi.setSystemTime(session.startedAt + 24 * 3_600_000 - 1)
  expect(await currentSession()).toMatchObject({ state: 'open' })
  vi.setSystemTime(session.startedAt + 24 * 3_600_000)
  expect(await currentSession()).toEqual({ state: 'none' })
  expect(await database.drafts.count()).toBe(0)
  vi.useRealTimers()
})

test('a clock that was set back does not cost the draft', async () => {
  const session = await openSession()
  await saveDraft(session, draft, 0)
  vi.setSystemTime(new Date('2000-01-01T00:00:00.000Z'))
  expect(await currentSession()).toMatchObject({ state: 'open' })
  vi.useRealTimers()
})
