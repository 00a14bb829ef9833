import { describe, expect, test } from 'vitest'
import { vietnamCalendar } from '../../src/catalogue/calendar.ts'
import { addDays, weekdayOf } from '../../src/domain/time/civil-day.ts'
import { addWorkingDays, isWorkingDay } from '../../src/domain/time/working-days.ts'

/** First day of Tết and 10/3 of the lunar year (Hùng Kings), computed for UTC+7. */
const lunar = [
  ['2025-01-29', '2025-04-07'],
  ['2026-02-17', '2026-04-26'],
  ['2027-02-06', '2027-04-16'],
  ['2028-01-26', '2028-04-04'],
  ['2029-02-13', '2029-04-23'],
  ['2030-02-02', '2030-04-12'],
  ['2031-01-23', '2031-04-01'],
  ['2032-02-11', '2032-04-19'],
  ['2033-01-31', '2033-04-09'],
  ['2034-02-19', '2034-04-28'],
  ['2035-02-08', '2035-04-17'],
] as const

const isOff = (day: string) => isWorkingDay(day, vietnamCalendar) === false

/** The next weekday that has no holiday of its own (Labour Code 2019, Art. 111(3)). */
function isMadeUp(day: string): boolean {
  const weekday = weekdayOf(day)
  if (weekday !== 'saturday' && weekday !== 'sunday') return isOff(day)
  return isOff(day) && isOff(addDays(day, weekday === 'saturday' ? 2 : 1))
}

describe('days off', () => {
  test.each(lunar)('Tết from %s and Hùng Kings on %s', (tet, hungKings) => {
    for (const days of [-1, 0, 1, 2]) expect(isOff(addDays(tet, days)), addDays(tet, days)).toBe(true)
    expect(isMadeUp(hungKings)).toBe(true)
    // Five days of Tết (Art. 112(1)b): no weekday of that span is worked, and it takes five weekdays in all.
    const around = Array.from({ length: 11 }, (_, index) => addDays(tet, index - 3))
    const weekdaysOff = around.filter((day) => isOff(day) && !['saturday', 'sunday'].includes(weekdayOf(day)))
    expect(weekdaysOff).toHaveLength(5)
  })

  test.each(Object.keys(vietnamCalendar.years))('the fixed holidays of %s', (year) => {
    for (const day of ['01-01', '04-30', '05-01', '09-02']) expect(isMadeUp(`${year}-${day}`), day).toBe(true)
    // 24 November is a day off from 2026 (Resolution 28/2026/QH16).
    expect(isMadeUp(`${year}-11-24`)).toBe(year !== '2025')
  })

  test('the years 2025 to 2035 are known', () => {
    expect(Object.keys(vietnamCalendar.years)).toEqual(
      Array.from({ length: 11 }, (_, index) => `${2025 + index}`),
    )
  })

  test('every year that is not announced is provisional, so that nothing is promised by it', () => {
    for (const [year, { status }] of Object.entries(vietnamCalendar.years)) {
      expect(status, year).toBe(year <= '2026' ? 'announced' : 'provisional')
      const found = addWorkingDays(`${year}-06-01`, 3, vietnamCalendar)
      expect(found).toMatchObject({ ok: true, provisional: year > '2026' })
    }
  })

  test('each day of the list lies in its year, once, in order, and at no weekend', () => {
    for (const [year, { holidays, makeupWorkingDays }] of Object.entries(vietnamCalendar.years)) {
      expect([...new Set(holidays)].sort()).toEqual(holidays)
      for (const day of holidays) {
        expect(day.slice(0, 4)).toBe(year)
        expect(['saturday', 'sunday'], day).not.toContain(weekdayOf(day))
      }
      for (const day of makeupWorkingDays) expect(['saturday', 'sunday'], day).toContain(weekdayOf(day))
    }
  })
})
