/** Months as `YYYY-MM`, and the days that they begin and end with. */
import { civilDay, daysInMonth } from '../../../domain/time/civil-day.ts'

const choosable = 36

/** The newest first. */
export function monthsUpTo(month: string): readonly string[] {
  const last = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
  return Array.from({ length: choosable }, (_, index) => {
    const number = last - index
    return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`
  })
}

export function firstDayOf(month: string): string {
  return `${month}-01`
}

export function lastDayOf(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  return civilDay(year, number, daysInMonth(year, number))
}
