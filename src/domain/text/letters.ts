/** Vietnamese letters taken apart: the letter, the mark that makes it another letter, and the tone. */

export const inputMethods = ['telex', 'vni'] as const
export type InputMethod = (typeof inputMethods)[number]

export type Keys = Readonly<Record<InputMethod, string>>

/** The five tones that are written, as combining marks (TCVN 6909:2001), by their Vietnamese names. */
export const toneMarks = {
  sac: '\u0301',
  huyen: '\u0300',
  hoi: '\u0309',
  nga: '\u0303',
  nang: '\u0323',
} as const
export type Tone = keyof typeof toneMarks

/** By combining mark: the keys of both input methods. */
export const toneKeys: Readonly<Record<string, Keys>> = {
  [toneMarks.sac]: { telex: 's', vni: '1' },
  [toneMarks.huyen]: { telex: 'f', vni: '2' },
  [toneMarks.hoi]: { telex: 'r', vni: '3' },
  [toneMarks.nga]: { telex: 'x', vni: '4' },
  [toneMarks.nang]: { telex: 'j', vni: '5' },
}
export const noToneKeys: Keys = { telex: 'z', vni: '0' }
export const breve = '\u0306'
export const circumflex = '\u0302'
export const horn = '\u031b'

export interface Letter {
  /** In its own case. */
  readonly base: string
  /** Breve, circumflex, horn, or `đ` for the stroke; empty for a plain letter. */
  readonly shape: string
  /** A combining mark, or empty. */
  readonly tone: string
}

/** @param text characters in NFC */
export function lettersOf(text: Iterable<string>): readonly Letter[] {
  return Array.from(text, (character) => {
    const struck = character === 'đ' || character === 'Đ'
    const [base = '', ...marks] = struck ? [character === 'đ' ? 'd' : 'D'] : character.normalize('NFD')
    return {
      base,
      shape: struck ? 'đ' : marks.filter((mark) => toneKeys[mark] === undefined).join(''),
      tone: marks.filter((mark) => toneKeys[mark] !== undefined).join(''),
    }
  })
}

/** In NFC. */
export function writtenLetters(letters: readonly Letter[]): string {
  return letters
    .map(({ base, shape, tone }) =>
      shape === 'đ' ? (base === 'd' ? 'đ' : 'Đ') : (base + shape + tone).normalize('NFC'),
    )
    .join('')
}
