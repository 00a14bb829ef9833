import fc from 'fast-check'
import { expect, test } from 'vitest'
import { vietnamCalendar } from '../../../src/catalogue/calendar.ts'
import { addWorkingDays, isWorkingDay } from '../../../src/domain/time/working-days.ts'
import { dayFrom } from './arbitraries.ts'

const day = dayFrom('2025-01-01', '2034-12-31')
const count = fc.integer({ min: 0, max: 60 })

function after(from: string, days: number): string {
  const result = addWorkingDays(from, days, vietnamCalendar)
  return result.ok ? result.day : expect.fail(`${from} + ${days}: ${result.problem}`)
}

test.each([
  ['2026-02-13', 3, '2026-02-25', 'Friday before Tết week; five holidays skipped'],
  ['2026-04-24', 2, '2026-04-29', 'Hùng Kings fell on Sunday, substitute Monday skipped'],
  ['2026-04-29', 1, '2026-05-04', '30 April, 1 May and a weekend skipped'],
  ['2026-08-21', 3, '2026-08-25', 'make-up Saturday 22 August counts as working day'],
  ['2026-08-28', 1, '2026-09-03', '31 August swap, 1-2 September skipped'],
  ['2026-11-20', 3, '2026-11-26', 'Culture Day 24 November skipped'],
  ['2026-11-23', 1, '2026-11-25', 'next day is Culture Day'],
  ['2026-11-25', 5, '2026-12-02', 'plain week'],
  ['2026-11-25', 15, '2026-12-16', 'supplement window of 15 working days'],
])('%s plus %i working days is %s (%s)', (from, days, due) => {
  expect(after(from, days)).toBe(due)
})

test('a limit never ends on a day off', () => {
  fc.assert(
    fc.property(day, count, (from, days) => {
      expect(isWorkingDay(after(from, days), vietnamCalendar)).toBe(true)
    }),
  )
})

test('a longer limit never ends earlier, nor does one that starts later', () => {
  fc.assert(
    fc.property(day, day, count, (left, right, days) => {
      const [earlier, later] = left < right ? [left, right] : [right, left]
      expect(after(earlier, days) <= after(later, days)).toBe(true)
      expect(after(left, days) <= after(left, days + 1)).toBe(true)
    }),
  )
})

test('adding n and then m is adding n + m', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), count, (from, first, second) => {
      expect(after(after(from, first), second)).toBe(after(from, first + second))
    }),
  )
})

test('a limit that reaches a year not fully announced is provisional', () => {
  expect(addWorkingDays('2026-12-28', 3, vietnamCalendar)).toMatchObject({
    day: '2026-12-31',
    provisional: false,
  })
  expect(addWorkingDays('2026-12-28', 4, vietnamCalendar)).toMatchObject({
    day: '2027-01-04',
    provisional: true,
  })
})

test('a year that the calendar does not know is never guessed', () => {
  expect(addWorkingDays('2035-12-20', 30, vietnamCalendar)).toEqual({
    ok: false,
    problem: 'calendar-missing',
  })
  expect(isWorkingDay('2036-01-07', vietnamCalendar)).toBeUndefined()
})
