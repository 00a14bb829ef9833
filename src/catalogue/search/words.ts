/** How search sees text: words, with and without their Vietnamese marks. */
import { fold } from '../../domain/text/fold.ts'

export interface Word {
  /** Without marks, lower case. */
  readonly plain: string
  /** With marks; the tone stands at the end, so that `hoà` and `hòa` are one word. */
  readonly marked: string
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu

function markedForm(word: string): string {
  const decomposed = word.normalize('NFD')
  const tone = decomposed.match(tones)
  return tone === null ? decomposed : decomposed.replace(tones, '') + tone.join('')
}

/** `sửa` and `sữa` sound alike from Huế to Cà Mau and are confused everywhere. */
const asWritten = (sign: string) => (sign === '\u0303' ? '\u0309' : sign)

/**
 * May the typed word be the known one? Marks may be missing, as when one types fast, but not be others: `thưc` may be
 * `thực`, `bán` is not `bản`.
 */
export function mayBe(typed: Word, known: Word): boolean {
  if (typed.plain !== known.plain) return false
  if (typed.marked === known.marked || typed.marked === typed.plain) return true
  return marksIn(typed.marked, known.marked)
}

function marksIn(typed: string, known: string): boolean {
  const there = [...known].map(asWritten)
  return [...typed].every((sign) => !/đ|[\u0300-\u036f]/u.test(sign) || there.includes(asWritten(sign)))
}

/**
 * Splits a text into its words, in order.
 *
 * @param known remembers words over many texts, which are mostly the same; never for what a person typed.
 */
export function words(text: string, known?: Map<string, Word>): Word[] {
  const found = text
    .replace(/\p{Cf}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)
  return (found ?? []).flatMap((written) => {
    const same = known?.get(written)
    if (same !== undefined) return same
    const word = { plain: fold(written), marked: markedForm(written) }
    if (word.plain === '') return []
    known?.set(written, word)
    return word
  })
}

/** The folded words of a text, in order. */
export function terms(text: string): string[] {
  return words(text).map(({ plain }) => plain)
}
