import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAnswer } from '../../../src/domain/form/answer.ts'
import type { FieldQuestion } from '../../../src/domain/form/definition.ts'
import { formatMoney, parseMoney } from '../../../src/domain/form/money.ts'
import { drawSignature, isDrawnSignature, signatureBoard } from '../../../src/domain/form/signature.ts'
import { ask, householdForm, option } from './household-example.ts'

const today = '2026-11-25'
const choices = ask('aid', 'choices', { options: [option('rice'), option('loans')] })
const paper = ask('paper', 'identity-document')
const money = ask('income', 'money', { min: 1000, max: 2_000_000 })

test.each<[FieldQuestion, unknown, unknown]>([
  [choices, ['loans', 'rice', 'loans'], ['rice', 'loans']],
  [money, '1.500.000', 1_500_000],
  [money, ' 1 500 000 đ ', 1_500_000],
  [money, '１５００', 1500],
  [money, '1,500,000 đồng', 1_500_000],
  [ask('old', 'old-id-number'), '063 123 456', '063123456'],
  [ask('of', 'relation'), 'parent-in-law', 'parent-in-law'],
  [
    paper,
    { kind: 'citizen-card', number: '012 198 000 017' },
    { kind: 'citizen-card', number: '012198000017' },
  ],
  [paper, { kind: 'old-id', number: '063.123.456' }, { kind: 'old-id', number: '063123456' }],
  [paper, { kind: 'passport', number: 'c 1234567', issuedBy: ' ' }, { kind: 'passport', number: 'C1234567' }],
  [
    paper,
    { kind: 'birth-certificate', number: '12/2015', issuedOn: '5/3/2015', issuedBy: ' Xã  Mẫu' },
    { kind: 'birth-certificate', number: '12/2015', issuedOn: '2015-03-05', issuedBy: 'Xã Mẫu' },
  ],
  [ask('sign', 'signature'), ' Lò Thị Pành ', 'Lò Thị Pành'],
  [ask('sign', 'signature'), 'M1 2L3 4M5 6L5 6', 'M1 2L3 4M5 6L5 6'],
  [
    ask('home', 'address'),
    { province: '15', commune: '03046', detail: '', formerly: ' xã Bản Hồ,  huyện Sa Pa' },
    { province: '15', commune: '03046', detail: '', formerly: 'xã Bản Hồ, huyện Sa Pa' },
  ],
])('%j takes %j as %j', (question, raw, value) => {
  expect(parseAnswer(question, raw, { today })).toEqual({ ok: true, value })
})

test.each<[FieldQuestion, unknown, string]>([
  [choices, [], 'answer-missing'],
  [choices, ['rice', 'gold'], 'choice-unknown'],
  [choices, 'rice', 'answer-malformed'],
  [money, '1,5', 'money-malformed'],
  [money, '1.50.000', 'money-malformed'],
  [money, '-1500', 'money-malformed'],
  [money, '500', 'number-too-small'],
  [money, '5.000.000', 'number-too-large'],
  [ask('old', 'old-id-number'), '12345678', 'old-id-number-malformed'],
  [ask('of', 'relation'), 'Con trai', 'list-code-malformed'],
  [paper, { kind: 'identity-card', number: '063123456' }, 'citizen-number-length'],
  [paper, { kind: 'old-id', number: '012198000017' }, 'old-id-number-malformed'],
  [paper, { kind: 'passport', number: 'hộ chiếu' }, 'document-number-malformed'],
  [paper, { kind: 'passport', number: '' }, 'document-number-missing'],
  [paper, { kind: 'library-card', number: '1' }, 'document-kind-unknown'],
  [paper, { kind: 'other', number: '1', issuedOn: '2015' }, 'date-must-be-complete'],
  [paper, '012198000017', 'answer-malformed'],
  [ask('sign', 'signature'), 'M1 2L3 4"onload="x', 'signature-malformed'],
  [ask('sign', 'signature'), `M1 2${'L3 4'.repeat(6000)}`, 'signature-too-large'],
])('%j refuses %j: %s', (question, raw, problem) => {
  expect(parseAnswer(question, raw, { today })).toMatchObject({ ok: false, problem })
})

describe('laws', () => {
  test('an amount is read back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (vnd) => {
        expect(parseMoney(formatMoney(vnd))).toBe(vnd)
      }),
    )
  })

  test('whatever is drawn is a signature on the board', () => {
    const point = fc.record({ x: fc.double({ noNaN: true }), y: fc.double({ noNaN: true }) })
    fc.assert(
      fc.property(fc.array(fc.array(point, { minLength: 1 }), { minLength: 1 }), (strokes) => {
        const path = drawSignature(strokes)
        expect(isDrawnSignature(path)).toBe(true)
        const numbers = path.match(/\d+/g)?.map(Number) ?? []
        expect(Math.max(...numbers)).toBeLessThanOrEqual(signatureBoard.width)
      }),
    )
  })

  test('nothing that can be sent makes a question fail, and a parsed answer stays what it is', () => {
    const questions = householdForm.sections.flatMap(({ steps }) => steps.flatMap((step) => step.questions))
    const document = fc.record({
      kind: fc.constantFrom('passport', 'old-id', 'other', 'x'),
      number: fc.oneof(fc.string(), fc.stringMatching(/^[A-Z]?\d{7,9}$/)),
      issuedOn: fc.oneof(fc.string(), fc.constant('5/3/2015')),
    })
    const raw = fc.oneof(
      fc.anything(),
      fc.stringMatching(/^\d{1,3}([., ]\d{3}){0,3}$/),
      document,
      fc.array(fc.constantFrom('rice', 'loans')),
    )
    fc.assert(
      fc.property(fc.constantFrom(...questions), raw, (question, sent) => {
        const answer = parseAnswer(question, sent, { today })
        if (answer.ok) expect(parseAnswer(question, answer.value, { today })).toEqual(answer)
      }),
      { numRuns: 1500 },
    )
  })
})
