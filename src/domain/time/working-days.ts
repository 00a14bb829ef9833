/** The working calendar as data: which days and hours the desks are open (rules.md §7). */
import { addDays, type CivilDay, type Weekday, weekdayOf } from './civil-day.ts'

/** Local times, `HH:MM`. */
export interface WorkingSession {
  readonly opens: string
  readonly closes: string
}

interface CalendarYear {
  /** `provisional`: days off are not all announced yet; what is computed from it promises nothing. */
  readonly status: 'announced' | 'provisional'
  readonly holidays: readonly CivilDay[]
  /** Weekend days that are worked in exchange for a day off. */
  readonly makeupWorkingDays: readonly CivilDay[]
}

export interface Calendar {
  /** By year, e.g. `2026`. */
  readonly years: Readonly<Record<string, CalendarYear>>
  /** Sessions of the day in order; none on a weekday that is always off. */
  readonly workingHours: Readonly<Record<Weekday, readonly WorkingSession[]>>
  /** Sessions of a make-up working day. */
  readonly makeupHours: readonly WorkingSession[]
}

/** `undefined` where the calendar does not know the year. */
export function isWorkingDay(day: CivilDay, calendar: Calendar): boolean | undefined {
  const year = calendar.years[day.slice(0, 4)]
  return year === undefined ? undefined : workingSessions(day, calendar).length > 0
}

/** The hours worked on a day; none on a day off or in a year that the calendar does not know. */
export function workingSessions(day: CivilDay, calendar: Calendar): readonly WorkingSession[] {
  const year = calendar.years[day.slice(0, 4)]
  if (year === undefined || year.holidays.includes(day)) return []
  if (year.makeupWorkingDays.includes(day)) return calendar.makeupHours
  return calendar.workingHours[weekdayOf(day)]
}

export type WorkingDayResult =
  | {
      readonly ok: true
      readonly day: CivilDay
      /** A year on the way is not fully announced. */
      readonly provisional: boolean
      /** Holidays passed over that would otherwise have been worked. */
      readonly holidays: readonly CivilDay[]
      /** Make-up days counted. */
      readonly makeupDays: readonly CivilDay[]
    }
  | { readonly ok: false; readonly problem: 'calendar-missing' }

/**
 * The `count`-th working day after `day`; `day` itself is day 0 and need not be worked (rules.md §1.4).
 * With a count of 0: the day itself, or the next working day when it is off.
 */
export function addWorkingDays(day: CivilDay, count: number, calendar: Calendar): WorkingDayResult {
  let current = day
  let left = count
  let provisional = false
  const holidays: CivilDay[] = []
  const makeupDays: CivilDay[] = []
  for (;;) {
    const year = calendar.years[current.slice(0, 4)]
    if (year === undefined) return { ok: false, problem: 'calendar-missing' }
    provisional ||= year.status === 'provisional'
    const isWorked = workingSessions(current, calendar).length > 0
    if (current !== day) {
      if (isWorked && year.makeupWorkingDays.includes(current)) makeupDays.push(current)
      if (!isWorked && calendar.workingHours[weekdayOf(current)].length > 0) holidays.push(current)
      if (isWorked && left > 0) left -= 1
    }
    if (left === 0 && isWorked) return { ok: true, day: current, provisional, holidays, makeupDays }
    current = addDays(current, 1)
  }
}
