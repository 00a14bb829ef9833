/** The time that the law gives the citizen: 60 days for a birth, 15 for a death. */
import type { LocalizedText } from '../text/localized.ts'
import { addDays, type CivilDay, dayNumberOf } from '../time/civil-day.ts'
import { addWorkingDays, type Calendar } from '../time/working-days.ts'

/**
 * The case question that the day of the event answers: reserved by its id and its two options. Where the guide
 * knows the day, `isLate` gives the answer; where it does not, the question is asked like any other.
 */
export const onTimeCase = { id: 'onTime', inTime: 'on-time', late: 'late' } as const

export interface CitizenDeadline {
  readonly value: number
  readonly unit: 'days' | 'working-days' | 'hour-of-day'
  /** The rule in one short sentence. */
  readonly text: LocalizedText
  /** Asks for the day from which it counts, e.g. "Bé sinh ngày nào?"; absent where that day cannot be asked simply. */
  readonly event?: LocalizedText | undefined
  /** What happens when it has passed: plain, without threats. */
  readonly late?: LocalizedText | undefined
}

export type CitizenDeadlineState =
  | {
      readonly ok: true
      /** The last day on which it is in time. */
      readonly lastDay: CivilDay
      readonly isLate: boolean
      /** Calendar days from today to the last day; negative when late. */
      readonly daysLeft: number
    }
  | { readonly ok: false; readonly problem: 'event-in-future' | 'calendar-missing' | 'not-counted-in-days' }

/**
 * The last day in time. The day of the event is day 0; a term in days that ends on a day off ends with the next
 * working day (Civil Code 2015, Art. 147 and 148(5)); where the calendar does not know that day, the plain day counts.
 */
export function citizenDeadline(input: {
  readonly deadline: CitizenDeadline
  readonly event: CivilDay
  readonly today: CivilDay
  readonly calendar: Calendar
}): CitizenDeadlineState {
  const { deadline, event, today, calendar } = input
  if (deadline.unit === 'hour-of-day') return { ok: false, problem: 'not-counted-in-days' }
  if (event > today) return { ok: false, problem: 'event-in-future' }
  const lastDay = lastDayOf(deadline, event, calendar)
  if (lastDay === undefined) return { ok: false, problem: 'calendar-missing' }
  const daysLeft = dayNumberOf(lastDay) - dayNumberOf(today)
  return { ok: true, lastDay, isLate: daysLeft < 0, daysLeft }
}

function lastDayOf(
  { value, unit }: CitizenDeadline,
  event: CivilDay,
  calendar: Calendar,
): CivilDay | undefined {
  if (unit === 'working-days') {
    const found = addWorkingDays(event, value, calendar)
    return found.ok ? found.day : undefined
  }
  const plain = addDays(event, value)
  const moved = addWorkingDays(plain, 0, calendar)
  return moved.ok ? moved.day : plain
}
