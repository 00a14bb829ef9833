/** What a person may have meant by what was typed: the words as read, and what each may stand for. */
import { fromTelex, fromVni } from './keystrokes.ts'
import type { Knowledge } from './knowledge.ts'
import { isUnimportant } from './unimportant.ts'
import type { Vocabulary } from './vocabulary.ts'
import { type Word, words } from './words.ts'

export interface Reading {
  readonly text: readonly Word[]
  /** How much it counts against the other readings. */
  readonly weight: number
  /** Words that no phrase was found for: they count less, since the phrase says what is wanted. */
  readonly rest: ReadonlySet<string>
  /** What a phrase or abbreviation was taken for; '' for the words as typed. */
  readonly takenFor: string
}

const respelledWeight = 0.9
/** What is known to be said counts more than what happens to be written. */
const saidBonus = 0.3
const besideSaying = 0.75
const mostReadings = 12
const mostWords = 40

const wordOf = (text: string) => words(text)[0]

/** Reads the keystrokes of a word that is none as it stands. */
function decoded(
  word: Word,
  vocabulary: Vocabulary,
  knowledge: Knowledge | undefined,
  isLast: boolean,
): Word {
  const isKnown = (text: string) => vocabulary.has(text) || (isLast && vocabulary.beginsSomething(text))
  if (vocabulary.has(word.plain) || word.plain !== word.marked) return word
  // English words look like keystrokes: `lost` would be `lót`.
  if (knowledge?.sayings.hasWord(word.plain) === true || knowledge?.shortForms.hasWord(word.plain) === true)
    return word
  for (const read of [fromTelex(word.plain), fromVni(word.plain)]) {
    const candidate = read === null ? undefined : wordOf(read)
    if (candidate !== undefined && candidate.plain !== word.plain && isKnown(candidate.plain))
      return candidate
    if (candidate !== undefined && /\d/u.test(word.plain) && isKnown(candidate.plain)) return candidate
  }
  return word
}

/** `khaisinh` → `khai sinh`, when both halves are words that stand together somewhere. */
function split(word: Word, vocabulary: Vocabulary): Word[] {
  if (word.plain.length < 5 || vocabulary.has(word.plain) || vocabulary.beginsSomething(word.plain))
    return [word]
  const halves = (text: string): string[] | null => {
    for (let at = text.length - 1; at >= 1; at--) {
      const first = text.slice(0, at)
      if (!vocabulary.has(first)) continue
      const rest = text.slice(at)
      const tail = vocabulary.has(rest) ? [rest] : halves(rest)
      if (tail !== null && vocabulary.hasPair(first, tail[0] ?? '')) return [first, ...tail]
    }
    return null
  }
  const found = halves(word.plain)
  return found === null ? [word] : found.map((plain) => ({ plain, marked: plain }))
}

function read(query: string, vocabulary: Vocabulary, knowledge: Knowledge | undefined): Word[] {
  const typed = words(query).slice(0, mostWords)
  const last = typed.length - 1
  return typed
    .map((word, at) => decoded(word, vocabulary, knowledge, at === last))
    .flatMap((word) => (knowledge?.sayings.hasWord(word.plain) === true ? [word] : split(word, vocabulary)))
}

const asTyped = { rest: new Set<string>(), takenFor: '' }

/** The readings of a query, the most literal first. */
export function readings(query: string, vocabulary: Vocabulary, knowledge: Knowledge | undefined): Reading[] {
  const typed = read(query, vocabulary, knowledge)
  if (typed.length === 0) return []
  const found: Reading[] = [{ ...asTyped, text: typed, weight: 1 }]
  const [written] = knowledge?.shortForms.readings(typed) ?? []
  if (written !== undefined)
    found.push({ ...asTyped, text: written.text, weight: 1, takenFor: written.takenFor })
  for (const text of vocabulary.respell(written?.text ?? typed, knowledge?.sayings)) {
    found.push({ ...asTyped, text, weight: respelledWeight })
  }
  const meant = found.flatMap(({ text, weight }) => {
    if (knowledge === undefined) return []
    const { sayings } = knowledge
    const exact = sayings.readings(text)
    const loose = exact.some(({ rest }) => rest.every(isUnimportant)) ? [] : sayings.looseReadings(text)
    return [...exact, ...loose].map(({ text: said, rest, share, takenFor }) => ({
      text: said,
      weight: weight * (1 + saidBonus * share),
      rest: new Set(rest.map(({ plain }) => plain)),
      isWhole: rest.every(isUnimportant),
      takenFor,
    }))
  })
  // Who says exactly what people say for something means that, and not the words.
  const literal = meant.some(({ isWhole }) => isWhole)
    ? found.map((reading) => ({ ...reading, weight: reading.weight * besideSaying }))
    : found
  const distinct = new Map<string, Reading>()
  for (const reading of [...literal, ...meant]) {
    const key = reading.text.map(({ marked }) => marked).join(' ')
    const same = distinct.get(key)
    if (key !== '' && (same === undefined || same.weight < reading.weight)) distinct.set(key, reading)
  }
  return [...distinct.values()].slice(0, mostReadings)
}
