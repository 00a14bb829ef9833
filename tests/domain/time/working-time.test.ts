import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { vietnamCalendar as calendar } from '../../../src/catalogue/calendar.ts'
import { addWorkingMs, workingMsBetween } from '../../../src/domain/time/working-time.ts'

const hour = 3_600_000

describe('working time', () => {
  test.each([
    // Thursday 26 November 2026, 08:00 to 10:00 in Vietnam.
    ['2026-11-26T01:00:00.000Z', '2026-11-26T03:00:00.000Z', 2],
    // Over lunch, which is not worked.
    ['2026-11-26T04:00:00.000Z', '2026-11-26T07:00:00.000Z', 1],
    // A whole weekend between.
    ['2026-11-27T09:00:00.000Z', '2026-11-30T02:00:00.000Z', 2.5],
    // Before 07:00 in Vietnam it is the same day there and the day before in UTC.
    ['2026-11-25T23:00:00.000Z', '2026-11-26T01:30:00.000Z', 1],
    // Backwards is nothing.
    ['2026-11-26T03:00:00.000Z', '2026-11-26T01:00:00.000Z', 0],
  ])('from %s to %s there are %d hours', (from, to, hours) => {
    expect(workingMsBetween(from, to, calendar)).toBe(hours * hour)
  })

  test('adding what lies between leads to the end, whenever that is worked', () => {
    const start = Date.parse('2026-01-01T00:00:00.000Z')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 * 24 * 60 }),
        fc.integer({ min: 1, max: 40 * hour }),
        (minutes, ms) => {
          const from = start + minutes * 60_000
          const end = addWorkingMs(from, ms, calendar)
          if (end === null) throw new Error('the calendar reaches')
          expect(workingMsBetween(from, end, calendar)).toBe(ms)
        },
      ),
      { numRuns: 50 },
    )
  })

  test('where the calendar ends, so does the answer', () => {
    expect(workingMsBetween('2026-11-26T03:00:00.000Z', '2099-01-01T00:00:00.000Z', calendar)).toBeNull()
    expect(addWorkingMs('2099-01-01T00:00:00.000Z', hour, calendar)).toBeNull()
  })
})
