import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from '../../../src/domain/text/fold.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...'ĐđƠơƯưÂâĂăÊêÔôếềểễệỹÝ aAzZ\u0323\u0309\u00a0') }),
)

describe('fold', () => {
  test.each([
    ['Đăng ký khai sinh', 'dang ky khai sinh'],
    ['ĐĂNG KÝ KHAI SINH', 'dang ky khai sinh'],
    ['tôi được đi học', 'toi duoc di hoc'],
    ['Thủy, Thuỷ; Hòa, Hoà', 'thuy, thuy; hoa, hoa'],
    ['  sổ\u00a0 đỏ\n', 'so do'],
    ['ＣＣＣＤ　１２', 'cccd 12'],
    ['H’Hen Niê', 'h’hen nie'],
    ['Gi\u200bàng A Páo', 'giang a pao'],
  ])('%j is compared as %j', (typed, folded) => {
    expect(fold(typed)).toBe(folded)
    expect(fold(typed.normalize('NFD'))).toBe(folded)
  })

  test('composed and decomposed spellings fold to the same', () => {
    fc.assert(fc.property(text, (typed) => fold(typed.normalize('NFC')) === fold(typed.normalize('NFD'))))
  })

  test('folding twice changes nothing more', () => {
    fc.assert(fc.property(text, (typed) => fold(fold(typed)) === fold(typed)))
  })
})
