/**
 * Reads Telex and VNI keystrokes that were typed with the input method off: `ddawng kys`, `d9a8ng ky1`.
 * Marks may stand anywhere after their vowel, as both methods allow. Telex and VNI are public conventions of
 * every Vietnamese keyboard.
 */

const breve = '\u0306'
const circumflex = '\u0302'
const horn = '\u031b'
const telexTones: Readonly<Record<string, string>> = {
  s: '\u0301',
  f: '\u0300',
  r: '\u0309',
  x: '\u0303',
  j: '\u0323',
  z: '',
}
const vniTones: Readonly<Record<string, string>> = {
  1: '\u0301',
  2: '\u0300',
  3: '\u0309',
  4: '\u0303',
  5: '\u0323',
  0: '',
}

interface Letter {
  readonly base: string
  mark: string
}

const isVowel = ({ base }: Letter) => 'aeiouy'.includes(base)

function lastIndex(letters: readonly Letter[], wanted: string): number {
  return letters.findLastIndex(({ base, mark }) => wanted.includes(base) && mark === '')
}

/** Sets a mark on the last free letter that can carry it; false when there is none. */
function mark(letters: Letter[], wanted: string, sign: string): boolean {
  const letter = letters[lastIndex(letters, wanted)]
  if (letter === undefined) return false
  letter.mark = sign
  return true
}

/** `uo` takes two horns, any other vowel one. */
function setHorn(letters: Letter[]): boolean {
  const at = lastIndex(letters, 'uo')
  const letter = letters[at]
  if (letter === undefined) return false
  letter.mark = horn
  const before = letters[at - 1]
  if (letter.base === 'o' && before?.base === 'u' && letters[at - 2]?.base !== 'q') before.mark = horn
  return true
}

function strikeD(letters: Letter[]): boolean {
  const [first] = letters
  if (first?.base !== 'd') return false
  letters[0] = { base: 'đ', mark: '' }
  return true
}

function written(letters: readonly Letter[], tone: string): string {
  const vowel = letters.findLastIndex((letter) => isVowel(letter))
  return letters
    .map(({ base, mark: sign }, at) => base + sign + (at === vowel ? tone : ''))
    .join('')
    .normalize('NFC')
}

function decode(
  word: string,
  toneOf: Readonly<Record<string, string>>,
  modify: (key: string, letters: Letter[]) => boolean,
): string | null {
  const letters: Letter[] = []
  let tone = ''
  let isChanged = false
  for (const key of word) {
    if (modify(key, letters)) {
      isChanged = true
      continue
    }
    const sign = Object.hasOwn(toneOf, key) ? toneOf[key] : undefined
    if (sign !== undefined && letters.some(isVowel)) {
      tone = sign
      isChanged = true
      continue
    }
    letters.push({ base: key, mark: '' })
  }
  return isChanged ? written(letters, tone) : null
}

/** The word that these Telex keystrokes write; null when nothing in them is a Telex mark. */
export function fromTelex(word: string): string | null {
  if (!/^[a-z]{2,10}$/u.test(word)) return null
  return decode(word, telexTones, (key, letters) => {
    if (key === 'd') return letters.length > 0 && strikeD(letters)
    if ('aeo'.includes(key)) return mark(letters, key, circumflex)
    if (key !== 'w') return false
    if (letters.at(-1)?.base === 'a') return mark(letters, 'a', breve)
    if (setHorn(letters) || mark(letters, 'a', breve)) return true
    letters.push({ base: 'u', mark: horn })
    return true
  })
}

/** The word that these VNI keystrokes write; null when nothing in them is a VNI mark. */
export function fromVni(word: string): string | null {
  if (!/^[a-z][a-z0-9]{1,11}$/u.test(word) || !/\d/u.test(word)) return null
  const read = decode(word, vniTones, (key, letters) => {
    if (key === '6') return mark(letters, 'aeo', circumflex)
    if (key === '7') return setHorn(letters)
    if (key === '8') return mark(letters, 'a', breve)
    return key === '9' && strikeD(letters)
  })
  return read === null || /\d/u.test(read) ? null : read
}
