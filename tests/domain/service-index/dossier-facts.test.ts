import { expect, test } from 'vitest'
import { type CountedDossier, factsOf, never } from '../../../src/domain/service-index/dossier-facts.ts'

const received: CountedDossier = {
  stage: 'processing',
  filedThrough: 'kiosk',
  receivedAt: '2026-10-30T02:00:00.000Z',
  dueAt: '2026-11-05T10:00:00.000Z',
  finishedAt: null,
  closedAt: null,
  clockStoppedAt: null,
  unansweredSince: null,
  supplements: 0,
  hasResultFile: false,
  hasPaperFile: true,
  fees: [],
}
const dueMs = Date.parse('2026-11-05T10:00:00.000Z')
const lateFrom = (changed: Partial<CountedDossier>) => factsOf({ ...received, ...changed }).lateFromMs

test('a dossier is late once its date is past and nothing has ended it', () => {
  expect(lateFrom({})).toBe(dueMs)
  expect(lateFrom({ finishedAt: '2026-11-05T10:00:00.000Z' })).toBe(never)
  expect(lateFrom({ finishedAt: '2026-11-05T10:00:00.001Z' })).toBe(dueMs)
  expect(lateFrom({ dueAt: null })).toBeNull()
})

test('time that waits for the citizen makes nobody late, a second request does', () => {
  expect(lateFrom({ clockStoppedAt: '2026-11-02T03:00:00.000Z', supplements: 1 })).toBe(never)
  expect(lateFrom({ finishedAt: '2026-11-02T03:00:00.000Z', supplements: 2 })).toBe(0)
})

test('a dossier that was closed because nothing came ended with the request', () => {
  const closed = { stage: 'stopped', closedAt: '2026-11-25T03:00:00.000Z' } as const
  expect(lateFrom(closed)).toBe(dueMs)
  expect(lateFrom({ ...closed, unansweredSince: '2026-11-03T03:00:00.000Z' })).toBe(never)
})

test('days and months are those of Vietnam', () => {
  // 31 October, 18:30 UTC, is 1 November, 01:30.
  const { month, receivedDay } = factsOf({ ...received, receivedAt: '2026-10-31T18:30:00.000Z' })
  expect(month).toBe(202611)
  expect(receivedDay).toBe(factsOf({ ...received, receivedAt: '2026-11-01T10:00:00.000Z' }).receivedDay)
  expect(factsOf({ ...received, receivedAt: '2026-12-31T17:00:00.000Z' }).month).toBe(202701)
})

test('a month shows as late what was late before it ended', () => {
  const due = (dueAt: string) => factsOf({ ...received, dueAt }).isLateInMonth
  expect(due('2026-10-31T16:59:59.000Z')).toBe(1)
  expect(due('2026-10-31T17:00:00.000Z')).toBe(0)
})

test('early is a day or more before the promised one, and saved days are those left', () => {
  const early = factsOf({ ...received, finishedAt: '2026-11-04T03:00:00.000Z' })
  expect(early).toMatchObject({ isEarly: 1, limitDays: 6, savedDays: 1 })
  const onTheDay = factsOf({ ...received, finishedAt: '2026-11-05T03:00:00.000Z' })
  expect(onTheDay).toMatchObject({ isEarly: 0, savedDays: 0 })
  const late = factsOf({ ...received, finishedAt: '2026-11-09T03:00:00.000Z' })
  expect(late).toMatchObject({ isEarly: 0, savedDays: -4 })
})

test('a dossier is digitised with a file among its papers and one of the result', () => {
  const finished = { ...received, finishedAt: '2026-11-04T03:00:00.000Z', hasResultFile: true }
  expect(factsOf(finished)).toMatchObject({ hasResult: 1, isDigitised: 1 })
  expect(factsOf({ ...finished, hasPaperFile: false })).toMatchObject({ hasResult: 1, isDigitised: 0 })
  expect(factsOf({ ...received, hasResultFile: true })).toMatchObject({ hasResult: 0, isDigitised: 0 })
})

test('a dossier is paid online when all that it owed was paid by transfer', () => {
  const paid = { state: 'paid', way: 'transfer', amountVnd: 8000 } as const
  const cash = { ...paid, way: 'cash' } as const
  const due = { state: 'due', way: null, amountVnd: 8000 } as const
  const money = (...fees: CountedDossier['fees']) => factsOf({ ...received, fees })
  expect(money(paid)).toMatchObject({ hasFee: 1, isPaidOnline: 1, isUnpaid: 0 })
  expect(money(paid, cash)).toMatchObject({ hasFee: 1, isPaidOnline: 0, isUnpaid: 0 })
  expect(money(paid, due)).toMatchObject({ hasFee: 1, isPaidOnline: 0, isUnpaid: 1 })
  expect(money({ ...due, amountVnd: 0 })).toMatchObject({ hasFee: 0, isPaidOnline: 0, isUnpaid: 0 })
})
