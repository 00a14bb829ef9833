/** Words of a place as people write them, in the form in which the same place is the same. */
import { fold } from '../../domain/text/fold.ts'

/** Which level of an address a word for a kind of unit stands for. */
export type PlaceLevel = 'commune' | 'district' | 'province'

/** Kinds as they are written out, and as they are shortened on papers and cards; all folded. */
const kindWords: readonly (readonly [written: string, kind: string])[] = [
  ['thi tran', 'thi tran'],
  ['tt', 'thi tran'],
  ['dac khu', 'dac khu'],
  ['thi xa', 'thi xa'],
  ['tx', 'thi xa'],
  ['t x', 'thi xa'],
  ['thanh pho', 'thanh pho'],
  ['tp', 'thanh pho'],
  ['t p', 'thanh pho'],
  ['phuong', 'phuong'],
  ['p', 'phuong'],
  ['f', 'phuong'],
  ['xa', 'xa'],
  ['x', 'xa'],
  ['huyen', 'huyen'],
  ['h', 'huyen'],
  ['quan', 'quan'],
  ['q', 'quan'],
  ['tinh', 'tinh'],
  ['t', 'tinh'],
]

const kindOf = new Map(kindWords)

const hasMarks = /\p{M}/u
const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/gu

/** A word that has marks must have these: the `Xá` of `Phúc Xá` is no `xã`. */
const markedKinds = new Map(
  ['xã', 'phường', 'thị trấn', 'đặc khu', 'huyện', 'quận', 'thị xã', 'thành phố', 'tỉnh'].map((kind) => [
    fold(kind),
    kind.split(' ').map(markedWord).join(' '),
  ]),
)

const levelsOfKind: Readonly<Record<string, readonly PlaceLevel[]>> = {
  xa: ['commune'],
  phuong: ['commune'],
  'thi tran': ['commune'],
  'dac khu': ['commune'],
  huyen: ['district'],
  quan: ['district'],
  'thi xa': ['district'],
  'thanh pho': ['district', 'province'],
  tinh: ['province'],
}

/**
 * A word for comparing: folded, `y` for `i` where both spellings live (Lý, Lí; Mỹ, Mĩ; Quy, Qui), `c` for the last
 * `k` (Đắk, Đắc), no apostrophes and hyphens (M'ri), no leading zero (phường 01).
 */
export function placeWord(word: string): string {
  return fold(word)
    .replaceAll(/['’‘ʼ`.-]/gu, '')
    .replace(/^(qu|[bcdghklmnrstvx]+)y$/u, '$1i')
    .replace(/k$/u, 'c')
    .replace(/^0+(?=\d)/u, '')
}

/** The words of a name for comparing, in their order: `Thị xã Sa Pa` → `thi xa sa pa`. */
export function placeWords(name: string): readonly string[] {
  return name
    .split(/[\s,;.()]+/u)
    .map(placeWord)
    .filter((word) => word !== '')
}

/** A word with its marks, wherever the tone stands in its syllable: `hòa` and `hoà` are one. */
export function markedWord(word: string): string {
  const letters = word
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/['’‘ʼ`.-]/gu, '')
  return letters.replace(toneMarks, '') + (letters.match(toneMarks) ?? []).join('')
}

export interface PlaceToken {
  /** See `markedWord`. */
  readonly marked: string
  /** See `placeWord`. */
  readonly key: string
  /** Where it begins in the text. */
  readonly at: number
  /** A comma or the beginning of the text stands before it. */
  readonly isFirst: boolean
}

/** @param text in its stored form, NFC */
export function placeTokens(text: string): readonly PlaceToken[] {
  const tokens: PlaceToken[] = []
  let from = 0
  for (const { 0: word, index } of text.matchAll(/[^\s,;.|()]+/gu)) {
    const isFirst = tokens.length === 0 || /[,;|(]/u.test(text.slice(from, index))
    from = index + word.length
    // `thị xã Sa Pa cũ`; no unit has the word in its name.
    if (word.toLowerCase() === 'cũ') continue
    // `P1`, `Q.10`: kind and number without a space.
    const [, kind = '', number = ''] = /^([pqf])(\d{1,2})$/iu.exec(word) ?? []
    const parts = kind === '' ? [word] : [kind, number]
    let at = index
    for (const [position, raw] of parts.entries()) {
      const key = placeWord(raw)
      if (key !== '') tokens.push({ marked: markedWord(raw), key, at, isFirst: isFirst && position === 0 })
      at += raw.length
    }
  }
  return tokens
}

/** The kind that is written right before `end`, in the same part of the address; none is `length` 0. */
export function kindBefore(
  tokens: readonly PlaceToken[],
  end: number,
): { readonly kind: string; readonly length: number; readonly levels: readonly PlaceLevel[] } {
  for (const length of [2, 1]) {
    const words = end < length || tokens[end]?.isFirst ? [] : tokens.slice(end - length, end)
    if (words.length === 0 || words.slice(1).some(({ isFirst }) => isFirst)) continue
    const kind = kindOf.get(words.map(({ key }) => key).join(' '))
    if (kind === undefined) continue
    const marked = words.map((word) => word.marked).join(' ')
    const isAmiss = hasMarks.test(marked) && marked !== markedKinds.get(kind)
    if (!isAmiss) return { kind, length, levels: levelsOfKind[kind] ?? [] }
  }
  return { kind: '', length: 0, levels: [] }
}
