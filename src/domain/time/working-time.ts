/** Time in which the desk is open, the lunch break and days off left out. */
import { addDays, type CivilDay } from './civil-day.ts'
import { type Instant, msOfTime, msOfVietnamDay, vietnamDay, vietnamInstant } from './vietnam-time.ts'
import { type Calendar, isWorkingDay, workingSessions } from './working-days.ts'

/** Milliseconds; 0 when `to` is not after `from`, null where the calendar does not reach. */
export function workingMsBetween(from: Instant, to: Instant, calendar: Calendar): number | null {
  const last = vietnamDay(to)
  const lastMs = msOfVietnamDay(to)
  let sum = 0
  let ms = msOfVietnamDay(from)
  for (let day = vietnamDay(from); day <= last; day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar) === undefined) return null
    const until = day === last ? lastMs : Number.POSITIVE_INFINITY
    for (const { from: opens, until: closes } of openTimes(day, calendar))
      sum += Math.max(0, Math.min(closes, until) - Math.max(opens, ms))
    ms = 0
  }
  return sum
}

/** The moment at which so much working time is over (RFC 3339 in UTC); null where the calendar does not reach. */
export function addWorkingMs(from: Instant, ms: number, calendar: Calendar): string | null {
  let left = ms
  let earliest = msOfVietnamDay(from)
  for (let day = vietnamDay(from); ; day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar) === undefined) return null
    for (const { from: opens, until: closes } of openTimes(day, calendar)) {
      const start = Math.max(opens, earliest)
      if (start >= closes) continue
      if (left <= closes - start) return vietnamInstant(day, start + left)
      left -= closes - start
    }
    earliest = 0
  }
}

/** In milliseconds since midnight. */
function openTimes(day: CivilDay, calendar: Calendar) {
  return workingSessions(day, calendar).map(({ opens, closes }) => ({
    from: msOfTime(opens),
    until: msOfTime(closes),
  }))
}
