/** Due dates of dossiers whose clock stood still. */
import { addDays, type CivilDay } from './civil-day.ts'
import { type Instant, msOfVietnamDay, vietnamDay, vietnamInstant } from './vietnam-time.ts'
import { addWorkingDays, type Calendar, isWorkingDay } from './working-days.ts'

/**
 * Moves a due date by the working days that passed while somebody else had to act: the time for a financial
 * obligation is not the desk's (rules.md §1.4). A pause that ends on its first day moves nothing.
 *
 * @returns null where the calendar does not reach.
 */
export function dueAfterPause(
  dueAt: Instant,
  pausedAt: Instant,
  resumedAt: Instant,
  calendar: Calendar,
): string | null {
  const passed = workingDaysBetween(vietnamDay(pausedAt), vietnamDay(resumedAt), calendar)
  if (passed === null) return null
  const moved = addWorkingDays(vietnamDay(dueAt), passed, calendar)
  return moved.ok ? vietnamInstant(moved.day, msOfVietnamDay(dueAt)) : null
}

/** Working days after `from` up to and with `to`; null where the calendar does not reach. */
function workingDaysBetween(from: CivilDay, to: CivilDay, calendar: Calendar): number | null {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const isWorking = isWorkingDay(day, calendar)
    if (isWorking === undefined) return null
    if (isWorking) count += 1
  }
  return count
}
