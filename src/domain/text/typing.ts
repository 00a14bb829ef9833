/** What a press on a keyboard of our own does to a text: letters, tones by name, the backspace. */
import { type OpenWord, withKey } from './key-by-key.ts'
import { type InputMethod, type Letter, lettersOf, type Tone, toneMarks, writtenLetters } from './letters.ts'
import { isVowel, nucleusOf, styleOf, toned, toneOf } from './syllable.ts'

/** `marks`: each letter has a key of its own and each tone one, for those who know no input method. */
export type TypingMethod = 'marks' | InputMethod

/** A text, cut where the caret stands. */
export interface TextAtCaret {
  readonly before: string
  readonly after: string
}

interface Cut {
  readonly head: string
  /** Letters of the word before the caret. */
  readonly left: string
  readonly right: string
  readonly tail: string
}

/** The text with one more character; Telex and VNI may mark the word instead. */
export function withCharacter(text: TextAtCaret, character: string, method: TypingMethod): TextAtCaret {
  const { head, left, right, tail } = cut(text)
  const ofLeft = lettersOf(left)
  const ofRight = lettersOf(right)
  const word: OpenWord = { letters: withoutTones(ofLeft), tone: toneOf([...ofLeft, ...ofRight]) }
  const isForWord =
    /\p{L}/u.test(character) || (method === 'vni' && ofLeft.length > 0 && /\d/.test(character))
  if (!isForWord) return { before: text.before + character, after: text.after }
  const next =
    method === 'marks'
      ? { letters: [...word.letters, ...lettersOf([character])], tone: word.tone }
      : withKey(word, character, method)
  // A word that has no tone is left alone, whatever other marks it has.
  const letters = [...next.letters, ...withoutTones(ofRight)]
  const was = [...ofLeft, ...ofRight]
  const isSameTone = next.tone === word.tone && next.tone !== ''
  const whole = isSameTone
    ? placed(letters, was)
    : next.tone === ''
      ? letters
      : toned(letters, next.tone, styleOf(was))
  return joined(head, whole, next.letters.length, tail)
}

/** The tone goes on the word at the caret, or on the one before it; the same tone once more takes it away. */
export function withToneKey(text: TextAtCaret, tone: Tone | null): TextAtCaret {
  const found = lastWord(text)
  if (found === null) return text
  const { head, left, right, tail, gap } = found
  const letters = [...lettersOf(left), ...lettersOf(right)]
  const mark = tone === null ? '' : toneMarks[tone]
  const whole = toned(letters, toneOf(letters) === mark ? '' : mark)
  return joined(head, whole, lettersOf(left).length, tail, gap)
}

/** The word that a tone would go on, as it stands; empty when there is none with a vowel. */
export function wordForTone(text: TextAtCaret): string {
  const found = lastWord(text)
  if (found === null) return ''
  const word = found.left + found.right
  return lettersOf(word).some(isVowel) ? word : ''
}

/** The text without the character before the caret. */
export function rubbedOut({ before, after }: TextAtCaret): TextAtCaret {
  const shorter = before.normalize('NFC').replace(/\P{M}?\p{M}*$/u, '')
  const { head, left, right, tail } = cut({ before: shorter, after })
  const letters = [...lettersOf(left), ...lettersOf(right)]
  const tone = toneOf(letters)
  return tone === ''
    ? { before: shorter, after }
    : joined(head, placed(letters, letters), lettersOf(left).length, tail)
}

function cut({ before, after }: TextAtCaret): Cut {
  const left = /[\p{L}\p{M}]*$/u.exec(before)?.[0] ?? ''
  const right = /^[\p{L}\p{M}]*/u.exec(after)?.[0] ?? ''
  return {
    head: before.slice(0, before.length - left.length),
    left: left.normalize('NFC'),
    right: right.normalize('NFC'),
    tail: after.slice(right.length),
  }
}

/** The word at the caret; right behind a word and its space, that word. */
function lastWord(text: TextAtCaret): (Cut & { readonly gap: string }) | null {
  const here = cut(text)
  if (here.left !== '' || here.right !== '') return { ...here, gap: '' }
  const before = text.before.trimEnd()
  const found = cut({ before, after: '' })
  return found.left === '' ? null : { ...found, tail: text.after, gap: text.before.slice(before.length) }
}

/**
 * The tone of a word after a letter more or less: where it belongs now, in the habit that the word was written in.
 * Words written together (`Việtnam`) keep it on the syllable that has it.
 */
function placed(letters: readonly Letter[], was: readonly Letter[]): readonly Letter[] {
  const tone = toneOf(was)
  const at = was.findIndex((letter) => letter.tone !== '')
  const nucleus = nucleusOf(letters)
  const isOfEarlierSyllable =
    nucleus !== null && letters.slice(at, nucleus.start).some((letter) => !isVowel(letter))
  if (isOfEarlierSyllable) {
    return letters.map((letter, index) => ({ ...letter, tone: index === at ? tone : '' }))
  }
  return toned(letters, tone, styleOf(was))
}

function withoutTones(letters: readonly Letter[]): readonly Letter[] {
  return letters.map((letter) => ({ ...letter, tone: '' }))
}

/** @param gap between the word and the caret */
function joined(
  head: string,
  word: readonly Letter[],
  lettersBeforeCaret: number,
  tail: string,
  gap = '',
): TextAtCaret {
  return {
    before: head + writtenLetters(word.slice(0, lettersBeforeCaret)) + gap,
    after: writtenLetters(word.slice(lettersBeforeCaret)) + tail,
  }
}
