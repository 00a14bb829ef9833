/**
 * How a unit's official dossier numbers are made: agency code, date of reception, running number (Circular
 * 03/2025/TT-VPCP, Art. 13, and Circular 04/2025; rules.md §2). Only a gateway makes one; a device never does. Reading
 * one is apart (`official-number.ts`), since citizens' screens do only that.
 */
import type { CivilDay } from '../time/civil-day.ts'

const placeholder = /\{(org|yymmdd|yyyymmdd|seq:[4-9])\}/g

/** A day is written with six digits (Circular 03/2025) or, by number services since 2026, with eight. */
export const numberDateForms = ['yymmdd', 'yyyymmdd'] as const
export type NumberDateForm = (typeof numberDateForms)[number]

/** As `official-number.ts` reads it: province last (`000.03.20.H38`) or province first (`H38.20.3`). */
export function isAgencyCode(text: string): boolean {
  return /^((?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,3})$/.test(text)
}

/** The usual pattern: agency, day and running number, with hyphens between. @param digits 4 to 9. */
export function officialNumberPattern(dateForm: NumberDateForm, digits: number): string {
  return `{org}-{${dateForm}}-{seq:${digits}}`
}

/** What of the usual pattern a unit has; null for one that was written by hand. */
export function partsOfPattern(
  pattern: string,
): { readonly dateForm: NumberDateForm; readonly digits: number } | null {
  const [, form, digits] = /^\{org\}-\{(yymmdd|yyyymmdd)\}-\{seq:([4-9])\}$/.exec(pattern) ?? []
  const dateForm = numberDateForms.find((each) => each === form)
  return dateForm === undefined ? null : { dateForm, digits: Number(digits) }
}

/** Whether a configured pattern can be used: `{org}`, one form of the day, and `{seq:N}` (N = 4 to 9), each once. */
export function isOfficialNumberPattern(pattern: string): boolean {
  const names = [...pattern.matchAll(placeholder)].map((match) => match[1]?.slice(0, 3)).sort()
  const literal = pattern.replace(placeholder, '')
  return /^org seq yy[my]$/.test(names.join(' ')) && /^[0-9A-Z.-]*$/.test(literal)
}

/**
 * Writes an official number, e.g. `H38.20.3-261125-0001` for the pattern `{org}-{yymmdd}-{seq:4}`. A central service
 * (Circular 04/2025, AA = 03) has `{org}-{yymmdd}-03{seq:4}`. The running number grows past its digits when needed.
 *
 * @throws RangeError for a pattern that `isOfficialNumberPattern` refuses: units are checked when configured.
 */
export function formatOfficialNumber(parts: {
  readonly pattern: string
  readonly orgCode: string
  /** Day of reception at the desk, `YYYY-MM-DD`. */
  readonly day: CivilDay
  /** Running number of that day, from 1. */
  readonly running: number
}): string {
  if (!isOfficialNumberPattern(parts.pattern)) throw new RangeError(`unusable pattern: ${parts.pattern}`)
  const [year = '', month = '', day = ''] = parts.day.split('-')
  return parts.pattern.replace(placeholder, (_, name: string) => {
    if (name === 'org') return parts.orgCode
    if (name === 'yymmdd') return `${year.slice(2)}${month}${day}`
    if (name === 'yyyymmdd') return `${year}${month}${day}`
    return String(parts.running).padStart(Number(name.slice(4)), '0')
  })
}
