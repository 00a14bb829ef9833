/** The desk's time limit for one case in one place. */
import type { Condition } from '../form/definition.ts'
import type { LocalizedText } from '../text/localized.ts'
import type { CivilDay } from '../time/civil-day.ts'
import type { TimeLimit } from '../time/due-date.ts'
import { applies, type CaseAnswers, type CaseQuestion } from './cases.ts'

export interface StatedLimit extends TimeLimit {
  readonly note?: LocalizedText | undefined
}

export interface StatedTimeLimit extends StatedLimit {
  /** Added where the deciding commune is a mountain, border or disadvantaged one. */
  readonly mountainExtension?: { readonly value: number; readonly unit: 'working-days' | 'days' } | undefined
  /** The first one that holds replaces the limit. */
  readonly variants?: readonly (StatedLimit & { readonly when: Condition })[] | undefined
}

export type TimeLimitOfCase =
  | {
      readonly kind: 'decided'
      readonly limit: StatedLimit
      /** The part of it that a mountain commune adds. */
      readonly extension: StatedTimeLimit['mountainExtension']
    }
  /** The answers so far leave several open, the usual one last. */
  | { readonly kind: 'depends'; readonly limits: readonly StatedLimit[] }

/**
 * The limit that holds for the case answers. In a mountain commune the extension is added when it is counted in
 * the same unit; otherwise the limit is marked `confirm`, since two units do not add up to one date.
 */
export function timeLimitOf(
  stated: StatedTimeLimit,
  question: {
    readonly cases: readonly CaseQuestion[]
    readonly answers: CaseAnswers
    readonly today: CivilDay
    readonly isMountainCommune: boolean
  },
): TimeLimitOfCase {
  const { cases, answers, today, isMountainCommune } = question
  const { mountainExtension, variants = [], ...usual } = stated
  const open: StatedLimit[] = []
  for (const { when, ...variant } of variants) {
    const held = applies(when, cases, answers, today)
    if (held !== 'no') open.push(variant)
    if (held === 'yes') break
  }
  const isUsualOpen = variants.every(({ when }) => applies(when, cases, answers, today) !== 'yes')
  const limits = isUsualOpen ? [...open, usual] : open
  const [only] = limits
  const extension = isMountainCommune ? mountainExtension : undefined
  const extended = limits.map((limit) => (extension === undefined ? limit : extend(limit, extension)))
  return limits.length === 1 && only !== undefined
    ? { kind: 'decided', limit: extended[0] ?? only, extension }
    : { kind: 'depends', limits: extended }
}

/**
 * Which of the wordings `time.*` of the guide says the limit: `3 working days`, `half a working day`, `the same day`.
 * Staff tell where the limit is not known.
 */
export type LimitWording =
  | { readonly kind: 'sameDay' | 'unknown' | 'atOnce' | 'halfDay' }
  | { readonly kind: TimeLimit['unit']; readonly count: number }

export function limitWording(limit: {
  readonly value?: number | null | undefined
  readonly unit: TimeLimit['unit']
  readonly sameDay?: boolean | undefined
}): LimitWording {
  const { value, unit, sameDay } = limit
  if (sameDay === true) return { kind: 'sameDay' }
  if (value === undefined || value === null) return { kind: 'unknown' }
  if (value === 0) return { kind: 'atOnce' }
  if (value === 0.5 && unit === 'working-days') return { kind: 'halfDay' }
  return { kind: unit, count: value }
}

function extend(
  limit: StatedLimit,
  extension: NonNullable<StatedTimeLimit['mountainExtension']>,
): StatedLimit {
  if (limit.value === undefined) return limit
  if (limit.unit !== extension.unit) return { ...limit, confirm: true }
  return { ...limit, value: limit.value + extension.value }
}
