/** Names of people, as varied as people are (bug case 28). */
import { normaliseText } from '../text/normalise.ts'

export type NameProblem = 'name-empty' | 'name-too-long' | 'name-has-digits' | 'name-has-symbols'
export type NameResult =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly problem: NameProblem }

/** In characters; the longest name on record in Vietnam has well under 60. */
export const nameMaximumLength = 100

/** Letters of any script with their marks; joined by spaces, apostrophes straight or curly, hyphens, dots. */
const allowed = /^[\p{L}\p{M} '’ʼ‘.\p{Pd}]+$/u

/** A name as typed, in NFC with single spaces. One word is a name; case and apostrophes stay as typed. */
export function parseName(typed: string): NameResult {
  const name = normaliseText(typed.slice(0, 10_000))
  if (name === '') return { ok: false, problem: 'name-empty' }
  if ([...name].length > nameMaximumLength) return { ok: false, problem: 'name-too-long' }
  if (/\p{N}/u.test(name)) return { ok: false, problem: 'name-has-digits' }
  if (!allowed.test(name) || !/\p{L}/u.test(name)) return { ok: false, problem: 'name-has-symbols' }
  return { ok: true, name }
}
