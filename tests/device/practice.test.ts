import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { database } from '../../src/device/database.ts'
import { getDeliveryStatus } from '../../src/device/delivery/status.ts'
import { submitSupplement } from '../../src/device/outbox.ts'
import { isPractising, setPractising, subscribePractice } from '../../src/device/practice.ts'
import { queueRecord } from '../../src/device/records.ts'
import { currentSession, endSession, resumeSession, startSession } from '../../src/device/session.ts'
import { enrolledDevice, file, filledSession } from './fixture.ts'

beforeEach(enrolledDevice)

/** All that could leave the device, or be found on it afterwards. */
async function traces(): Promise<number> {
  const { outbox, outboxBodies, outboxParts, outboxPartBytes, receipts, sessions, drafts } = database
  const { draftEnvelopes, draftPhotos, draftPhotoBytes } = database
  const tables = [
    ...[outbox, outboxBodies, outboxParts, outboxPartBytes, receipts, sessions, drafts],
    ...[draftEnvelopes, draftPhotos, draftPhotoBytes],
  ]
  const counts = await Promise.all(tables.map((table) => table.count()))
  return counts.reduce((sum, count) => sum + count, 0)
}

const consent = { text: '1', givenAt: '2026-11-25T02:00:00.000Z' }
const now = new Date('2026-11-25T02:00:00.000Z')
const helped = {
  need: 'portal',
  outcome: 'done',
  next: 'nothing',
  reason: null,
  village: null,
  helpedOn: '2026-11-25',
} as const

test('a practice filing leaves nothing: no envelope, no receipt, no photo, and no number of the device is used', async () => {
  setPractising(true)
  expect(await file(await filledSession(2))).toEqual({ ok: false, problem: 'practice' })
  expect(await traces()).toBe(0)
  expect((await database.device.get(1))?.sequence).toBe(0)
  expect(await currentSession()).toEqual({ state: 'none' })
  expect(getDeliveryStatus().waiting).toBe(0)
  // Whoever practises may go on.
  expect(isPractising()).toBe(true)
})

test('papers and notes that are practised leave nothing either', async () => {
  setPractising(true)
  const session = await filledSession(1)
  expect(await submitSupplement({ session, consent, language: 'vi', now })).toEqual({
    ok: false,
    problem: 'practice',
  })
  expect(await queueRecord({ kind: 'assistance', payload: helped, now })).toMatchObject({ ok: true })
  expect(await traces()).toBe(0)
})

test('what is done in earnest is delivered as ever', async () => {
  expect(await queueRecord({ kind: 'assistance', payload: helped, now })).toMatchObject({ ok: true })
  expect(await file(await filledSession(1))).toMatchObject({ ok: true })
  expect(await database.outbox.count()).toBe(2)
})

test('a practice session stays practice after a crash, and a real one taken up while practising is real', async () => {
  setPractising(true)
  const practised = await startSession()
  sessionStorage.clear()
  expect(isPractising()).toBe(false)
  expect(await currentSession()).toMatchObject({ state: 'locked' })
  expect(await resumeSession(practised.ok ? practised.code : '')).toMatchObject({ ok: true })
  expect(isPractising()).toBe(true)
  await endSession()
  expect(isPractising()).toBe(false)

  const real = await startSession()
  sessionStorage.clear()
  setPractising(true)
  expect(await resumeSession(real.ok ? real.code : '')).toMatchObject({ ok: true })
  expect(isPractising()).toBe(false)
})

test('a filing is real or practice by how its session began, whatever the tab says since', async () => {
  const session = await filledSession()
  setPractising(true)
  expect(await file(session)).toMatchObject({ ok: true })
  expect(await database.outbox.count()).toBe(1)
})

test('whoever watches hears of the beginning and the end of practice once', () => {
  let heard = 0
  const stop = subscribePractice(() => heard++)
  setPractising(true)
  setPractising(true)
  setPractising(false)
  stop()
  setPractising(true)
  expect(heard).toBe(2)
})
