/** Months of the calendar as `YYYY-MM`. */
import { type CivilDay, civilDay, daysInMonth } from '../../domain/time/civil-day.ts'

export function lastDayOf(month: string): CivilDay {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  return civilDay(year, number, daysInMonth(year, number))
}

/** Twelve, oldest first, up to this one. */
export function yearUpTo(month: string): readonly string[] {
  return Array.from({ length: 12 }, (_, index) => monthAfter(month, index - 11))
}

/**
 * The months of which every day up to today is in the period: what is known by months only is not cut.
 * @param from, until, today `YYYY-MM-DD`, both ends included
 */
export function wholeMonths(
  from: string,
  until: string,
  today: string,
): { readonly from: string; readonly until: string } | null {
  const [first, last] = [from.slice(0, 7), until.slice(0, 7)]
  const begins = from.endsWith('-01') ? first : monthAfter(first, 1)
  const isLastWhole = until >= lastDayOf(last) || (last === today.slice(0, 7) && until >= today)
  const ends = isLastWhole ? last : monthAfter(last, -1)
  return begins <= ends ? { from: begins, until: ends } : null
}

/** @param by negative for a month before */
export function monthAfter(month: string, by: number): string {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
}
