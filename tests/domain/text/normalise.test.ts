import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseText } from '../../../src/domain/text/normalise.ts'

describe('normaliseText', () => {
  test.each([
    ['Nguyễn Thị Ánh'.normalize('NFD'), 'Nguyễn Thị Ánh'.normalize('NFC')],
    ['  Lò \t Thị\n\u00a0Pành ', 'Lò Thị Pành'],
    ['Giàng\u200b A \u202ePáo\ufeff', 'Giàng A Páo'],
    ['H’Hen Niê', 'H’Hen Niê'],
    ['\u0000\u0007', ''],
    ['Ó\ud800', 'Ó'],
  ])('%j is stored as %j', (typed, stored) => {
    expect(normaliseText(typed)).toBe(stored)
  })

  test('composed and decomposed spellings are stored the same', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (typed) => normaliseText(typed.normalize('NFC')) === normaliseText(typed.normalize('NFD')),
      ),
    )
  })

  test('storing a stored text changes nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (typed) => normaliseText(normaliseText(typed)) === normaliseText(typed),
      ),
    )
  })
})
