import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAnswer } from '../../../src/domain/form/answer.ts'
import type { AddressAnswer, FieldQuestion, FieldType } from '../../../src/domain/form/definition.ts'
import { birthForm } from './birth-example.ts'

const today = '2026-11-25'
const ask = (type: FieldType, more: Partial<FieldQuestion> = {}): FieldQuestion => ({
  id: 'asked',
  type,
  label: { vi: 'Hỏi', en: 'Asked' },
  required: true,
  ...more,
})
const choice = ask('choice', {
  options: [
    { value: 'yes', label: { vi: 'Có', en: 'Yes' } },
    { value: 'no', label: { vi: 'Không', en: 'No' } },
  ],
})
const address = (province: string, commune: string, detail: string): AddressAnswer => ({
  province,
  commune,
  detail,
})

test.each<[FieldQuestion, unknown, unknown]>([
  [ask('text'), '  một\n hai ', 'một hai'],
  [ask('text'), '<script>alert(1)</script>', '<script>alert(1)</script>'],
  [ask('text'), 'a'.repeat(500), 'a'.repeat(500)],
  [ask('long-text'), ' một \r\n\r\n\r\n\r\nhai  ba\n', 'một\n\nhai ba'],
  [ask('name'), 'Lò Thị Pành'.normalize('NFD'), 'Lò Thị Pành'],
  [ask('date'), '5/11/2026', '2026-11-05'],
  [ask('date'), '2026-11-05', '2026-11-05'],
  [ask('date', { partial: true }), '1962', '1962'],
  [choice, 'yes', 'yes'],
  [ask('yes-no'), false, false],
  [ask('number', { min: 1, max: 20 }), ' ２ ', 2],
  [ask('number'), 0, 0],
  [ask('citizen-number'), '010 190 000 017', '010190000017'],
  [ask('phone'), '+84 912 345 678', '0912345678'],
  [ask('email'), ' pao@vidu.vn', 'pao@vidu.vn'],
  [ask('address'), address('15', '03046', ' Thôn  Mẫu '), address('15', '03046', 'Thôn Mẫu')],
  [ask('address'), address('', '', 'Viêng Chăn, Lào'), address('', '', 'Viêng Chăn, Lào')],
  [ask('address'), address('15', '', 'xã cũ Thanh Phú'), address('15', '', 'xã cũ Thanh Phú')],
  [ask('ethnic-group'), '08', '08'],
  [ask('nationality'), 'VN', 'VN'],
])('%j takes %j as %j', (question, raw, value) => {
  expect(parseAnswer(question, raw, { today })).toEqual({ ok: true, value })
})

test.each<[FieldQuestion, unknown, string, object?]>([
  [ask('text'), '', 'answer-missing'],
  [ask('text'), ' \u200b\n', 'answer-missing'],
  [ask('text'), undefined, 'answer-missing'],
  [ask('text'), null, 'answer-missing'],
  [ask('text'), 1, 'answer-malformed'],
  [ask('text'), 'ă'.repeat(501), 'text-too-long', { maximum: 500 }],
  [ask('text'), 'a'.repeat(10_000), 'text-too-long', { maximum: 500 }],
  [ask('long-text'), 'a'.repeat(5001), 'text-too-long', { maximum: 5000 }],
  [ask('name'), 'Páo 🙂', 'name-has-symbols'],
  [ask('name'), 'a'.repeat(101), 'name-too-long', { maximum: 100 }],
  [ask('date'), '30/2/2026', 'date-impossible'],
  [ask('date'), '1/1/26', 'date-year-needs-four-digits'],
  [ask('date'), '2026', 'date-must-be-complete'],
  [ask('date'), 'hôm qua', 'date-malformed'],
  [ask('date', { partial: true }), '1085', 'date-too-early'],
  [ask('date', { partial: true }), '2206', 'date-too-late'],
  [choice, 'maybe', 'choice-unknown'],
  [choice, true, 'answer-malformed'],
  [ask('yes-no'), 'true', 'answer-malformed'],
  [ask('number'), '1,5', 'number-malformed'],
  [ask('number'), '1.000', 'number-malformed'],
  [ask('number'), Number.NaN, 'number-malformed'],
  [ask('number', { min: 1 }), '0', 'number-too-small', { minimum: 1 }],
  [ask('number', { max: 20 }), '21', 'number-too-large', { maximum: 20 }],
  [ask('citizen-number'), '10190000017', 'citizen-number-length', { digits: 11 }],
  [ask('citizen-number'), 'abc', 'citizen-number-not-digits', { digits: 0 }],
  [ask('phone'), '12', 'phone-malformed'],
  [ask('email'), 'pao', 'email-malformed'],
  [ask('address'), 'Bản Hồ', 'answer-malformed'],
  [ask('address'), { province: '15' }, 'answer-malformed'],
  [ask('address'), address('', '', ' '), 'address-incomplete'],
  [ask('address'), address('15', '', ''), 'address-incomplete'],
  [ask('address'), address('', '03046', 'Thôn Mẫu'), 'address-incomplete'],
  [ask('address'), address('1', '03046', ''), 'address-code-malformed'],
  [ask('address'), address('15', '3046', ''), 'address-code-malformed'],
  [ask('address'), address('15', '03046', 'a'.repeat(501)), 'text-too-long', { maximum: 500 }],
  [ask('ethnic-group'), 'Mông', 'list-code-malformed'],
  [ask('nationality'), 'vn', 'list-code-malformed'],
])('%j refuses %j: %s', (question, raw, problem, parameters) => {
  expect(parseAnswer(question, raw, { today })).toEqual({
    ok: false,
    problem,
    ...(parameters === undefined ? {} : { parameters }),
  })
})

test('nothing that can be typed or sent makes a question fail, and a parsed answer stays what it is', () => {
  const questions = birthForm.sections.flatMap((section) => section.steps.flatMap((step) => step.questions))
  const raw = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.stringMatching(/^[\d /.-]{0,12}$/),
    fc.anything(),
  )
  fc.assert(
    fc.property(fc.constantFrom(...questions), raw, (question, typed) => {
      const answer = parseAnswer(question, typed, { today })
      if (answer.ok) expect(parseAnswer(question, answer.value, { today })).toEqual(answer)
    }),
    { numRuns: 1000 },
  )
})
