import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAnswer } from '../../../src/domain/form/answer.ts'
import type { FieldQuestion } from '../../../src/domain/form/definition.ts'
import { formatQuantity, parseQuantity, typedQuantity } from '../../../src/domain/form/quantity.ts'
import { ask } from './household-example.ts'

const today = '2026-11-25'
const area = ask('area', 'number', { decimals: 2, unit: 'm²', min: 1, max: 100_000 })
const level = ask('level', 'number', { decimals: 2, unit: 'm', min: -100 })
const copies = ask('copies', 'number', { min: 1, max: 5000 })

test.each<[string, FieldQuestion, number]>([
  ['85,5', area, 85.5],
  ['85.5', area, 85.5],
  ['85', area, 85],
  ['85,50', area, 85.5],
  ['0085,5', area, 85.5],
  ['1.234,5', area, 1234.5],
  ['1,234.5', area, 1234.5],
  ['1 234,5', area, 1234.5],
  ['1234', area, 1234],
  ['1 234', area, 1234],
  ['12.345,67', area, 12345.67],
  ['1.234.567', { ...area, max: 1e9 }, 1_234_567],
  ['８５，５', area, 85.5],
  [' 85,5 m² ', area, 85.5],
  ['85,5m2', area, 85.5],
  ['85,5 mét vuông', area, 85.5],
  ['-0,45', level, -0.45],
  ['−0,45 m', level, -0.45],
  ['+0,45', level, 0.45],
  ['0,00', level, 0],
  ['1 000', copies, 1000],
  ['１２', copies, 12],
])('%s is understood', (typed, question, value) => {
  expect(parseAnswer(question, typed, { today })).toEqual({ ok: true, value })
})

test.each<[string, FieldQuestion, object]>([
  [
    '1.234',
    area,
    { problem: 'decimal-ambiguous', parameters: { typed: '1.234', whole: '1234', decimals: 2 } },
  ],
  ['85,500', area, { problem: 'decimal-ambiguous' }],
  ['85,505 m²', area, { problem: 'decimal-ambiguous' }],
  ['0,125', area, { problem: 'decimal-too-fine', parameters: { decimals: 2 } }],
  ['1234,567', area, { problem: 'decimal-too-fine' }],
  ['85,5,5', area, { problem: 'decimal-malformed' }],
  ['12.34.567', area, { problem: 'decimal-malformed' }],
  ['rộng lắm', area, { problem: 'decimal-malformed' }],
  ['85 km', area, { problem: 'decimal-malformed' }],
  ['<b>85</b>', area, { problem: 'decimal-malformed' }],
  ['😀', area, { problem: 'decimal-malformed' }],
  ['9'.repeat(10_000), area, { problem: 'decimal-malformed' }],
  ['0,5', area, { problem: 'number-too-small', parameters: { minimum: 1 } }],
  ['200000', area, { problem: 'number-too-large', parameters: { maximum: 100_000 } }],
  ['1.000', copies, { problem: 'number-malformed' }],
  ['1,5', copies, { problem: 'number-malformed' }],
  ['', area, { problem: 'answer-missing' }],
])('%.20s is not taken for a number', (typed, question, expected) => {
  expect(parseAnswer(question, typed, { today })).toMatchObject({ ok: false, ...expected })
})

test('a stored number with more digits than are asked for is not taken', () => {
  expect(parseQuantity(85.123, { decimals: 2 }).ok).toBe(false)
  expect(parseQuantity(85.5, {}).ok).toBe(false)
  expect(parseQuantity(Number.NaN, { decimals: 2 }).ok).toBe(false)
  expect(parseQuantity(Number.POSITIVE_INFINITY, {}).ok).toBe(false)
})

describe('what is kept', () => {
  const hundredths = fc.integer({ min: -(10 ** 11), max: 10 ** 11 }).map((count) => count / 100)

  test.each(['vi', 'en'] as const)('is shown in %s as it can be typed again', (language) => {
    fc.assert(
      fc.property(hundredths, (value) => {
        expect(parseQuantity(value, { decimals: 2 })).toEqual({ ok: true, value })
        expect(parseQuantity(typedQuantity(value, language), { decimals: 2 })).toEqual({ ok: true, value })
      }),
    )
  })

  test.each([
    [85.5, 'vi', '85,5 m²'],
    [85.5, 'en', '85.5 m²'],
    [1234.5, 'vi', '1.234,5 m²'],
    [1234.5, 'en', '1,234.5 m²'],
    [1_234_567, 'vi', '1.234.567 m²'],
    [-0.45, 'vi', '-0,45 m²'],
  ] as const)('%d is read in %s as %s', (value, language, text) => {
    expect(formatQuantity(value, language, 'm²')).toBe(text)
  })
})
