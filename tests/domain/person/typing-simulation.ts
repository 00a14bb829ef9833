/**
 * What becomes of a scan where a Vietnamese input method is on. The engine is written from the conventions, apart
 * from the product's own code: a word of ASCII keys is composed anew with each key, and whatever changes is rubbed
 * out and written again.
 */
import type { ScannedKey } from '../../../src/domain/person/scanned-keys.ts'
import { keysOf } from './card-example.ts'

interface Letter {
  base: string
  mark: string
}

const toneKeys = {
  telex: { s: '\u0301', f: '\u0300', r: '\u0309', x: '\u0303', j: '\u0323' },
  vni: { 1: '\u0301', 2: '\u0300', 3: '\u0309', 4: '\u0303', 5: '\u0323' },
} as const
type Method = keyof typeof toneKeys

/** The word as the input method shows it after these keys. */
export function composed(keys: string, method: Method): string {
  const letters: Letter[] = []
  let tone = ''
  const find = (wanted: string) =>
    letters.findLast(({ base, mark }) => mark === '' && wanted.includes(base.toLowerCase()))
  for (const key of keys) {
    const low = key.toLowerCase()
    const toneOf: Readonly<Record<string, string>> = toneKeys[method]
    const hasVowel = letters.some(({ base }) => /[aeiouy]/i.test(base))
    const newTone = toneOf[low]
    const marked = markedBy(low, method, find, letters)
    if (marked !== undefined) marked.letter.mark = marked.mark
    else if (newTone !== undefined && hasVowel && tone === newTone) {
      // The same key again takes the tone back and stands for itself.
      tone = ''
      letters.push({ base: key, mark: '' })
    } else if (newTone !== undefined && hasVowel) tone = newTone
    else if (method === 'telex' && low === 'w')
      letters.push({ base: key === 'w' ? 'u' : 'U', mark: '\u031b' })
    else letters.push({ base: key, mark: '' })
  }
  // Over the vowel before a final consonant, else over the one before the last, as the old style has it.
  const vowels = letters.filter(({ base }) => /[aeiouy]/i.test(base))
  const last = letters.at(-1)
  const isClosed = last !== undefined && !/[aeiouy]/i.test(last.base)
  const carrier = isClosed || vowels.length < 2 ? vowels.at(-1) : vowels.at(-2)
  return letters
    .map((letter) =>
      letter.mark === 'đ'
        ? letter.base === 'd'
          ? 'đ'
          : 'Đ'
        : (letter.base + letter.mark + (letter === carrier ? tone : '')).normalize('NFC'),
    )
    .join('')
}

function markedBy(
  key: string,
  method: Method,
  find: (wanted: string) => Letter | undefined,
  letters: readonly Letter[],
): { letter: Letter; mark: string } | undefined {
  const on = (letter: Letter | undefined, mark: string) =>
    letter === undefined ? undefined : { letter, mark }
  if (method === 'vni') {
    if (key === '6') return on(find('aeo'), '\u0302')
    if (key === '7') return on(find('uo'), '\u031b')
    if (key === '8') return on(find('a'), '\u0306')
    return key === '9' ? on(find('d'), 'đ') : undefined
  }
  if ('aeo'.includes(key)) return on(find(key), '\u0302')
  if (key === 'd') return on(find('d'), 'đ')
  if (key !== 'w') return undefined
  return letters.at(-1)?.base.toLowerCase() === 'a' ? on(find('a'), '\u0306') : on(find('uo'), '\u031b')
}

const packet = (key: string): ScannedKey => ({ key, code: '', isShifted: false, isComposed: false })
const rubOut: ScannedKey = { key: 'Backspace', code: 'Backspace', isShifted: false, isComposed: false }

/** An input method that hooks the keyboard: rubs out and types anew, whatever has the focus. */
export function typedThroughHook(text: string, method: Method): ScannedKey[] {
  const out: ScannedKey[] = []
  let word = ''
  let shown = ''
  for (const key of keysOf(text)) {
    const isOfWord = key.code !== '' && /^[a-z\d]$/i.test(key.key) && (word !== '' || /[a-z]/i.test(key.key))
    if (!isOfWord) {
      word = ''
      shown = ''
      out.push(key)
      continue
    }
    word += key.key
    const next = composed(word, method)
    if (next === shown + key.key) out.push(key)
    else {
      let same = 0
      while (same < shown.length && shown[same] === next[same]) same++
      for (let left = same; left < shown.length; left++) out.push(rubOut)
      for (const character of next.slice(same)) out.push(packet(character))
    }
    shown = next
  }
  return out
}

/** An input method of the system: takes every key of a field that has the focus. */
export function typedThroughComposition(text: string): ScannedKey[] {
  return keysOf(text).map((key) => (key.code === '' ? key : { ...key, key: 'Process', isComposed: true }))
}

/** The Vietnamese keyboard layout of the system: letters and tones where the digits are. */
export function typedOnVietnameseLayout(text: string): ScannedKey[] {
  const row = 'đăâêô\u0300\u0309\u0303\u0301\u0323'
  return keysOf(text).map((key) =>
    /^Digit\d$/.test(key.code) ? { ...key, key: row.charAt(Number(key.code.slice(5))) } : key,
  )
}

/** Caps lock is on: the keys are the same, the letters are not. */
export function typedWithCapsLock(text: string): ScannedKey[] {
  return keysOf(text).map((key) =>
    key.code.startsWith('Key')
      ? { ...key, key: key.isShifted ? key.key.toLowerCase() : key.key.toUpperCase() }
      : key,
  )
}
