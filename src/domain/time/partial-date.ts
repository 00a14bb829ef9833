/** Dates of life as people know them: to the day, the month, or only the year (bug case 33). */
import { type CivilDay, civilDay, dayNumberOf, daysInMonth, isCivilDay } from './civil-day.ts'

/** A date known to the day, the month or only the year: `2026-11-25`, `2026-11` or `2026`. Never a timestamp. */
export type PartialDate = string

export type DateProblem =
  | 'date-malformed'
  /** 30/2, 31/4, month 13. */
  | 'date-impossible'
  /** `26` may be 1926 or 2026: we do not guess. */
  | 'date-year-needs-four-digits'
export type DateResult =
  | { readonly ok: true; readonly date: PartialDate }
  | { readonly ok: false; readonly problem: DateProblem }

/** A date from its typed parts; a part that is left out or blank is not known. A day needs its month. */
export function parseDate(day: string | undefined, month: string | undefined, year: string): DateResult {
  const [typedDay, typedMonth, typedYear] = [digitsOf(day), digitsOf(month), digitsOf(year)]
  if (typedDay === null || typedMonth === null || typedYear === null || typedYear === '') {
    return { ok: false, problem: 'date-malformed' }
  }
  if (typedDay !== '' && typedMonth === '') return { ok: false, problem: 'date-malformed' }
  if (typedYear.length !== 4 || typedYear === '0000') {
    return { ok: false, problem: 'date-year-needs-four-digits' }
  }
  if (typedMonth === '') return { ok: true, date: typedYear }
  const monthNumber = Number(typedMonth)
  if (monthNumber < 1 || monthNumber > 12) return { ok: false, problem: 'date-impossible' }
  const full = civilDay(Number(typedYear), monthNumber, typedDay === '' ? 1 : Number(typedDay))
  if (!isCivilDay(full)) return { ok: false, problem: 'date-impossible' }
  return { ok: true, date: typedDay === '' ? full.slice(0, 7) : full }
}

/** A date typed or pasted in one piece: `25/11/2026`, `11-2026`, `2026`, also stored dates such as `2026-11`. */
export function parseWrittenDate(written: string): DateResult {
  const parts = written
    .normalize('NFKC')
    .trim()
    .split(/\s*[/.\p{Pd}]\s*|\s+/u)
  const [first = '', second = '', third = ''] = parts
  if (parts.length > 3) return { ok: false, problem: 'date-malformed' }
  if (parts.length === 1) return parseDate(undefined, undefined, first)
  if (parts.some((part) => part === '')) return { ok: false, problem: 'date-malformed' }
  if (first.length === 4) return parseDate(third, second, first)
  return parts.length === 2 ? parseDate(undefined, first, second) : parseDate(first, second, third)
}

function digitsOf(part: string | undefined): string | null {
  const text = (part ?? '').normalize('NFKC').trim()
  return /^\d{0,4}$/.test(text) ? text : null
}

/** Not a type guard for strings: a text that is no date is still a text. */
export function isPartialDate(value: string): boolean
export function isPartialDate(value: unknown): value is PartialDate
export function isPartialDate(value: unknown): boolean {
  if (typeof value !== 'string') return false
  return isCivilDay(value.length === 4 ? `${value}-01-01` : value.length === 7 ? `${value}-01` : value)
}

/** First and last day that a partial date may mean. */
function rangeOf(date: PartialDate): readonly [CivilDay, CivilDay] {
  const year = Number(date.slice(0, 4))
  if (date.length === 4) return [civilDay(year, 1, 1), civilDay(year, 12, 31)]
  if (date.length > 7) return [date, date]
  const month = Number(date.slice(5, 7))
  return [civilDay(year, month, 1), civilDay(year, month, daysInMonth(year, month))]
}

/** `same-or-undecided` where the two may be the same day, or where one is not known well enough to tell. */
export function comparePartial(
  left: PartialDate,
  right: PartialDate,
): 'before' | 'same-or-undecided' | 'after' {
  const [leftFirst, leftLast] = rangeOf(left)
  const [rightFirst, rightLast] = rangeOf(right)
  if (leftLast < rightFirst) return 'before'
  if (leftFirst > rightLast) return 'after'
  return 'same-or-undecided'
}

/** Bounds, in both cases inclusive; they differ where a date is partial. */
interface Span {
  readonly atLeast: number
  readonly atMost: number
}

/** Completed years from one date to another; negative when the second lies before the first. */
export function yearsBetween(from: PartialDate, to: PartialDate): Span {
  const [fromFirst, fromLast] = rangeOf(from)
  const [toFirst, toLast] = rangeOf(to)
  return { atLeast: completedYears(fromLast, toFirst), atMost: completedYears(fromFirst, toLast) }
}

/** Days from one date to another. */
export function daysBetween(from: PartialDate, to: PartialDate): Span {
  const [fromFirst, fromLast] = rangeOf(from)
  const [toFirst, toLast] = rangeOf(to)
  return {
    atLeast: dayNumberOf(toFirst) - dayNumberOf(fromLast),
    atMost: dayNumberOf(toLast) - dayNumberOf(fromFirst),
  }
}

/** Whoever is born on 29 February completes a year on 1 March where there is no 29th. */
function completedYears(from: CivilDay, to: CivilDay): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) < from.slice(5) ? years - 1 : years
}

/** As dates are written in Vietnam: `25/11/2026`, `11/2026` or `2026`. */
export function formatPartialDate(date: PartialDate): string {
  return date.split('-').reverse().join('/')
}

/** The same in words, as a declaration on paper has it: `ngày 25 tháng 11 năm 2026`. Always Vietnamese. */
export function formatPartialDateInWords(date: PartialDate): string {
  const names = ['năm', 'tháng', 'ngày']
  return date
    .split('-')
    .map((part, index) => `${names[index] ?? ''} ${part}`)
    .reverse()
    .join(' ')
}
