import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { soundAlikes, transpositions } from '../../src/catalogue/search/spelling.ts'
import { mayBe, type Word, words } from '../../src/catalogue/search/words.ts'

function word(text: string): Word {
  const [first] = words(text)
  if (first === undefined) throw new Error(`no word in ${text}`)
  return first
}

describe('words', () => {
  test('a tone may stand on either vowel', () => {
    expect(words('hoà thuỷ')).toEqual(words('hòa thủy'))
  })

  test('composed and decomposed, upper and lower case are the same', () => {
    fc.assert(
      fc.property(fc.constantFrom('Đăng ký khai sinh', 'Giấy QSDĐ', 'Hộ nghèo, cận nghèo'), (text) => {
        expect(words(text.normalize('NFD'))).toEqual(words(text))
        expect(words(text.toUpperCase())).toEqual(words(text))
      }),
    )
  })

  test.each([
    ['thuc', 'thực', true],
    ['thưc', 'thực', true],
    ['dình', 'đình', true],
    ['sữa', 'sửa', true],
    ['bán', 'bản', false],
    ['hồ', 'hộ', false],
    ['đổi', 'đội', false],
    ['khai', 'khái', true],
    ['sinh', 'sanh', false],
  ])('%s typed for %s: %s', (typed, known, isPossible) => {
    expect(mayBe(word(typed), word(known))).toBe(isPossible)
  })
})

describe('misspellings', () => {
  test.each([
    ['xinh', 'sinh'],
    ['chu', 'tru'],
    ['ki', 'ky'],
    ['hom', 'hon'],
    ['nam', 'lam'],
    ['ngiep', 'nghiep'],
  ])('%s sounds like %s', (typed, meant) => {
    expect(soundAlikes(typed)).toContain(meant)
  })

  test('two letters exchanged', () => {
    expect(transpositions('sihn')).toContain('sinh')
    expect(transpositions('aa')).toEqual([])
  })
})
