/**
 * The 12-digit personal identification number (Law on Identification 2023): text, never a number, because of its
 * leading zeros. It has no check digit; what its digits say is held against other answers as a doubt, never as
 * a refusal (rules.md §4, bug case 32).
 */
import type { PartialDate } from '../time/partial-date.ts'

export type Sex = 'male' | 'female'

export type CitizenNumberProblem = 'citizen-number-length' | 'citizen-number-not-digits'
export type CitizenNumberResult =
  | { readonly ok: true; readonly number: string; readonly info: CitizenNumberInfo }
  | { readonly ok: false; readonly problem: CitizenNumberProblem; readonly digits: number }

interface CitizenNumberInfo {
  /** Province of birth registration in the old numbering of 63, not a province of today. */
  readonly provinceCode: string
  readonly provinceKnown: boolean
  readonly sex: Sex
  readonly birthYear: number
}

/** The 63 codes of Circular 07/2016/TT-BCA, Annex 1. */
const provinceCodes = new Set(
  [
    '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033',
    '034 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066',
    '067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096',
  ].flatMap((line) => line.split(' ')),
)

/** Reads a number as typed or pasted: spaces, dots, dashes and full-width digits are tolerated. */
export function parseCitizenNumber(typed: string): CitizenNumberResult {
  const number = typed
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/[\s.\p{Pd}\p{Cf}]/gu, '')
  const digits = number.replace(/\D/g, '').length
  if (digits !== number.length) return { ok: false, problem: 'citizen-number-not-digits', digits }
  if (digits !== 12) return { ok: false, problem: 'citizen-number-length', digits }
  const provinceCode = number.slice(0, 3)
  const centuryAndSex = Number(number.charAt(3))
  return {
    ok: true,
    number,
    info: {
      provinceCode,
      provinceKnown: provinceCodes.has(provinceCode),
      sex: centuryAndSex % 2 === 0 ? 'male' : 'female',
      birthYear: 1900 + Math.floor(centuryAndSex / 2) * 100 + Number(number.slice(4, 6)),
    },
  }
}

export type CitizenNumberDoubt =
  /** Births registered abroad and, perhaps, after the merger of 2025 have codes that we do not know. */
  'citizen-number-province-unknown' | 'citizen-number-sex-differs' | 'citizen-number-birth-year-differs'

/** What a well-formed number says against the other answers. A corrected sex or birth year explains it too. */
export function citizenNumberDoubts(person: {
  readonly number: string
  readonly sex?: Sex | undefined
  readonly birthDate?: PartialDate | undefined
}): readonly CitizenNumberDoubt[] {
  const parsed = parseCitizenNumber(person.number)
  if (!parsed.ok) return []
  const { info } = parsed
  const doubts: CitizenNumberDoubt[] = []
  if (!info.provinceKnown) doubts.push('citizen-number-province-unknown')
  if (person.sex !== undefined && person.sex !== info.sex) doubts.push('citizen-number-sex-differs')
  if (person.birthDate !== undefined && Number(person.birthDate.slice(0, 4)) !== info.birthYear) {
    doubts.push('citizen-number-birth-year-differs')
  }
  return doubts
}
