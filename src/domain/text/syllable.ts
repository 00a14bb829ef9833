/**
 * Where a syllable carries its tone. Both habits are in use: `hòa, hóe, thủy` as most input methods write and as most
 * names are registered, and `hoà, hoé, thuỷ` of the schoolbooks (Quyết định 240/QĐ of 1984). What is there decides;
 * otherwise the old one is written.
 */
import { type Letter, lettersOf, type Tone, toneMarks, writtenLetters } from './letters.ts'

export type ToneStyle = 'old' | 'new'

export const isVowel = ({ base }: Letter): boolean => /^[aeiouy]$/i.test(base)

interface Nucleus {
  readonly start: number
  /** Of the first letter after it. */
  readonly end: number
}

/** The vowels of the last syllable without those that belong to the consonant (`qu`, `gi`); null when there are none. */
export function nucleusOf(letters: readonly Letter[]): Nucleus | null {
  const last = letters.findLastIndex(isVowel)
  if (last < 0) return null
  let start = last
  while (start > 0 && isVowelAt(letters, start - 1)) start--
  const onset = `${letters[start - 1]?.base ?? ''}${letters[start]?.base ?? ''}`.toLowerCase()
  const isConsonants = (onset === 'qu' || onset === 'gi') && letters[start]?.shape === ''
  return { start: isConsonants && start < last ? start + 1 : start, end: last + 1 }
}

function isVowelAt(letters: readonly Letter[], at: number): boolean {
  const letter = letters[at]
  return letter !== undefined && isVowel(letter)
}

/** Index of the letter that carries the tone; -1 for letters without a vowel. */
function carrierOf(letters: readonly Letter[], style: ToneStyle): number {
  const nucleus = nucleusOf(letters)
  if (nucleus === null) return -1
  const { start, end } = nucleus
  const shaped = letters.slice(0, end).findLastIndex(({ shape }) => shape !== '' && shape !== 'đ')
  if (shaped >= start) return shaped
  if (end < letters.length) return end - 1
  if (end - start > 2) return end - 2
  return style === 'new' && isOpenPair(letters, nucleus) ? end - 1 : start
}

/** The three endings about which the two habits differ. */
function isOpenPair(letters: readonly Letter[], { start, end }: Nucleus): boolean {
  const pair = letters.slice(start, end).map(({ base, shape }) => base.toLowerCase() + shape)
  return end === letters.length && ['oa', 'oe', 'uy'].includes(pair.join(''))
}

/** The habit in which these letters are written; undefined where they do not tell. */
export function styleOf(letters: readonly Letter[]): ToneStyle | undefined {
  const nucleus = nucleusOf(letters)
  if (nucleus === null || !isOpenPair(letters, nucleus)) return undefined
  const at = letters.findIndex(({ tone }) => tone !== '')
  return at < 0 ? undefined : at === nucleus.start ? 'old' : 'new'
}

/** The tone of a word as a combining mark, empty when it has none. */
export function toneOf(letters: readonly Letter[]): string {
  return letters.find(({ tone }) => tone !== '')?.tone ?? ''
}

/** The same letters with this tone (a combining mark, or empty) and no other; unchanged without a vowel. */
export function toned(letters: readonly Letter[], tone: string, style?: ToneStyle): readonly Letter[] {
  const carrier = carrierOf(letters, style ?? styleOf(letters) ?? 'old')
  if (carrier < 0) return letters
  return letters.map((letter, at) => ({ ...letter, tone: at === carrier ? tone : '' }))
}

/**
 * A word with this tone on the vowel of its last syllable that carries it, in the word's own case: `Giang` and
 * `huyen` give `Giàng`. Null takes the tone away. A word without a vowel stays as it is.
 */
export function withTone(word: string, tone: Tone | null, style?: ToneStyle): string {
  return writtenLetters(toned(lettersOf(word.normalize('NFC')), tone === null ? '' : toneMarks[tone], style))
}
