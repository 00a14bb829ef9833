/** Time slots that can be booked: the desk's own hours in equal pieces. */
import type { CivilDay } from '../time/civil-day.ts'
import { msOfTime } from '../time/vietnam-time.ts'
import { type Calendar, isWorkingDay, workingSessions } from '../time/working-days.ts'

/** Beginnings, `HH:MM`, of slots that are over before the desk closes; none on a day off. */
export function slotsOf(day: CivilDay, slotMinutes: number, calendar: Calendar): readonly string[] {
  // Where the calendar does not reach nobody knows: nothing is promised.
  if (isWorkingDay(day, calendar) !== true) return []
  const lengthMs = slotMinutes * 60_000
  return workingSessions(day, calendar).flatMap(({ opens, closes }) => {
    const slots: string[] = []
    for (let ms = msOfTime(opens); ms + lengthMs <= msOfTime(closes); ms += lengthMs) slots.push(timeOf(ms))
    return slots
  })
}

function timeOf(ms: number): string {
  const minutes = ms / 60_000
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Who comes later than this after the slot's beginning has given up the place and waits like others. */
export const bookingHeldMinutes = 15
