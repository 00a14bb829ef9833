import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applicantOf } from '../../../src/domain/form/applicant.ts'
import type { Answers, AnswerValue, Condition, GroupItem } from '../../../src/domain/form/definition.ts'
import {
  applicableAnswers,
  completeAnswers,
  evaluate,
  visibleQuestions,
} from '../../../src/domain/form/evaluate.ts'
import { problemPlace } from '../../../src/domain/form/problem.ts'
import { answersToSend, knownAnswers } from '../../../src/domain/form/stored.ts'
import { findProblems } from '../../../src/domain/form/validate.ts'
import { householdAnswers, householdForm } from './household-example.ts'

const today = '2026-11-25'
const members = householdAnswers.members as readonly GroupItem[]
const withMembers = (...items: unknown[]): Answers => ({
  ...householdAnswers,
  members: items as readonly GroupItem[],
})
const problemsOf = (answers: Answers) =>
  findProblems(householdForm, answers, { today }).map(
    (problem) => `${problemPlace(problem)}: ${problem.check ?? problem.code}`,
  )

describe('conditions over several choices, amounts and groups', () => {
  const answers: Answers = {
    ...householdAnswers,
    members: [...members, { fullName: 'Mã A Tủa', birthDate: '2008' }],
  }
  const adult: Condition = { question: './birthDate', isBefore: 'today', byYears: 18 }
  test.each<[Condition, boolean]>([
    [{ question: 'aid', includes: 'rice' }, true],
    [{ question: 'aid', includes: 'nothing' }, false],
    [{ question: 'absent', includes: 'rice' }, false],
    [{ question: 'income', isAtLeast: 500_000 }, true],
    [{ question: 'income', isAtMost: 499_999 }, false],
    // Nothing is decided while there is no number: a doubt never blocks.
    [{ question: 'absent', isAtMost: 1 }, true],
    [{ not: { question: 'absent', isAtMost: 1 } }, true],
    [{ group: 'members', atLeast: 3 }, true],
    [{ group: 'members', atLeast: 4 }, false],
    [{ group: 'absent', atMost: 0 }, true],
    [{ group: 'members', countWhere: { question: './relation', is: 'wife' }, atMost: 0 }, false],
    // One is grown up, one is not, and who was born in 2008 may be either.
    [{ group: 'members', countWhere: adult, atLeast: 1 }, true],
    [{ group: 'members', countWhere: adult, atLeast: 2 }, true],
    [{ group: 'members', countWhere: adult, atMost: 1 }, true],
    [{ group: 'members', countWhere: adult, atLeast: 3 }, false],
    [{ group: 'members', countWhere: adult, atMost: 0 }, false],
    [{ question: './relation', isAnswered: true }, false],
  ])('%j is %s', (condition, expected) => {
    expect(evaluate(condition, { answers, today })).toBe(expected)
  })
})

describe('a group', () => {
  test('the example household has nothing to mend and is sent as it is', () => {
    expect(problemsOf(householdAnswers)).toEqual([])
    expect(answersToSend(householdForm, householdAnswers, today)).toEqual(householdAnswers)
  })

  test('an answer in an item that no longer applies goes, with all that hung on it', () => {
    const grown = { ...members[0], birthDate: '1990' }
    expect(applicableAnswers(householdForm, withMembers(grown), today).members).toEqual([
      { fullName: 'Giàng A Páo', relation: 'son', birthDate: '1990' },
    ])
  })

  test('an item takes an answer of the form where it is the same, and it is not sent twice', () => {
    const complete = completeAnswers(householdForm, householdAnswers, today).members as readonly GroupItem[]
    expect(complete[1]?.residence).toEqual(householdAnswers['head.residence'])
    const sent = answersToSend(householdForm, householdAnswers, today).members as readonly GroupItem[]
    expect(sent[1]).not.toHaveProperty('residence')
  })

  test('questions after a group may depend on how many items it has', () => {
    expect(answersToSend(householdForm, withMembers(members[0]), today)).not.toHaveProperty('largeHousehold')
  })

  test('what is wrong in an item is named with the item and the question in it', () => {
    const broken = { relation: 'son', birthDate: '30/2/2016', number: '12' }
    expect(findProblems(householdForm, withMembers(members[1], broken), { today })).toMatchObject([
      { question: 'members', item: { index: 1, question: 'fullName' }, code: 'answer-missing' },
      { question: 'members', item: { index: 1, question: 'birthDate' }, code: 'date-impossible' },
      { question: 'members', item: { index: 1, question: 'number' }, code: 'citizen-number-length' },
      { question: 'members', item: { index: 1, question: 'school' }, code: 'answer-missing' },
    ])
  })

  test('the digits of a number in an item are doubted there', () => {
    expect(problemsOf(withMembers({ ...members[1], birthDate: '1997' }))).toEqual([
      'members[0].number: citizen-number-birth-year-differs',
    ])
  })

  test.each<[string, readonly unknown[], readonly string[]]>([
    ['too many items', [1, 2, 3, 4, 5].map(() => members[0]), ['members: group-too-many']],
    ['something that is no item', ['Páo'], ['members: answer-malformed']],
    ['an unknown question', [{ ...members[0], pet: 'trâu' }], ['members[0].pet: question-unknown']],
    ['a rule over the group', [members[1], members[1]], ['members: one-wife']],
    ['no items where one is needed', [], ['members: group-too-few']],
  ])('%s', (_name, items, problems) => {
    expect(problemsOf(withMembers(...items))).toEqual(problems)
  })

  test('a list that may be left out may be empty', () => {
    expect(problemsOf({ ...withMembers(), isShared: false })).toEqual([])
  })

  test('answers to questions of an older form are left out, in items too', () => {
    const older = { ...withMembers({ ...members[0], pet: 'trâu' }), gone: 'x' }
    expect(knownAnswers(householdForm, older)).toEqual(withMembers(members[0]))
  })

  test('an identity document names the applicant', () => {
    expect(applicantOf(householdForm, householdAnswers)).toEqual({ name: 'Vàng Thị Dợ', lastFour: '0031' })
  })
})

describe('whatever a device sends', () => {
  const names = visibleQuestions(householdForm, householdAnswers, today).map(({ id }) => id)
  const plausible = fc.record(
    Object.fromEntries(
      names.map((id) => [id, fc.oneof(fc.constant(householdAnswers[id]), fc.anything({ maxDepth: 3 }))]),
    ),
    { requiredKeys: [] },
  )
  const item = fc.record(
    {
      fullName: fc.constantFrom('Páo', ''),
      relation: fc.constantFrom('wife', 'son'),
      birthDate: fc.constantFrom('2016', '1990', '30/2/2016'),
      school: fc.constantFrom('Trường Mẫu', ''),
      schoolClass: fc.constantFrom<AnswerValue>(4, 'bốn'),
      residence: fc.anything({ maxDepth: 1 }),
    },
    { requiredKeys: [] },
  )
  const sent = fc
    .tuple(plausible, fc.option(fc.array(fc.oneof(item, fc.anything({ maxDepth: 2 })), { maxLength: 5 })))
    // Sent as JSON: what JSON cannot say does not arrive.
    .map(
      ([answers, items]) =>
        JSON.parse(toJson({ ...answers, ...(items === null ? {} : { members: items }) })) as Answers,
    )

  test('nothing makes the form fail, and dropping twice is dropping once', () => {
    fc.assert(
      fc.property(sent, (answers) => {
        findProblems(householdForm, answers, { today })
        const once = applicableAnswers(householdForm, answers, today)
        expect(applicableAnswers(householdForm, once, today)).toEqual(once)
        const stored = answersToSend(householdForm, answers, today)
        expect(answersToSend(householdForm, stored, today)).toEqual(stored)
      }),
      { numRuns: 500 },
    )
  })

  test('what has no mistakes is sent whole: the gateway finds none either', () => {
    const other = fc.record(
      {
        fullName: fc.constant('Páo'),
        relation: fc.constantFrom('wife', 'son'),
        birthDate: fc.constantFrom('2016', '1990'),
        // Right where it is asked, and no matter where it is not.
        school: fc.constantFrom<AnswerValue>('Trường Mẫu', 7),
        schoolClass: fc.constant(' 4 '),
      },
      { requiredKeys: ['fullName', 'relation'] },
    )
    const given = fc
      .tuple(fc.subarray(Object.entries(householdAnswers)), fc.array(other, { maxLength: 3 }))
      .map(([entries, items]) => ({
        ...Object.fromEntries(entries),
        'head.fullName': ' Dợ ',
        members: items as readonly GroupItem[],
      }))
    let filed = 0
    fc.assert(
      fc.property(given, (answers) => {
        const errorsIn = (those: Answers) =>
          findProblems(householdForm, those, { today }).filter(({ severity }) => severity === 'error')
        if (errorsIn(answers).length > 0) return
        filed += 1
        expect(errorsIn(answersToSend(householdForm, answers, today))).toEqual([])
      }),
      { numRuns: 500 },
    )
    expect(filed).toBeGreaterThan(20)
  })
})

function toJson(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part)) ?? '{}'
  )
}
