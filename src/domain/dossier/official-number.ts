/**
 * Official dossier numbers: agency code, date of reception, running number (Circular 03/2025/TT-VPCP, Art. 13, and
 * Circular 04/2025; rules.md §2). Only a gateway makes one, by its unit's pattern; a device never does.
 */
import { type CivilDay, isCivilDay } from '../time/civil-day.ts'

const placeholder = /\{(org|yymmdd|yyyymmdd|seq:[4-9])\}/g

/** A day is written with six digits (Circular 03/2025) or, by number services since 2026, with eight. */
export const numberDateForms = ['yymmdd', 'yyyymmdd'] as const
export type NumberDateForm = (typeof numberDateForms)[number]

/** Agency codes written province last (`000.03.20.H38`) or province first (`H38.20.3`); both are in use. */
const agencyCode = '(?:\\d{3}\\.\\d{2}\\.\\d{2}\\.)?[A-Z]\\d{2}|[A-Z]\\d{2}(?:\\.\\d{1,3}){0,3}'
const wholeAgencyCode = new RegExp(`^(?:${agencyCode})$`)

export function isAgencyCode(text: string): boolean {
  return wholeAgencyCode.test(text)
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

export type OfficialNumberResult =
  | {
      readonly ok: true
      /** In upper case without spaces. */
      readonly number: string
      readonly orgCode: string
      readonly day: CivilDay
      /** The digits at the end, with the two digits of the owner before them for central services. */
      readonly running: string
    }
  | { readonly ok: false; readonly problem: 'official-number-malformed' | 'official-number-date-impossible' }

const written = new RegExp(`^(${agencyCode})-(\\d{6}|\\d{8})-(\\d{4,12})$`)

/** Reads a number as typed: case, spaces and the kind of dash do not matter. */
export function parseOfficialNumber(typed: string): OfficialNumberResult {
  const number = typed
    .slice(0, 100)
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .toUpperCase()
  const [, orgCode, date, running] = written.exec(number) ?? []
  if (orgCode === undefined || date === undefined || running === undefined) {
    return { ok: false, problem: 'official-number-malformed' }
  }
  const digits = date.length === 6 ? `20${date}` : date
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
  if (!isCivilDay(day)) return { ok: false, problem: 'official-number-date-impossible' }
  return { ok: true, number, orgCode, day, running }
}
