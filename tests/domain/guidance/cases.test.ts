import { describe, expect, test } from 'vitest'
import {
  applies,
  askedCases,
  type CaseQuestion,
  countedAnswers,
  formAnswersOf,
} from '../../../src/domain/guidance/cases.ts'

const text = (vi: string) => ({ vi, en: vi })
const option = (value: string) => ({ value, label: text(value) })
const today = '2026-11-26'

const cases: readonly CaseQuestion[] = [
  {
    id: 'birthplace',
    question: text('Bé sinh ở đâu?'),
    options: [option('facility'), option('home')],
    answers: { question: 'child.bornAtFacility', values: { facility: true, home: false } },
  },
  {
    id: 'witness',
    question: text('Có người làm chứng không?'),
    options: [option('yes'), option('no')],
    visibleWhen: { question: 'birthplace', is: 'home' },
  },
]
const noWitness = { question: 'witness', is: 'no' } as const

describe('case questions', () => {
  test('are asked only as far as earlier answers make them matter', () => {
    const ids = (answers: Record<string, string>) => askedCases(cases, answers, today).map(({ id }) => id)
    expect(ids({})).toEqual(['birthplace'])
    expect(ids({ birthplace: 'home' })).toEqual(['birthplace', 'witness'])
    expect(ids({ birthplace: 'facility', witness: 'no' })).toEqual(['birthplace'])
  })

  test('whose answer no longer applies do not count', () => {
    expect(countedAnswers(cases, { birthplace: 'facility', witness: 'no' }, today)).toEqual({
      birthplace: 'facility',
    })
    expect(countedAnswers(cases, { birthplace: 'moon' }, today)).toEqual({})
  })

  test.each([
    [{}, 'depends'],
    [{ birthplace: 'home' }, 'depends'],
    [{ birthplace: 'home', witness: 'no' }, 'yes'],
    [{ birthplace: 'home', witness: 'yes' }, 'no'],
    [{ birthplace: 'facility' }, 'no'],
    [{ birthplace: 'facility', witness: 'no' }, 'no'],
  ] as const)('hide nothing from a person who has not answered yet: %j', (answers, expected) => {
    expect(applies(noWitness, cases, answers, today)).toBe(expected)
  })

  test('fill in the question of the form with the same answer', () => {
    expect(formAnswersOf(cases, { birthplace: 'home' }, today)).toEqual({ 'child.bornAtFacility': false })
    expect(formAnswersOf(cases, {}, today)).toEqual({})
  })
})
