import fc from 'fast-check'
import { expect, test } from 'vitest'
import { vietnamCalendar } from '../../../src/catalogue/calendar.ts'
import { type DueDate, dueDate, type TimeLimit } from '../../../src/domain/time/due-date.ts'
import { vietnamDay, vietnamTime } from '../../../src/domain/time/vietnam-time.ts'
import { isWorkingDay } from '../../../src/domain/time/working-days.ts'

const sameDay: TimeLimit = { value: 1, unit: 'working-days', sameDay: true, cutOff: '15:00' }
const workingDays = (value: number): TimeLimit => ({ value, unit: 'working-days' })

function due(receivedAt: string | number, timeLimit: TimeLimit): Extract<DueDate, { ok: true }> {
  const result = dueDate({ receivedAt, timeLimit, calendar: vietnamCalendar })
  return result.ok ? result : expect.fail(result.problem)
}

test.each([
  ['2026-11-20T14:59+07:00', '2026-11-20', 'before 15:00'],
  ['2026-11-20T15:00+07:00', '2026-11-20', 'at 15:00 it is not yet after 15:00'],
  ['2026-11-20T15:01+07:00', '2026-11-23', 'after 15:00 on Friday: next working day is Monday'],
  ['2026-11-23T15:30+07:00', '2026-11-25', '24 November is a holiday'],
  ['2026-11-21T09:00+07:00', '2026-11-23', 'on Saturday: counts as received on Monday'],
  ['2026-11-20T06:00+07:00', '2026-11-20', 'before opening: counts from opening'],
])('same-day, cut-off 15:00: received %s is due on %s (%s)', (receivedAt, day) => {
  const result = due(receivedAt, sameDay)
  expect(vietnamDay(result.dueAt)).toBe(day)
  expect(vietnamTime(result.dueAt)).toBe('17:00')
})

test('an online filing on Saturday counts from Monday, and the limit from the day after', () => {
  expect(due('2026-11-21T09:00+07:00', workingDays(1))).toEqual({
    ok: true,
    startsOn: '2026-11-23',
    dueAt: '2026-11-25T10:00:00.000Z',
    provisional: false,
    reasoning: [
      { code: 'received-outside-hours', countsFrom: '2026-11-23' },
      { code: 'working-days', count: 1 },
      { code: 'holidays-skipped', days: ['2026-11-24'] },
    ],
  })
})

test('after closing time the next opening counts', () => {
  expect(due('2026-11-25T17:00+07:00', workingDays(1))).toMatchObject({
    startsOn: '2026-11-26',
    dueAt: '2026-11-27T10:00:00.000Z',
  })
})

test('a cut-off moves a limit of several days, too', () => {
  expect(due('2026-11-25T16:30+07:00', { ...workingDays(2), cutOff: '16:00' })).toMatchObject({
    startsOn: '2026-11-26',
    dueAt: '2026-11-30T10:00:00.000Z',
    reasoning: [
      { code: 'received-after-cut-off', cutOff: '16:00', countsFrom: '2026-11-26' },
      { code: 'working-days', count: 2 },
    ],
  })
})

test('a make-up Saturday is counted and named', () => {
  expect(due('2026-08-21T09:00+07:00', workingDays(3)).reasoning).toContainEqual({
    code: 'make-up-days-counted',
    days: ['2026-08-22'],
  })
})

test('a limit in calendar days that ends on a day off ends on the next working day', () => {
  expect(due('2026-11-14T09:00+07:00', { value: 8, unit: 'days' })).toMatchObject({
    startsOn: '2026-11-16',
    dueAt: '2026-11-25T10:00:00.000Z',
    reasoning: [
      { code: 'received-outside-hours', countsFrom: '2026-11-16' },
      { code: 'calendar-days', count: 8 },
      { code: 'moved-to-working-day', from: '2026-11-24' },
    ],
  })
})

test.each([
  ['2026-11-25T10:00+07:00', { value: 0.5, unit: 'working-days' }, '2026-11-25T16:00+07:00'],
  ['2026-11-25T15:00+07:00', { value: 0.5, unit: 'working-days' }, '2026-11-26T09:30+07:00'],
  ['2026-11-25T12:00+07:00', { value: 1, unit: 'hours' }, '2026-11-25T14:30+07:00'],
] as const)('half days and hours count office time: received %s', (receivedAt, limit, dueAt) => {
  expect(due(receivedAt, limit).dueAt).toBe(new Date(dueAt).toISOString())
})

test('what is provisional or unconfirmed promises nothing', () => {
  expect(due('2026-12-30T09:00+07:00', workingDays(5))).toMatchObject({ provisional: true })
  expect(due('2027-03-01T09:00+07:00', { value: 1, unit: 'hours' })).toMatchObject({ provisional: true })
  const unconfirmed = due('2026-11-25T09:00+07:00', { ...workingDays(3), confirm: true })
  expect(unconfirmed.provisional).toBe(true)
  expect(unconfirmed.reasoning).toContainEqual({ code: 'limit-to-be-confirmed' })
})

test('without a limit or a calendar there is no date', () => {
  const receivedAt = '2026-11-25T09:00+07:00'
  expect(dueDate({ receivedAt, timeLimit: { unit: 'days' }, calendar: vietnamCalendar })).toEqual({
    ok: false,
    problem: 'no-time-limit',
  })
  expect(
    dueDate({ receivedAt: '2036-01-07T09:00+07:00', timeLimit: workingDays(1), calendar: vietnamCalendar }),
  ).toEqual({ ok: false, problem: 'calendar-missing' })
})

test('a due date is a working day, never before reception, and later reception is never due earlier', () => {
  const instant = fc.integer({
    min: Date.parse('2025-01-02T00:00+07:00'),
    max: Date.parse('2027-10-01T00:00+07:00'),
  })
  const limit = fc.record({
    value: fc.constantFrom(0, 0.5, 1, 3, 15),
    unit: fc.constantFrom('working-days', 'days', 'hours'),
    cutOff: fc.constantFrom(undefined, '15:00'),
    sameDay: fc.boolean(),
  })
  fc.assert(
    fc.property(instant, instant, limit, (left, right, timeLimit) => {
      const first = due(Math.min(left, right), timeLimit)
      const second = due(Math.max(left, right), timeLimit)
      expect(isWorkingDay(vietnamDay(first.dueAt), vietnamCalendar)).toBe(true)
      expect(Date.parse(first.dueAt)).toBeGreaterThanOrEqual(Math.min(left, right))
      expect(first.dueAt <= second.dueAt).toBe(true)
    }),
  )
})
