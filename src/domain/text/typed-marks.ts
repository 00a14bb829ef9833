/**
 * Undoes what a Vietnamese input method makes of ASCII keys that were never meant for it. Such a program swallows a
 * key, rubs out the last letters and writes them anew: `Kso`, `r`, ⌫, `ỏ`. Which key it was follows from what changed.
 */

import {
  breve,
  circumflex,
  horn,
  type InputMethod,
  type Keys,
  type Letter,
  lettersOf,
  noToneKeys,
  toneKeys,
} from './letters.ts'

const shapes: Readonly<Record<string, Keys>> = {
  [breve]: { telex: 'w', vni: '8' },
  [horn]: { telex: 'w', vni: '7' },
}
const stroke: Keys = { telex: 'd', vni: '9' }

/**
 * The keys, in lower case, that may have turned one ending of a word into the other; empty where no single key does.
 * Both endings hold as many letters.
 */
function swallowedKeys(before: readonly string[], after: readonly string[], method: InputMethod): string[] {
  const old = lettersOf(before)
  const fresh = lettersOf(after)
  if (old.some(({ base }, at) => base !== fresh[at]?.base)) return []
  const tone = (letters: readonly Letter[]) => letters.map((letter) => letter.tone).join('')
  const reshaped = fresh.filter(({ shape }, at) => shape !== old[at]?.shape)
  const isToneSame = tone(old) === tone(fresh)
  if (!isToneSame && reshaped.length > 0) return []
  if (!isToneSame) return [(toneKeys[tone(fresh)] ?? noToneKeys)[method]]
  const [first] = reshaped
  if (first === undefined || reshaped.some(({ shape }) => shape !== first.shape)) return []
  if (first.shape === 'đ') return [stroke[method]]
  if (first.shape === circumflex) return [method === 'vni' ? '6' : first.base.toLowerCase()]
  const keys = shapes[first.shape]
  return keys === undefined ? [] : [keys[method]]
}

/** One character that came, or one press of the backspace key. */
export type Typed = { readonly text: string } | 'backspace'

/**
 * The keys as they were before the input method took them; null where that is not certain.
 *
 * @param typed what reached the page, in order
 */
export function withoutTypedMarks(typed: readonly Typed[], method: InputMethod): string | null {
  const shown: string[] = []
  let raw = ''
  for (let at = 0; at < typed.length; at++) {
    const event = typed[at]
    if (event === undefined) break
    if (event !== 'backspace') {
      shown.push(event.text.normalize('NFC'))
      raw += event.text
      continue
    }
    let rubbedOut = 1
    while (typed[at + rubbedOut] === 'backspace') rubbedOut++
    const following = typed.slice(at + rubbedOut, at + 2 * rubbedOut + 1)
    const texts = following.flatMap((next) => (next === 'backspace' ? [] : [next.text.normalize('NFC')]))
    const after = texts.slice(0, rubbedOut)
    if (after.length < rubbedOut || shown.length < rubbedOut) return null
    const before = shown.splice(-rubbedOut)
    const literal = texts[rubbedOut]
    if (literal !== undefined && isLiteral(before, after, literal, method)) {
      raw += literal
      shown.push(...after, literal)
      at += 2 * rubbedOut
      continue
    }
    const [key, ...others] = swallowedKeys(before, after, method)
    const cased = key === undefined || others.length > 0 ? null : inCaseOf(key, [...shown, ...before])
    if (cased === null) return null
    raw += cased
    shown.push(...after)
    at += 2 * rubbedOut - 1
  }
  return raw
}

/** The key came through: it took a mark back (`á`, `s` gives `as`), or moved one (`òa`, `n` gives `oàn`). */
function isLiteral(
  before: readonly string[],
  after: readonly string[],
  literal: string,
  method: InputMethod,
): boolean {
  const old = lettersOf(before)
  const fresh = lettersOf(after)
  if (old.some(({ base }, at) => base !== fresh[at]?.base)) return false
  const marks = (letters: readonly Letter[]) => letters.map(({ shape, tone }) => shape + tone).join('')
  if (marks(old) === marks(fresh)) return /^\p{L}$/u.test(literal) && before.join('') !== after.join('')
  const back = swallowedKeys(after, before, method)
  return back.length === 1 && back[0] === literal.toLowerCase()
}

/** A swallowed letter was written as its word is; after a single capital that is not known. */
function inCaseOf(key: string, word: readonly string[]): string | null {
  if (!/[a-z]/.test(key)) return key
  const letters = /\p{L}*$/u.exec(word.join(''))?.[0] ?? ''
  const last = [...letters].at(-1) ?? ''
  if (last !== last.toUpperCase()) return key
  return [...letters].length > 1 ? key.toUpperCase() : null
}
