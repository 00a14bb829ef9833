/**
 * What one key makes of a word: Telex and VNI as every Vietnamese keyboard has them. The word that stands there says
 * all; no keys are remembered. A key pressed twice takes its mark back and stands for itself: `ass` writes `as`.
 */
import { breve, circumflex, horn, type InputMethod, type Letter, noToneKeys, toneKeys } from './letters.ts'
import { isVowel, nucleusOf } from './syllable.ts'

/** Letters without tones, and the tone of the word as a combining mark, empty when it has none. */
export interface OpenWord {
  readonly letters: readonly Letter[]
  readonly tone: string
}

type Letters = readonly Letter[]
/** Null: the key finds nothing to mark. */
type Marked = { readonly letters: Letters; readonly isTakenBack: boolean } | null

/** @param key one character in its own case */
export function withKey(word: OpenWord, key: string, method: InputMethod): OpenWord {
  const low = key.toLowerCase()
  const { letters, tone } = word
  const toneOfKey = Object.keys(toneKeys).find((mark) => toneKeys[mark]?.[method] === low)
  if (toneOfKey !== undefined && letters.some(isVowel)) {
    return tone === toneOfKey ? withLiteral({ letters, tone: '' }, key) : { letters, tone: toneOfKey }
  }
  if (low === noToneKeys[method] && tone !== '') return { letters, tone: '' }
  if (method === 'telex' && low === 'w' && !letters.some((letter) => isVowel(letter))) {
    return { letters: [...letters, { base: key === 'w' ? 'u' : 'U', shape: horn, tone: '' }], tone }
  }
  if (method === 'telex' && low === 'w' && letters.length === 1 && letters[0]?.shape === horn) {
    return { letters: [plain(letters[0].base === 'U' ? 'W' : 'w')], tone: '' }
  }
  const marked = method === 'telex' ? markedByTelex(letters, low) : markedByVni(letters, low)
  if (marked === null) return withLiteral(word, key)
  const changed = { letters: marked.letters, tone }
  return marked.isTakenBack ? { letters: [...marked.letters, plain(key)], tone } : changed
}

/** `uơ` ends a syllable (`thuở`); before one more letter it is `ươ` (`hương`). */
function withLiteral({ letters, tone }: OpenWord, key: string): OpenWord {
  const nucleus = nucleusOf(letters)
  const last = letters.length - 1
  const isHalfHorned =
    nucleus !== null &&
    last - 1 >= nucleus.start &&
    isLetter(letters[last - 1], 'u', '') &&
    isLetter(letters[last], 'o', horn)
  return { letters: [...(isHalfHorned ? reshaped(letters, last - 1, horn) : letters), plain(key)], tone }
}

function markedByTelex(letters: Letters, key: string): Marked {
  if (key === 'a' || key === 'e' || key === 'o') return markedLast(letters, key, circumflex)
  if (key === 'd') return struck(letters)
  if (key !== 'w') return null
  const nucleus = nucleusOf(letters)
  if (nucleus === null) return null
  const vowels = letters.slice(nucleus.start, nucleus.end).map(({ base }) => base.toLowerCase())
  // `mua`, `w` is `mưa`; everywhere else an a takes the breve: `quaw`, `hoaw`, `langw`.
  const isOpenUa = vowels.join('') === 'ua' && nucleus.end === letters.length
  return vowels.includes('a') && !isOpenUa ? markedLast(letters, 'a', breve) : horned(letters)
}

function markedByVni(letters: Letters, key: string): Marked {
  if (key === '6') return markedLast(letters, 'aeo', circumflex)
  if (key === '7') return horned(letters)
  if (key === '8') return markedLast(letters, 'a', breve)
  return key === '9' ? struck(letters) : null
}

function markedLast(letters: Letters, wanted: string, shape: string): Marked {
  const at = letters.findLastIndex(({ base }) => wanted.includes(base.toLowerCase()))
  if (at < 0) return null
  // `ươ` with a circumflex is `uô`.
  const isUo = letters[at]?.shape === horn && letters[at - 1]?.shape === horn
  return flipped(isUo ? reshaped(letters, at - 1, '') : letters, at, shape)
}

/** On `uo` both letters are meant, and as long as nothing follows the second one is enough. */
function horned(letters: Letters): Marked {
  const nucleus = nucleusOf(letters)
  if (nucleus === null) return null
  const { start, end } = nucleus
  const find = (base: string) =>
    letters.findIndex((letter, at) => at >= start && at < end && letter.base.toLowerCase() === base)
  const u = find('u')
  const o = find('o')
  if (u < 0 || o !== u + 1) return u < 0 && o < 0 ? null : flipped(letters, u < 0 ? o : u, horn)
  const isOpen = o === letters.length - 1
  const isDone = letters[o]?.shape === horn && (isOpen || letters[u]?.shape === horn)
  if (isDone) return { letters: reshaped(reshaped(letters, o, ''), u, ''), isTakenBack: true }
  const withO = reshaped(letters, o, horn)
  return { letters: isOpen ? withO : reshaped(withO, u, horn), isTakenBack: false }
}

function struck(letters: Letters): Marked {
  return letters[0]?.base.toLowerCase() === 'd' ? flipped(letters, 0, 'đ') : null
}

/** Marks that letter, or takes the mark back when it has it. */
function flipped(letters: Letters, at: number, shape: string): Marked {
  const isTakenBack = letters[at]?.shape === shape
  return { letters: reshaped(letters, at, isTakenBack ? '' : shape), isTakenBack }
}

function reshaped(letters: Letters, at: number, shape: string): Letters {
  return letters.map((letter, index) => (index === at ? { ...letter, shape } : letter))
}

function isLetter(letter: Letter | undefined, base: string, shape: string): boolean {
  return letter?.base.toLowerCase() === base && letter.shape === shape
}

const plain = (base: string): Letter => ({ base, shape: '', tone: '' })
