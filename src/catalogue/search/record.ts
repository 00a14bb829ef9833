/** What search needs to know of a procedure, from whatever source. */
import type { ProcedureSummary } from '../schema.ts'

export interface SearchRecord {
  readonly code: string
  /** What it is called: official name, plain name, keywords, in any language; the first one is the official name. */
  readonly phrases: readonly string[]
  readonly field: string
  /** Two-digit code of the only province where it applies; absent when it applies everywhere. */
  readonly province?: string | undefined
  /**
   * How likely a citizen at a commune's desk means it, all else equal; 1 for a procedure of which nothing is known.
   */
  readonly prior: number
  /** Codes that it replaces: they rank below it. */
  readonly supersedes?: readonly string[] | undefined
}

const provinceOfScope = {
  national: undefined,
  'lao-cai': '15',
  'lai-chau': '12',
  'other-province': '00',
} as const

/** The record of the built-in catalogue as search sees it. */
export function toSearchRecord(summary: ProcedureSummary): SearchRecord {
  const { code, name, plainName, field, keywords, supersedes } = summary
  return {
    code,
    phrases: [name.vi, plainName.vi, ...keywords.vi, plainName.en, ...keywords.en, name.en],
    field: `${field.vi} ${field.en}`,
    province: summary.province ?? provinceOfScope[summary.scope],
    supersedes,
    prior:
      (summary.level === 'commune' ? 1.1 : 1) *
      (summary.hasForm ? 1.12 : 1) *
      (summary.essential ? 1.08 : 1) *
      (summary.role === 'village-team' ? 0.8 : 1),
  }
}
