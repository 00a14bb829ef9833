/** How single values are written in the portal's messages (exchange format §1: dates and booleans). */
import { type Instant, msOfVietnamDay, vietnamDay, vietnamTime } from '../time/vietnam-time.ts'

/** `yyyyMMddHHmmss` in Vietnam; empty when there is none. */
export function exchangeTime(instant: Instant | null): string {
  return instant === null
    ? ''
    : `${vietnamDay(instant).replaceAll('-', '')}${vietnamTime(instant).replace(':', '')}${secondsOf(instant)}`
}

/** `yyyy-MM-dd'T'HH:mm:ss.SSS` in Vietnam, without a zone, as the REST interface of 2026 has it; empty when none. */
export function restTime(instant: Instant | null): string {
  if (instant === null) return ''
  const ms = String(msOfVietnamDay(instant) % 1000).padStart(3, '0')
  return `${vietnamDay(instant)}T${vietnamTime(instant)}:${secondsOf(instant)}.${ms}`
}

function secondsOf(instant: Instant): string {
  return String(Math.floor(msOfVietnamDay(instant) / 1000) % 60).padStart(2, '0')
}

/** The portal's booleans are texts. */
export function exchangeBoolean(value: boolean): 'True' | 'False' {
  return value ? 'True' : 'False'
}

/** Cut to the length that the field takes, by characters as people count them. */
export function cut(text: string, characters: number): string {
  const all = [...text]
  return all.length <= characters ? text : all.slice(0, characters).join('')
}
