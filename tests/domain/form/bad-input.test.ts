import { describe, expect, test } from 'vitest'
import { parseAnswer } from '../../../src/domain/form/answer.ts'
import type { FieldQuestion, FieldType } from '../../../src/domain/form/definition.ts'
import { ask, option } from './household-example.ts'

const today = '2026-11-25'

/** What anybody may type or paste into any field. */
const typed = {
  picture: 'Lò 😀',
  tags: '<b>Lò</b>',
  endless: 'Lò '.repeat(3334),
  rightToLeft: 'محمد علي',
  lineBreaks: 'Lò\r\nThị\u2028Pành\n',
  hiddenMarks: '\u202eLò\u200b Pành\ufeff',
  nothing: ' \u200b\n',
} as const

type Kind = keyof typeof typed
/** The value that is kept, or `!` and what is wrong. */
type Outcomes = Readonly<Record<Exclude<Kind, 'nothing'>, string>>

const always = (problem: string): Outcomes => ({
  picture: problem,
  tags: problem,
  endless: problem,
  rightToLeft: problem,
  lineBreaks: problem,
  hiddenMarks: problem,
})
const text: Outcomes = {
  picture: 'Lò 😀',
  tags: '<b>Lò</b>',
  endless: '!text-too-long',
  rightToLeft: 'محمد علي',
  lineBreaks: 'Lò Thị Pành',
  hiddenMarks: 'Lò Pành',
}

/** The compiler keeps this list complete. */
const outcomes: Readonly<Record<FieldType, Outcomes>> = {
  text,
  'long-text': { ...text, lineBreaks: 'Lò\nThị\nPành' },
  name: { ...text, picture: '!name-has-symbols', tags: '!name-has-symbols', endless: '!name-too-long' },
  signature: {
    ...text,
    picture: '!signature-malformed',
    tags: '!signature-malformed',
    endless: '!name-too-long',
  },
  date: always('!date-malformed'),
  choice: always('!choice-unknown'),
  choices: always('!answer-malformed'),
  'yes-no': always('!answer-malformed'),
  number: always('!number-malformed'),
  money: always('!money-malformed'),
  'citizen-number': always('!citizen-number-not-digits'),
  'old-id-number': always('!old-id-number-malformed'),
  'identity-document': always('!answer-malformed'),
  phone: always('!phone-malformed'),
  email: always('!email-malformed'),
  address: always('!answer-malformed'),
  'ethnic-group': always('!list-code-malformed'),
  nationality: always('!list-code-malformed'),
  relation: always('!list-code-malformed'),
}

function outcomeOf(question: FieldQuestion, raw: unknown): unknown {
  const answer = parseAnswer(question, raw, { today })
  return answer.ok ? answer.value : `!${answer.problem}`
}

describe.each(Object.entries(outcomes) as [FieldType, Outcomes][])('%s', (type, expected) => {
  const question = ask('asked', type, type.startsWith('choice') ? { options: [option('rice')] } : {})

  test.each(Object.entries(expected) as [Exclude<Kind, 'nothing'>, string][])(
    'with %s is kept as text or refused',
    (kind, outcome) => {
      expect(outcomeOf(question, typed[kind])).toBe(outcome)
    },
  )

  test('of spaces and marks only is no answer', () => {
    expect(outcomeOf(question, typed.nothing)).toBe('!answer-missing')
  })
})

test.each<[FieldType, string, string | number]>([
  ['number', '\u200b１２\u202c', 12],
  ['money', '1.500.000\u00a0₫\n', 1_500_000],
  ['money', '１５００\u200b', 1500],
  ['email', ' pao@vidu.vn\u200b\n', 'pao@vidu.vn'],
  ['phone', '\u202d+84 912 345 678\u202c', '0912345678'],
  ['citizen-number', '０１０.１９０.０００.０１７\n', '010190000017'],
  ['date', '５/１１/２０２６', '2026-11-05'],
  ['name', "K'Tem", "K'Tem"],
  ['name', 'Đăk', 'Đăk'],
  ['name', 'Mã A\nPáo', 'Mã A Páo'],
  ['signature', 'Lò-Thị Pành', 'Lò-Thị Pành'],
])('%s %j is what the person means', (type, raw, value) => {
  expect(outcomeOf(ask('asked', type), raw)).toBe(value)
})

test.each<[string, string]>([
  ['30/2/1990', '!date-impossible'],
  ['29/2/2025', '!date-impossible'],
  ['12/3/98', '!date-year-needs-four-digits'],
  ['12/3/1890', '!date-too-early'],
  ['12/3/2290', '!date-too-late'],
  ['0/0/1990', '!date-impossible'],
])('the date %s is asked about', (raw, problem) => {
  expect(outcomeOf(ask('asked', 'date'), raw)).toBe(problem)
})
