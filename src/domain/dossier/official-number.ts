/**
 * Official dossier numbers as people type them: agency code, date of reception, running number (Circular
 * 03/2025/TT-VPCP, Art. 13, and Circular 04/2025; rules.md §2). How they are made: `number-pattern.ts`.
 */
import { type CivilDay, isCivilDay } from '../time/civil-day.ts'

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

/** Agency codes written province last (`000.03.20.H38`) or province first (`H38.20.3`); both are in use. */
const written =
  /^((?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,3})-(\d{6}|\d{8})-(\d{4,12})$/

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
