import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type InputMethod,
  inputMethods,
  lettersOf,
  type Tone,
  toneKeys,
  toneMarks,
} from '../../../src/domain/text/letters.ts'
import { withTone } from '../../../src/domain/text/syllable.ts'
import {
  rubbedOut,
  type TextAtCaret,
  type TypingMethod,
  withCharacter,
  withToneKey,
  wordForTone,
} from '../../../src/domain/text/typing.ts'

const onsets = 'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ')
const rhymes =
  'a ai am an ang anh ao au ay ă ăm ăng ăt â âm ân âng âu ây e em en eo ê êm ên ênh êu i ia im in inh iu iêm iên iêng iêu o oi om on ong oa oai oan oang oanh oay oăn oăng oe oen oong ô ôi ôm ôn ông ơ ơi ơm ơn u ua ui um un ung uân uê uôi uôm uôn uông uy uya uyên uynh uyu ư ưa ưi ưng ưu ươi ươm ươn ương ươu'.split(
    ' ',
  )
const stopRhymes =
  'ac ach ap at ăc ăp ât âp ep et êch êt ich iêc iêp iêt it oat oăc oet oc op ot ôc ôp ôt ơp ơt uc up ut uât uôc uôt uych uyêt ưc ưt ươc ươt ươp'.split(
    ' ',
  )
const tones: readonly Tone[] = ['sac', 'huyen', 'hoi', 'nga', 'nang']

/** Any onset before any rhyme: more than the language has, and all that it has. */
const bareSyllable = fc
  .tuple(fc.constantFrom('', ...onsets), fc.constantFrom(...rhymes, ...stopRhymes))
  .map(([onset, rhyme]) => (onset === 'gi' && rhyme.startsWith('i') ? rhyme : onset + rhyme))
  // `quu` and the like are in no language.
  .filter((syllable) => !/qu[uưo]/.test(syllable))
const cased = fc.constantFrom(
  (word: string) => word,
  (word: string) => word.charAt(0).toUpperCase() + word.slice(1),
  (word: string) => word.toUpperCase(),
)
const tone = fc.constantFrom(null, ...tones)

const shapeKeys: Readonly<Record<string, string>> = { '\u0306': '8', '\u0302': '6', '\u031b': '7', đ: '9' }

/** The keys of each letter; Telex needs one more to keep `oo` apart from `ô`. */
function keysOf(word: string, method: InputMethod): readonly string[] {
  let previous = ''
  return lettersOf(word).map(({ base, shape }) => {
    const low = base.toLowerCase()
    const isRepeated = method === 'telex' && shape === '' && low === previous && low === 'o'
    previous = shape === '' ? low : ''
    if (isRepeated) return base + base
    if (shape === '') return base
    if (method === 'vni') return base + (shapeKeys[shape] ?? '')
    return base + ('aeod'.includes(low) && (shape === '\u0302' || shape === 'đ') ? base : 'w')
  })
}

const empty: TextAtCaret = { before: '', after: '' }
const type = (keys: Iterable<string>, method: TypingMethod, from = empty) =>
  [...keys].reduce((text, key) => withCharacter(text, key, method), from)
const whole = ({ before, after }: TextAtCaret) => before + after

describe('any syllable', () => {
  test.each(inputMethods)('comes out of %s as it comes out of letters and tones', (method) => {
    fc.assert(
      fc.property(bareSyllable, cased, tone, fc.nat(), (bare, toCase, wanted, place) => {
        const word = toCase(bare)
        const keys = keysOf(word, method)
        const toneKey = wanted === null ? '' : (toneKeys[toneMarks[wanted]]?.[method] ?? '')
        // A tone may be typed anywhere behind the first vowel.
        const firstVowel = lettersOf(word).findIndex(({ base }) => /[aeiouy]/i.test(base))
        const at = firstVowel + 1 + (place % (keys.length - firstVowel))
        const typed = type([...keys.slice(0, at), toneKey, ...keys.slice(at)].join(''), method)
        const byMarks = withToneKey(type(word, 'marks'), wanted)
        expect(whole(typed)).toBe(withTone(word, wanted))
        expect(whole(byMarks)).toBe(withTone(word, wanted))
      }),
      { numRuns: 3000 },
    )
  })

  test('carries its tone rightly after every letter that follows or is rubbed out', () => {
    fc.assert(
      fc.property(bareSyllable, fc.constantFrom(...tones), fc.nat(), (bare, wanted, place) => {
        const letters = [...bare]
        const firstVowel = letters.findIndex((letter) => /[aeiouy]/i.test(lettersOf([letter])[0]?.base ?? ''))
        const at = firstVowel + 1 + (place % (letters.length - firstVowel))
        const begun = withToneKey(type(letters.slice(0, at), 'marks'), wanted)
        const typed = type(letters.slice(at), 'marks', begun)
        expect(typed).toEqual({ before: withTone(bare, wanted), after: '' })
        const longer = type('n', 'marks', typed)
        expect(whole(rubbedOut(longer)).normalize('NFD').length).toBe(typed.before.normalize('NFD').length)
      }),
    )
  })

  test('loses its tone by the same key again, and by the key for none', () => {
    fc.assert(
      fc.property(bareSyllable, fc.constantFrom(...tones), (bare, wanted) => {
        const written = withToneKey({ before: bare, after: '' }, wanted)
        expect(whole(withToneKey(written, wanted))).toBe(bare)
        expect(whole(withToneKey(written, null))).toBe(bare)
      }),
    )
  })
})

describe('typed with an input method', () => {
  test.each([
    ['telex', 'Giangf Thij Myr', 'Giàng Thị Mỷ'],
    ['telex', 'Nguyeenx Vawn Thuowngr', 'Nguyễn Văn Thưởng'],
    ['telex', 'Ddinhj Ddoanf', 'Định Đoàn'],
    ['telex', 'dduwowngf', 'đường'],
    ['telex', 'duongwdf', 'đường'],
    ['telex', 'muaw thuowr huowng', 'mưa thuở hương'],
    ['telex', "H'Hen Nie", "H'Hen Nie"],
    ['telex', 'ass DDD ww Wwin xooong aaa', 'as DD w Win xoong aa'],
    ['telex', 'hoas hoasn hoafz', 'hóa hoán hoa'],
    ['telex', 'Quocos quyeets quawts', 'Quốc quyết quắt'],
    ['telex', 'hoawcj nguwowif rwowuj', 'hoặc người rượu'],
    ['telex', 's f 12 - b.', 's f 12 - b.'],
    ['vni', 'Gia2ng Thi5 My3', 'Giàng Thị Mỷ'],
    ['vni', 'Nguye6n4 Va8n', 'Nguyễn Văn'],
    ['vni', 'd9u7o7ng2 duong92', 'đường đuòng'],
    ['vni', 'so61 12 A11 b5 2026', 'số 12 A1 b5 2026'],
  ] as const)('%s: %s is %s', (method, keys, text) => {
    expect(type(keys, method)).toEqual({ before: text, after: '' })
  })
})

describe('a key', () => {
  test('for a tone reaches the word before the space, and nothing further', () => {
    expect(withToneKey({ before: 'Giang Thi ', after: '' }, 'nang')).toEqual({
      before: 'Giang Thị ',
      after: '',
    })
    expect(withToneKey({ before: ' ', after: '' }, 'nang')).toEqual({ before: ' ', after: '' })
    expect(withToneKey({ before: '12', after: '' }, 'nang')).toEqual({ before: '12', after: '' })
  })

  test('in the middle of a word keeps the caret there', () => {
    expect(withToneKey({ before: 'Ho', after: 'ang An' }, 'huyen')).toEqual({ before: 'Ho', after: 'àng An' })
    expect(withCharacter({ before: 'Ho', after: 'ng' }, 'a', 'marks')).toEqual({ before: 'Hoa', after: 'ng' })
    expect(rubbedOut({ before: 'Lòo', after: ' Thị' })).toEqual({ before: 'Lò', after: ' Thị' })
  })

  test('moves no tone from one syllable to the next where words are written together', () => {
    expect(whole(type('nam', 'marks', { before: 'Việt', after: '' }))).toBe('Việtnam')
  })

  test('rubs out a letter with its marks at once, composed or not', () => {
    expect(rubbedOut({ before: 'Mỷ', after: '' }).before).toBe('M')
    expect(rubbedOut({ before: 'Mỷ'.normalize('NFD'), after: '' }).before).toBe('M')
    expect(rubbedOut({ before: 'a😀', after: '' }).before).toBe('a')
    expect(rubbedOut(empty)).toEqual(empty)
  })

  test('for a tone knows its word', () => {
    expect(wordForTone({ before: 'Giang ', after: '' })).toBe('Giang')
    expect(wordForTone({ before: 'ng', after: '' })).toBe('')
    expect(wordForTone({ before: 'Ho', after: 'ang' })).toBe('Hoang')
  })
})
