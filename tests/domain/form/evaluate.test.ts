import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answers, Condition, FormDefinition } from '../../../src/domain/form/definition.ts'
import {
  applicableAnswers,
  completeAnswers,
  evaluate,
  isRequired,
  visibleQuestions,
  visibleSteps,
} from '../../../src/domain/form/evaluate.ts'
import { partialDate } from '../time/arbitraries.ts'

const today = '2026-11-25'
const text = (vi: string) => ({ vi, en: vi })

describe('conditions', () => {
  const answers: Answers = {
    colour: 'red',
    count: 3,
    agreed: false,
    day: '2026-11-25',
    year: '2016',
    born: '2026-11-05',
  }
  test.each<[Condition, boolean]>([
    [{ question: 'colour', is: 'red' }, true],
    [{ question: 'colour', is: 'blue' }, false],
    [{ question: 'agreed', is: false }, true],
    [{ question: 'absent', is: false }, false],
    [{ question: 'count', isOneOf: [1, 3] }, true],
    [{ question: 'absent', isOneOf: [1, 3] }, false],
    [{ question: 'colour', isAnswered: true }, true],
    [{ question: 'absent', isAnswered: true }, false],
    [{ question: 'constructor', isAnswered: true }, false],
    [{ not: { question: 'absent', isAnswered: true } }, true],
    [{ question: 'day', isNotAfter: 'today' }, true],
    [{ question: 'day', isNotAfter: { question: 'born' } }, false],
    [{ question: 'year', isNotAfter: { question: 'born' } }, true],
    [{ question: 'colour', isNotAfter: 'today' }, true],
    // 2016 may be ten years before, or not: it counts as true either way.
    [{ question: 'year', isBefore: { question: 'born' }, byYears: 10 }, true],
    [{ not: { question: 'year', isBefore: { question: 'born' }, byYears: 10 } }, true],
    [{ question: 'year', isBefore: { question: 'born' }, byYears: 11 }, false],
    [{ question: 'absent', isBefore: 'today', byYears: 11 }, true],
    [{ question: 'born', isBefore: 'today', byDays: 20 }, true],
    [{ question: 'born', isBefore: 'today', byDays: 21 }, false],
    [
      {
        all: [
          { question: 'absent', isNotAfter: 'today' },
          { question: 'colour', is: 'blue' },
        ],
      },
      false,
    ],
    [
      {
        any: [
          { question: 'absent', isNotAfter: 'today' },
          { question: 'colour', is: 'blue' },
        ],
      },
      true,
    ],
    [{ all: [] }, true],
    [{ any: [] }, false],
  ])('%j is %s', (condition, expected) => {
    expect(evaluate(condition, { answers, today })).toBe(expected)
  })

  test('a partial date is never refused where some day of it would be accepted', () => {
    fc.assert(
      fc.property(partialDate, partialDate, fc.integer({ min: 0, max: 20 }), (left, right, byYears) => {
        for (const rule of [
          { question: 'left', isNotAfter: { question: 'right' } },
          { question: 'left', isBefore: { question: 'right' }, byYears },
        ]) {
          const full = { left: earliest(left), right: latest(right) }
          if (!evaluate(rule, { answers: full, today })) continue
          expect(evaluate(rule, { answers: { left, right }, today })).toBe(true)
        }
      }),
    )
  })
})

/** First and last day that a partial date may mean; the 28th is late enough here. */
const earliest = (date: string) => `${date}-01-01`.slice(0, 10)
const latest = (date: string) => (date.length === 4 ? `${date}-12-31` : `${date}-28`.slice(0, 10))

const form: FormDefinition = {
  name: 'example',
  version: 1,
  title: text('Ví dụ'),
  officialName: 'Ví dụ',
  legalBasis: [],
  sections: [
    {
      id: 'only',
      title: text('Một'),
      steps: [
        {
          id: 'first',
          title: text('Một'),
          questions: [
            { id: 'role', type: 'text', label: text('Vai'), required: true },
            { id: 'own.name', type: 'name', label: text('Tên'), required: true },
          ],
        },
        {
          id: 'second',
          title: text('Hai'),
          visibleWhen: { not: { question: 'role', is: 'alone' } },
          questions: [
            {
              id: 'other.name',
              type: 'name',
              label: text('Tên'),
              required: { question: 'role', is: 'strict' },
              takenFrom: { question: 'own.name', when: { question: 'role', is: 'self' } },
            },
            {
              id: 'other.nickname',
              type: 'name',
              label: text('Tên gọi'),
              required: false,
              visibleWhen: { question: 'other.name', isAnswered: true },
            },
            {
              id: 'other.nicknameOrigin',
              type: 'text',
              label: text('Vì sao'),
              required: false,
              visibleWhen: { question: 'other.nickname', isAnswered: true },
            },
          ],
        },
      ],
    },
  ],
  checks: [],
  applicant: { name: 'own.name', number: 'own.name' },
}
const all: Answers = {
  role: 'friend',
  'own.name': 'Páo',
  'other.name': 'Pành',
  'other.nickname': 'Pà',
  'other.nicknameOrigin': 'ngắn',
}
const idsOf = (answers: Answers) => visibleQuestions(form, answers, today).map((question) => question.id)

describe('what applies', () => {
  test('an answer that no longer applies takes along all that hung on it', () => {
    expect(applicableAnswers(form, { ...all, role: 'alone' }, today)).toEqual({
      role: 'alone',
      'own.name': 'Páo',
    })
    const { 'other.name': _, ...withoutName } = all
    expect(applicableAnswers(form, withoutName, today)).toEqual({ role: 'friend', 'own.name': 'Páo' })
  })

  test('an answer taken from another question is not asked and not sent, but is there for checks and print', () => {
    const answers = { ...all, role: 'self' }
    expect(idsOf(answers)).not.toContain('other.name')
    expect(applicableAnswers(form, answers, today)).not.toHaveProperty(['other.name'])
    expect(completeAnswers(form, answers, today)).toMatchObject({
      'other.name': 'Páo',
      'other.nickname': 'Pà',
    })
  })

  test('a step shows only its questions that apply, and none without questions', () => {
    expect(visibleSteps(form, { role: 'alone' }, today).map((step) => step.id)).toEqual(['first'])
    expect(visibleSteps(form, { role: 'self' }, today).map((step) => step.id)).toEqual(['first'])
    expect(
      visibleSteps(form, { role: 'friend' }, today)[1]?.questions.map((question) => question.id),
    ).toEqual(['other.name'])
  })

  test('unknown answers are dropped', () => {
    expect(applicableAnswers(form, { ...all, 'x.y': 1 }, today)).toEqual(all)
  })

  test('a question can be required under a condition', () => {
    const question = visibleQuestions(form, { role: 'strict' }, today).find(({ id }) => id === 'other.name')
    expect(question && isRequired(question, { answers: { role: 'strict' }, today })).toBe(true)
    expect(question && isRequired(question, { answers: { role: 'friend' }, today })).toBe(false)
  })

  test('dropping twice is dropping once, and the same questions are asked afterwards', () => {
    const answers = fc.record(
      {
        role: fc.constantFrom('alone', 'self', 'friend', 'strict'),
        'own.name': fc.constant('Páo'),
        'other.name': fc.constant('Pành'),
        'other.nickname': fc.constant('Pà'),
        'other.nicknameOrigin': fc.constant('ngắn'),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(answers, (given) => {
        const once = applicableAnswers(form, given, today)
        expect(applicableAnswers(form, once, today)).toEqual(once)
        expect(idsOf(once)).toEqual(idsOf(given))
      }),
    )
  })
})
