/** The keys, row by row. A name in braces is all that simple-keyboard gets to know of a key: it keeps no text. */
import type { TypingMethod } from '../../domain/text/typing.ts'
import type { FieldKind } from './typed-field.ts'

export type LayoutName = TypingMethod | 'symbols' | 'latin' | 'digits' | 'decimal' | 'phone'

const digits = '1 2 3 4 5 6 7 8 9 0'
const letters = ['q w e r t y u i o p', "a s d f g h j k l '", '{shift} z x c v b n m {rub}']
const foot = '{numbers} {method} {gap} , . {hide} {next}'
const tones = '{tone-sac} {tone-huyen} {tone-hoi} {tone-nga} {tone-nang} {tone-none}'
const marked = 'ă â ê ô ơ ư đ'

/** As on a phone. @param extra left of the 0 */
function pad(extra: string): readonly string[] {
  return ['1 2 3', '4 5 6', '7 8 9', `${extra} 0 {rub}`, extra === '{hide}' ? '{next}' : '{hide} {next}']
}

const layouts: Readonly<Record<LayoutName, readonly string[]>> = {
  marks: [tones, marked, ...letters, foot],
  telex: [digits, ...letters, foot],
  vni: [digits, ...letters, foot],
  symbols: [digits, '- / ( ) : ; " ? ! +', '@ & % * = # _ {rub}', '{letters} {gap} , . {hide} {next}'],
  latin: [digits, ...letters.map((row) => row.replace("'", '-')), '{hide} @ . _ {gmail} {next}'],
  digits: pad('{hide}'),
  decimal: pad(','),
  phone: pad('+'),
}

/** @param isLow the screen has no room for six rows, but for long ones: tones and marked letters share one. */
export function rowsOf(name: LayoutName, isLow: boolean): string[] {
  const rows = isLow && name === 'marks' ? [`${tones} ${marked}`, ...letters, foot] : layouts[name]
  return rows.map((row) =>
    row
      .split(' ')
      .map((key) => (key.startsWith('{') ? key : `{${key}}`))
      .join(' '),
  )
}

export function layoutFor(kind: FieldKind, method: TypingMethod): LayoutName {
  return kind === 'text' ? method : kind
}

type Hint = 'sac' | 'huyen' | 'hoi' | 'nga' | 'nang' | 'none'

/** Small on the keys of an input method: what they do to the word. Letters as they are, tones by name. */
export const hints: Readonly<
  Record<'telex' | 'vni', Readonly<Record<string, { readonly tone: Hint } | string>>>
> = {
  telex: {
    s: { tone: 'sac' },
    f: { tone: 'huyen' },
    r: { tone: 'hoi' },
    x: { tone: 'nga' },
    j: { tone: 'nang' },
    z: { tone: 'none' },
    w: 'ă ơ ư',
  },
  vni: {
    1: { tone: 'sac' },
    2: { tone: 'huyen' },
    3: { tone: 'hoi' },
    4: { tone: 'nga' },
    5: { tone: 'nang' },
    6: 'â ê ô',
    7: 'ơ ư',
    8: 'ă',
    9: 'đ',
    0: { tone: 'none' },
  },
}
