import { isPartialDate } from '../../../../domain/time/partial-date.ts'

/** A date as it is typed, in three parts; any of them may be empty. */
export interface DateParts {
  readonly day: string
  readonly month: string
  readonly year: string
}

/** In the order `parseAnswer` reads; parts that are not known are left out from the front. */
export function writeDate({ day, month, year }: DateParts): string {
  const parts = [day.trim(), month.trim(), year.trim()]
  while (parts.length > 1 && parts[0] === '') parts.shift()
  return parts.join('/')
}

/** The reverse of `writeDate`, also for stored dates (`2026-11`). */
export function readDateParts(date: string): DateParts {
  const parts = isPartialDate(date) ? date.split('-').reverse() : date.split('/')
  const [year = '', month = '', day = ''] = parts.reverse()
  return { day, month, year }
}

/** Both digits of a day or a month. One alone (`4`) may still be the end of what a slow hand means (`14`). */
export function isPartFull(name: keyof DateParts, typed: string): boolean {
  return name !== 'year' && /^\d{2}$/.test(typed)
}
