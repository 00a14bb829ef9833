/**
 * Vietnam keeps UTC+07:00 all year (Decision 121/CP, 1975): a fixed offset, so the zone set on a device
 * never matters and no time-zone table is needed.
 */
import { type CivilDay, civilDayOf, dayNumberOf } from './civil-day.ts'

const offsetMs = 7 * 3_600_000
const dayMs = 86_400_000

/** Milliseconds since the epoch, or RFC 3339 with its zone. */
export type Instant = number | string

function millisecondsOf(instant: Instant): number {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant)
  if (!Number.isFinite(ms)) throw new RangeError(`not an instant: ${instant}`)
  return ms
}

/** The day it is in Vietnam at that instant. */
export function vietnamDay(instant: Instant): CivilDay {
  return civilDayOf(Math.floor((millisecondsOf(instant) + offsetMs) / dayMs))
}

/** The time of day in Vietnam, `HH:MM`, seconds dropped. */
export function vietnamTime(instant: Instant): string {
  const minutes = Math.floor(msOfVietnamDay(instant) / 60_000)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Milliseconds since midnight in Vietnam. */
export function msOfVietnamDay(instant: Instant): number {
  return (((millisecondsOf(instant) + offsetMs) % dayMs) + dayMs) % dayMs
}

/** Milliseconds since midnight of a time of day written `HH:MM`. */
export function msOfTime(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000
}

/** The instant of a local day and time (`HH:MM`, or milliseconds since midnight), as `toISOString` writes it. */
export function vietnamInstant(day: CivilDay, time: string | number): string {
  const ms = typeof time === 'number' ? time : msOfTime(time)
  return new Date(dayNumberOf(day) * dayMs + ms - offsetMs).toISOString()
}
