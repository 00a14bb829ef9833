import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseReceiptCode, receiptCodeOf } from '../../../src/domain/receipt/receipt-code.ts'

const alphabet = [...'23456789ADEGHKMNPRTUWXY']
const envelopeId = fc.uuid({ version: 7 })

test('a code is ten symbols of the alphabet in two groups of five', () => {
  fc.assert(
    fc.property(envelopeId, (id) => {
      expect(receiptCodeOf(id)).toMatch(/^[23456789ADEGHKMNPRTUWXY]{5}-[23456789ADEGHKMNPRTUWXY]{5}$/)
    }),
  )
})

test('the code of an envelope never changes between versions', () => {
  expect(receiptCodeOf('01939f4e-7c00-7000-8000-000000000000')).toBe('22222-22222')
  expect(receiptCodeOf('01939f4e-7c00-7abc-bfff-ffffffffffff')).toBe(
    receiptCodeOf('01939f4e-0000-7def-bfff-ffffffffffff'),
  )
  expect(receiptCodeOf('01939f4e-7c00-7000-8123-456789abcdef')).toBe('AEHD7-DWK36')
})

test('the variant bits of the id do not matter, its 62 random bits do', () => {
  expect(receiptCodeOf('01939f4e-7c00-7000-8000-000000000001')).toBe(
    receiptCodeOf('01939f4e-7c00-7000-c000-000000000001'),
  )
  expect(receiptCodeOf('01939f4e-7c00-7000-8000-000000000001')).not.toBe(
    receiptCodeOf('01939f4e-7c00-7000-9000-000000000001'),
  )
})

test('a code is read back however it is typed', () => {
  fc.assert(
    fc.property(
      envelopeId,
      fc.boolean(),
      fc.array(fc.constantFrom('', ' ', '-', '–', '.', '\t'), { minLength: 11, maxLength: 11 }),
      (id, isLower, gaps) => {
        const code = receiptCodeOf(id)
        const symbols = [...code.replace('-', '')]
        const typed = gaps.map((gap, index) => gap + (symbols[index] ?? '')).join('')
        expect(parseReceiptCode(isLower ? typed.toLowerCase() : typed)).toEqual({ ok: true, code })
      },
    ),
  )
})

test('every single wrong symbol is caught', () => {
  fc.assert(
    fc.property(envelopeId, (id) => {
      const symbols = [...receiptCodeOf(id).replace('-', '')]
      for (const [index, right] of symbols.entries()) {
        for (const wrong of alphabet.filter((symbol) => symbol !== right)) {
          const typed = symbols.with(index, wrong).join('')
          expect(parseReceiptCode(typed)).toEqual({ ok: false, problem: 'receipt-code-check-failed' })
        }
      }
    }),
    { numRuns: 20 },
  )
})

test('every swap of neighbours is caught', () => {
  fc.assert(
    fc.property(envelopeId, (id) => {
      const symbols = [...receiptCodeOf(id).replace('-', '')]
      for (const [index, left] of symbols.slice(0, -1).entries()) {
        const right = symbols[index + 1] ?? ''
        if (left === right) continue
        const typed = symbols
          .with(index, right)
          .with(index + 1, left)
          .join('')
        expect(parseReceiptCode(typed)).toEqual({ ok: false, problem: 'receipt-code-check-failed' })
      }
    }),
  )
})

test.each(['', '2222', '22222-222222', '22222-2222O', '<script>', 'H38.20.3-261125-0001', '🙂'.repeat(10)])(
  'what is no code is called malformed: %s',
  (typed) => {
    expect(parseReceiptCode(typed)).toEqual({ ok: false, problem: 'receipt-code-malformed' })
  },
)
