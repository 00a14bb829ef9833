/** Months of the calendar as `YYYY-MM`. */
import { type CivilDay, civilDay, daysInMonth } from '../../domain/time/civil-day.ts'

export function lastDayOf(month: string): CivilDay {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  return civilDay(year, number, daysInMonth(year, number))
}

/** Twelve, oldest first, up to this one. */
export function yearUpTo(month: string): readonly string[] {
  const last = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
  return Array.from({ length: 12 }, (_, index) => {
    const number = last - 11 + index
    return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
  })
}
