import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { vietnamCalendar } from '../../../src/catalogue/calendar.ts'
import { type CitizenDeadline, citizenDeadline } from '../../../src/domain/guidance/citizen-deadline.ts'
import { addDays } from '../../../src/domain/time/civil-day.ts'
import { isWorkingDay } from '../../../src/domain/time/working-days.ts'
import { dayFrom } from '../time/arbitraries.ts'

const text = { vi: 'Trong 60 ngày', en: 'Within 60 days' }
const birth: CitizenDeadline = { value: 60, unit: 'days', text }
const calendar = vietnamCalendar
const state = (deadline: CitizenDeadline, event: string, today: string) =>
  citizenDeadline({ deadline, event, today, calendar })

describe('the last day in time', () => {
  test.each([
    ['a birth on 1 October 2026: a plain Monday', birth, '2026-10-01', '2026-11-30'],
    ['a birth on 25 September 2026: Culture Day moves it to Wednesday', birth, '2026-09-25', '2026-11-25'],
    ['a birth on 30 September 2026: Sunday moves it to Monday', birth, '2026-09-30', '2026-11-30'],
    ['a birth on 18 December 2025: Tết moves it by a week', birth, '2025-12-18', '2026-02-23'],
    ['a death on 10 November 2026', { ...birth, value: 15 }, '2026-11-10', '2026-11-25'],
    [
      'a lost passport on 20 November 2026',
      { ...birth, value: 2, unit: 'working-days' },
      '2026-11-20',
      '2026-11-25',
    ],
  ] as const)('%s', (_what, deadline, event, lastDay) => {
    expect(state(deadline, event, event)).toMatchObject({ ok: true, lastDay, isLate: false })
    expect(state(deadline, event, lastDay)).toMatchObject({ isLate: false, daysLeft: 0 })
    expect(state(deadline, event, addDays(lastDay, 1))).toMatchObject({ isLate: true, daysLeft: -1 })
  })

  test('where the calendar does not know the day, the plain day counts', () => {
    expect(state(birth, '2020-01-01', '2020-01-02')).toMatchObject({ ok: true, lastDay: '2020-03-01' })
    expect(state({ ...birth, unit: 'working-days' }, '2020-01-01', '2020-01-02')).toEqual({
      ok: false,
      problem: 'calendar-missing',
    })
  })

  test('a day that has not come is no event, and an hour is not counted in days', () => {
    expect(state(birth, '2026-11-27', '2026-11-26')).toEqual({ ok: false, problem: 'event-in-future' })
    expect(state({ ...birth, unit: 'hour-of-day' }, '2026-11-26', '2026-11-26')).toEqual({
      ok: false,
      problem: 'not-counted-in-days',
    })
  })
})

test('the last day is worked, never before its time, and later for a later event', () => {
  fc.assert(
    fc.property(
      dayFrom('2025-01-01', '2034-12-31'),
      dayFrom('2025-01-01', '2034-12-31'),
      fc.integer({ min: 0, max: 90 }),
      (first, second, value) => {
        const lastDayOf = (event: string) => {
          const found = state({ ...birth, value }, event, '2035-12-31')
          return found.ok ? found.lastDay : expect.fail(found.problem)
        }
        const [earlier, later] = first < second ? [first, second] : [second, first]
        expect(isWorkingDay(lastDayOf(earlier), calendar)).toBe(true)
        expect(lastDayOf(earlier) >= addDays(earlier, value)).toBe(true)
        expect(lastDayOf(earlier) <= lastDayOf(later)).toBe(true)
      },
    ),
  )
})
