import { describe, expect, test } from 'vitest'
import { applicantOf } from '../../../src/domain/form/applicant.ts'
import type { Answers, AnswerValue } from '../../../src/domain/form/definition.ts'
import { completeAnswers, visibleQuestions, visibleSteps } from '../../../src/domain/form/evaluate.ts'
import { findProblems } from '../../../src/domain/form/validate.ts'
import { birthAnswers, birthForm, birthFiledOn as today } from './birth-example.ts'

function problemsWith(changes: Readonly<Record<string, AnswerValue | undefined>>, on = today) {
  const entries = Object.entries({ ...birthAnswers, ...changes })
  const answers: Answers = Object.fromEntries(
    entries.filter((entry): entry is [string, AnswerValue] => entry[1] !== undefined),
  )
  return findProblems(birthForm, answers, { today: on })
}

const home: AnswerValue = { province: '12', commune: '', detail: 'Bản Mẫu Hai' }
/** A grandmother files for unmarried parents of whom only the mother is named. */
const grandmother = {
  'requester.relation': 'grandparent',
  'requester.fullName': 'Vàng Thị Dợ',
  'requester.birthDate': '1962',
  'requester.idNumber': '012162000031',
  'mother.isGiven': true,
  'mother.fullName': 'Lò Thị Pành',
  'mother.birthDate': '1998',
  'mother.residence': home,
  'father.isGiven': false,
} as const

describe('the birth declaration', () => {
  test('the example family has nothing to mend', () => {
    expect(problemsWith({})).toEqual([])
  })

  test('a grandmother can file', () => {
    expect(problemsWith(grandmother)).toEqual([])
  })

  test.each([
    ['mother', birthAnswers],
    ['grandmother', { ...birthAnswers, ...grandmother, 'father.isGiven': true }],
  ])('each step holds one to four questions, and a %s sees 12 to 18 steps', (_who, answers) => {
    const steps = visibleSteps(birthForm, answers, today)
    expect(steps.length).toBeGreaterThanOrEqual(12)
    expect(steps.length).toBeLessThanOrEqual(18)
    for (const step of steps) expect(step.questions.length, step.id).toBeLessThanOrEqual(4)
  })

  test('a mother who files is not asked for her name twice, yet the printed declaration has it', () => {
    const asked = visibleQuestions(birthForm, birthAnswers, today).map((question) => question.id)
    expect(asked.filter((id) => id.startsWith('mother.'))).toEqual([
      'mother.ethnicGroup',
      'mother.nationality',
    ])
    expect(completeAnswers(birthForm, birthAnswers, today)).toMatchObject({
      'mother.fullName': 'Lò Thị Pành',
      'mother.birthDate': '1998-03-12',
      'mother.idNumber': '012198000017',
      'mother.residence': birthAnswers['requester.residence'],
    })
  })

  test('the applicant and the child are known to the desk', () => {
    expect(applicantOf(birthForm, completeAnswers(birthForm, birthAnswers, today))).toEqual({
      name: 'Lò Thị Pành',
      lastFour: '0017',
      phone: '0912345678',
      subjectName: 'Giàng Thị Mẩy',
    })
    expect(
      applicantOf(birthForm, {
        'requester.fullName': 'Lò Thị Pành',
        'requester.otherIdNumber': 'C 1234-567',
      }),
    ).toEqual({ name: 'Lò Thị Pành', lastFour: '4567' })
  })

  test('a found child has no parents to give', () => {
    const answers = { ...birthAnswers, 'requester.relation': 'caregiver', 'child.isFound': true }
    expect(findProblems(birthForm, answers, { today })).toEqual([])
    const sections = new Set(visibleQuestions(birthForm, answers, today).map(({ id }) => id.split('.')[0]))
    expect(sections).toEqual(new Set(['requester', 'child', 'copies']))
  })
})

describe('what blocks filing', () => {
  const failed = (question: string, check: string) => ({
    question,
    code: 'check-failed',
    severity: 'error',
    check,
  })
  test.each<[string, Record<string, AnswerValue | undefined>, object]>([
    [
      'a birth in the future',
      { 'child.birthDate': '2026-11-26' },
      failed('child.birthDate', 'child-birth-not-in-future'),
    ],
    [
      'a mother younger than the child, shown where she gave her date',
      { 'requester.birthDate': '2026-11-06' },
      failed('requester.birthDate', 'mother-older-than-child'),
    ],
    [
      'a mother less than ten years older',
      { 'requester.birthDate': '2017' },
      failed('requester.birthDate', 'mother-ten-years-older'),
    ],
    [
      'a mother younger than the child, filed by a grandmother',
      { ...grandmother, 'mother.birthDate': '2026-11-20' },
      failed('mother.birthDate', 'mother-older-than-child'),
    ],
    [
      'a father younger than the child',
      { 'father.birthDate': '2027' },
      failed('father.birthDate', 'father-older-than-child'),
    ],
    [
      'no parent at all',
      { ...grandmother, 'mother.isGiven': false },
      failed('father.isGiven', 'one-parent-given'),
    ],
    [
      'a requester born after the child',
      { ...grandmother, 'requester.birthDate': '2026-11-25' },
      failed('requester.birthDate', 'requester-older-than-child'),
    ],
    [
      'a marriage before a parent was born',
      { 'marriage.date': '1996' },
      failed('marriage.date', 'marriage-after-mother-birth'),
    ],
    [
      'a marriage in the future',
      { 'marriage.date': '2027' },
      failed('marriage.date', 'marriage-not-in-future'),
    ],
    [
      'a wrong citizen number',
      { 'requester.idNumber': '12198000017' },
      {
        question: 'requester.idNumber',
        code: 'citizen-number-length',
        parameters: { digits: 11 },
        severity: 'error',
      },
    ],
    [
      'a required answer that is missing',
      { 'child.fullName': undefined },
      { question: 'child.fullName', code: 'answer-missing', severity: 'error' },
    ],
    [
      'a year only for the child',
      { 'child.birthDate': '2026' },
      { question: 'child.birthDate', code: 'date-must-be-complete', severity: 'error' },
    ],
    [
      'a parent who files and gives no date of birth',
      { 'requester.birthDate': undefined },
      { question: 'requester.birthDate', code: 'answer-missing', severity: 'error' },
    ],
    [
      'an answer to a question that does not exist',
      { 'child.nickname': 'Bé' },
      { question: 'child.nickname', code: 'question-unknown', severity: 'error' },
    ],
    [
      'a date in a form that a rule might overlook',
      { 'child.birthDate': '30/11/2026' },
      failed('child.birthDate', 'child-birth-not-in-future'),
    ],
  ])('%s', (_name, changes, problem) => {
    expect(problemsWith(changes)).toContainEqual(problem)
  })
})

describe('what is only asked', () => {
  test.each<[string, Record<string, AnswerValue | undefined>, object]>([
    [
      'a birth more than 60 days ago',
      { 'child.birthDate': '2026-09-25' },
      { question: 'child.birthDate', code: 'check-failed', check: 'late-registration' },
    ],
    [
      'parents who did not register a marriage',
      { 'parents.areMarried': false },
      { question: 'parents.areMarried', code: 'check-failed', check: 'father-recognition' },
    ],
    [
      'a father less than ten years older',
      { 'father.birthDate': '2017', 'father.idNumber': undefined },
      { question: 'father.birthDate', code: 'check-failed', check: 'father-ten-years-older' },
    ],
    [
      'a number of another birth year',
      { 'father.birthDate': '1994' },
      { question: 'father.idNumber', code: 'citizen-number-birth-year-differs' },
    ],
    [
      'a number of the other sex, shown where the mother gave hers',
      { 'requester.idNumber': '012098000017' },
      { question: 'requester.idNumber', code: 'citizen-number-sex-differs' },
    ],
    [
      'an unknown province code, once though two questions look at it',
      { 'requester.idNumber': '003198000017' },
      { question: 'requester.idNumber', code: 'citizen-number-province-unknown' },
    ],
  ])('%s', (_name, changes, problem) => {
    expect(problemsWith(changes)).toEqual([{ ...problem, severity: 'ask' }])
  })

  test('the sixtieth day is in time', () => {
    expect(problemsWith({ 'child.birthDate': '2026-09-26' })).toEqual([])
  })

  test('a year of birth that could be right is not questioned', () => {
    expect(
      problemsWith({
        'requester.birthDate': '1998',
        'father.birthDate': '2016',
        'father.idNumber': undefined,
        'marriage.date': undefined,
      }),
    ).toEqual([])
  })
})
