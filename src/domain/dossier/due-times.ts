/** What "late", "due today" and "due soon" mean at a moment. */
import { addDays } from '../time/civil-day.ts'
import { type Instant, vietnamDay, vietnamInstant } from '../time/vietnam-time.ts'
import { addWorkingDays, type Calendar } from '../time/working-days.ts'

export interface DueTimes {
  /** What was due until now is late. RFC 3339 in UTC, as the others. */
  readonly now: string
  readonly endOfToday: string
  /** End of the second working day after today: whoever looks in the morning can still do something about it. */
  readonly endOfSoon: string
}

const soonWorkingDays = 2

export function dueTimes(now: Instant, calendar: Calendar): DueTimes {
  const today = vietnamDay(now)
  const soon = addWorkingDays(today, soonWorkingDays, calendar)
  const endOf = (day: string) => vietnamInstant(addDays(day, 1), 0)
  return {
    now: new Date(now).toISOString(),
    endOfToday: endOf(today),
    endOfSoon: endOf(soon.ok ? soon.day : addDays(today, soonWorkingDays)),
  }
}
