/**
 * An identity card read by a hand-held scanner that types like a keyboard. The system's layout, caps lock or a
 * Vietnamese input method may have changed what it typed. What is repaired must pass the checks that a card allows
 * (number against birth date and sex, no digit in the name, seven or eleven fields); where two readings pass, or none,
 * the scan is refused: a wrong name in a register costs more than a second scan.
 */
import { inputMethods } from '../text/letters.ts'
import { type Typed, withoutTypedMarks } from '../text/typed-marks.ts'
import { usCharacter } from '../text/us-keyboard.ts'
import { citizenNumberDoubts } from './citizen-number.ts'
import { type IdentityCard, type IdentityCardProblem, parseIdentityCard } from './identity-card.ts'

/** One key of a scan, as the browser tells it. */
export interface ScannedKey {
  /** `KeyboardEvent.key`; a text that came without a key, such as a letter by its code with Alt. */
  readonly key: string
  /** `KeyboardEvent.code`: the key by its place; empty where there was none. */
  readonly code: string
  readonly isShifted: boolean
  /** An input method took the key; `key` says nothing about what was typed. */
  readonly isComposed: boolean
}

export type ScanProblem =
  | IdentityCardProblem
  /** A Vietnamese input method or another keyboard layout changed it beyond certain repair. */
  | 'scan-input-method'
  /** Capital letters came as small ones, or the reverse. */
  | 'scan-letter-case'
  /** The scanner leaves out Vietnamese letters. */
  | 'scan-letters-lost'

export type ScanResult =
  | { readonly ok: true; readonly card: IdentityCard }
  | { readonly ok: false; readonly problem: ScanProblem }

/** The card that was scanned. @param keys without the key that ended the scan */
export function readScannedKeys(keys: readonly ScannedKey[]): ScanResult {
  const plain = plainText(keys)
  const readings = repairedTexts(keys).filter((text) => text !== plain)
  const results = [
    ...(plain === null ? [] : [{ ...readText(plain), text: plain }]),
    ...readings.map((text) => ({ ...readText(text, 'repaired'), text })),
  ]
  const cards = results.flatMap((result) => (result.ok ? [result.card] : []))
  const [card] = cards
  if (card !== undefined) {
    const isCertain = cards.every((other) => JSON.stringify(other) === JSON.stringify(card))
    return isCertain ? { ok: true, card } : { ok: false, problem: 'scan-input-method' }
  }
  const problems = results.flatMap((result) => (result.ok ? [] : [result.problem]))
  return { ok: false, problem: ranked.find((problem) => problems.includes(problem)) ?? 'scan-input-method' }
}

/** The most telling one first. */
const ranked: readonly ScanProblem[] = [
  'card-own-receipt',
  'card-web-address',
  'card-payment-code',
  'scan-letters-lost',
  'scan-letter-case',
  'scan-input-method',
  'card-unreadable',
  'card-other-code',
]

/** As the system typed it; null when an input method had its hands in it. */
function plainText(keys: readonly ScannedKey[]): string | null {
  if (keys.some(({ key, isComposed }) => isComposed || key === 'Backspace')) return null
  return keys.map(textOf).join('')
}

function repairedTexts(keys: readonly ScannedKey[]): readonly string[] {
  if (!keys.some(({ key }) => key === 'Backspace')) {
    const byPlace = keys.map(({ key, code, isShifted, isComposed }) => {
      const character = usCharacter(code, isShifted)
      return character ?? (isComposed ? null : key.length > 1 ? '' : key)
    })
    // A composed key without its place: nobody knows what it was.
    return byPlace.includes(null) ? [] : [byPlace.join('')]
  }
  if (keys.some(({ isComposed }) => isComposed)) return []
  const typed = keys.map((key): Typed => (key.key === 'Backspace' ? 'backspace' : { text: textOf(key) }))
  return inputMethods.flatMap((method) => withoutTypedMarks(typed, method) ?? [])
}

/** Keys such as Shift have names longer than a character. */
function textOf({ key }: ScannedKey): string {
  return [...key].length === 1 || /\P{ASCII}/u.test(key) ? key : ''
}

function readText(typed: string, how?: 'repaired'): ScanResult {
  const text = withSeparators(typed).normalize('NFC')
  const read = parseIdentityCard(text)
  const [, , name = '', , sex = '', address = ''] = text.split('|').map((field) => field.trim())
  const isCut = /[?\uFFFD]/u.test(name + address)
  if (!read.ok) {
    const looksLikeCard = text.split('|').length >= 7
    // `Nữ` without its second letter or its marks.
    if (looksLikeCard && (isCut || sex === 'N' || sex === 'Nu'))
      return { ok: false, problem: 'scan-letters-lost' }
    return looksLikeCard ? { ok: false, problem: 'scan-input-method' } : read
  }
  if (sex !== 'Nam' && sex !== 'Nữ') return { ok: false, problem: 'scan-letter-case' }
  // A name with vowels left out, or a text with not one letter that only Vietnamese has (the ữ of Nữ is one).
  if (isCut || hasWordWithoutVowel(name) || !/[\u0100-\u024F\u1E00-\u1EFF]/u.test(name + address + sex)) {
    return { ok: false, problem: 'scan-letters-lost' }
  }
  if (hasStrayHorn(name) || hasStrayHorn(address)) return { ok: false, problem: 'scan-input-method' }
  const { number, birthDate, sex: readSex } = read.card
  const doubts = citizenNumberDoubts({ number, birthDate, sex: readSex })
  if (how === 'repaired' && doubts.some((doubt) => doubt !== 'citizen-number-province-unknown')) {
    return { ok: false, problem: 'scan-input-method' }
  }
  return read
}

/** Twelve digits, and then whatever stands for the separator here. */
function withSeparators(text: string): string {
  const separator = /^\s*\d{12}([^\p{L}\p{N}\s|,.-])/u.exec(text)?.[1]
  if (separator === undefined || text.includes('|')) return text
  const fields = text.split(separator)
  // The separator may be a sign that an address has, too: then there are more fields.
  return fields.length === 7 || fields.length === 11 ? fields.join('|') : text
}

function hasWordWithoutVowel(name: string): boolean {
  return name
    .normalize('NFD')
    .split(' ')
    .some((word) => !/[aeiouyAEIOUY]/.test(word))
}

/**
 * `ư` at the beginning of a word or where no Vietnamese syllable has it: Telex writes it for a `w` of its own
 * (`Y Win`), and leaves no other trace. It costs the few whose name begins so a look at the camera.
 */
function hasStrayHorn(text: string): boolean {
  const words = text
    .normalize('NFD')
    .replace(tones, '')
    .normalize('NFC')
    .toLowerCase()
    .match(/\p{L}+/gu)
  return (words ?? []).some((word) => {
    const at = word.indexOf('ư')
    return at === 0 || (at > 0 && !rhymes.has(word.slice(at)))
  })
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu
const rhymes = new Set('ư ưa ưc ưi ưm ưn ưng ưt ưu ươ ươc ươi ươm ươn ương ươp ươt ươu'.split(' '))
