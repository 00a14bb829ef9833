import fc from 'fast-check'
import { civilDayOf, dayNumberOf } from '../../../src/domain/time/civil-day.ts'

export const dayFrom = (first: string, last: string): fc.Arbitrary<string> =>
  fc.integer({ min: dayNumberOf(first), max: dayNumberOf(last) }).map(civilDayOf)

/** A date known to the day, the month or the year. */
export const partialDate: fc.Arbitrary<string> = fc
  .tuple(dayFrom('1900-01-01', '2060-12-31'), fc.constantFrom(4, 7, 10))
  .map(([day, length]) => day.slice(0, length))
