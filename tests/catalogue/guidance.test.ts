/** What the guide can say of each procedure for every way in which its case questions can be answered. */
import { describe, expect, test } from 'vitest'
import { loadForms, loadProcedures } from '../../src/catalogue/load.ts'
import { procedureMistakes } from '../../src/catalogue/procedure-references.ts'
import type { Procedure } from '../../src/catalogue/schema.ts'
import {
  applies,
  askedCases,
  type CaseAnswers,
  caseAnswersOf,
  formAnswersOf,
} from '../../src/domain/guidance/cases.ts'
import { channelCase, feeOf } from '../../src/domain/guidance/fee.ts'
import { timeLimitOf } from '../../src/domain/guidance/time-limit.ts'

const today = '2026-11-26'
const procedures = loadProcedures()
const withCases = procedures.filter(({ cases }) => cases !== undefined)

type Cases = Pick<Procedure, 'cases'>

function* everyCase({ cases = [] }: Cases, answers: CaseAnswers = {}): Generator<CaseAnswers> {
  const open = askedCases(cases, answers, today).find(({ id }) => answers[id] === undefined)
  if (open === undefined) yield answers
  for (const { value } of open?.options ?? []) {
    yield* everyCase({ cases }, { ...answers, [open?.id ?? '']: value })
  }
}

function papersIn({ cases = [], components }: Procedure, answers: CaseAnswers): string[] {
  return components
    .filter(({ appliesWhen }) => applies(appliesWhen, cases, answers, today) === 'yes')
    .map(({ id }) => id)
}

function limitIn({ cases = [], timeLimit }: Procedure, answers: CaseAnswers, isMountainCommune = false) {
  return timeLimitOf(timeLimit, { cases, answers, today, isMountainCommune })
}

function feesIn({ cases = [], channels, fee }: Procedure, answers: CaseAnswers) {
  return channels
    .filter((channel) => answers[channelCase] === undefined || answers[channelCase] === channel)
    .map((channel) => feeOf(fee, { cases, answers, channel, grounds: [], today }))
}

/** All that a person sees change; not which questions come next. */
function outcomeOf(procedure: Procedure, answers: CaseAnswers): string {
  const { cases = [], whereVariants = [] } = procedure
  return JSON.stringify([
    papersIn(procedure, answers),
    limitIn(procedure, answers),
    feesIn(procedure, answers),
    whereVariants.find(({ when }) => applies(when, cases, answers, today) === 'yes')?.text,
  ])
}

describe('each case option changes papers, limit, fee or place, or a later question', () => {
  test.each(withCases.map((procedure) => [procedure.code, procedure] as const))('%s', (_code, procedure) => {
    const complete = [...everyCase(procedure)]
    const { cases = [] } = procedure
    for (const { id, options } of cases) {
      const byOption = options.map(({ value }) =>
        complete
          .filter((answers) => answers[id] === value)
          .map((answers) => outcomeOf(procedure, answers))
          .sort()
          .join(),
      )
      // One option may be the ordinary one; but every option differs from some other.
      for (const [index, outcome] of byOption.entries()) {
        expect(
          byOption.some((other) => other !== outcome),
          `${id}: ${options[index]?.value}`,
        ).toBe(true)
      }
    }
  })
})

describe('every complete answer decides', () => {
  test.each(withCases.map((procedure) => [procedure.code, procedure] as const))('%s', (_code, procedure) => {
    for (const answers of everyCase(procedure)) {
      const { cases = [], components, formAnswers = {} } = procedure
      for (const { id, appliesWhen } of components) {
        expect(applies(appliesWhen, cases, answers, today), id).not.toBe('depends')
      }
      // Where no paper is known (the notes say whom to ask) or only the declaration is needed, the page says so.
      const saysNone = components.length === 0 || procedure.form !== undefined
      expect(papersIn(procedure, answers).length > 0 || saysNone, JSON.stringify(answers)).toBe(true)
      for (const isMountain of [false, true]) {
        const limit = limitIn(procedure, answers, isMountain)
        expect(limit.kind).toBe('decided')
        if (limit.kind !== 'decided' || limit.limit.value !== undefined) continue
        expect(limit.limit.note ?? limit.limit.confirm).toBeDefined()
      }
      for (const fee of feesIn(procedure, answers)) expect(fee.kind).not.toBe('depends')
      const given = formAnswersOf(cases, answers, today)
      for (const id of Object.keys(given)) expect(Object.keys(formAnswers)).not.toContain(id)
    }
  })
})

test('before any question is answered nothing is hidden from anyone whom it may concern', () => {
  for (const { code, cases = [], components } of withCases) {
    for (const { id, appliesWhen } of components) {
      expect(applies(appliesWhen, cases, {}, today), `${code} ${id}`).not.toBe('no')
    }
  }
})

test('every paper can be needed by someone', () => {
  for (const procedure of withCases) {
    const needed = new Set([...everyCase(procedure)].flatMap((answers) => papersIn(procedure, answers)))
    expect([...needed].sort(), procedure.code).toEqual(procedure.components.map(({ id }) => id).sort())
  }
})

test('what the form was told by the guide tells the desk the same case again', () => {
  for (const { code, cases = [] } of withCases) {
    for (const answers of everyCase({ cases })) {
      const again = caseAnswersOf(cases, formAnswersOf(cases, answers, today))
      for (const [id, value] of Object.entries(again)) expect(answers[id], `${code} ${id}`).toBe(value)
    }
  }
})

test('at least forty procedures ask about the case, three questions at most besides date and channel', () => {
  expect(withCases.length).toBeGreaterThanOrEqual(40)
})

test('an unknown amount is never shown as free', () => {
  for (const procedure of procedures) {
    for (const answers of everyCase(procedure)) {
      for (const fee of feesIn(procedure, answers)) {
        if (fee.kind === 'known') expect(fee.rule.amountVnd, procedure.code).toBeDefined()
      }
    }
  }
})

describe('amounts as published', () => {
  const amount = (code: string, answers: CaseAnswers, channel: 'online' | 'in-person', day = today) => {
    const procedure = procedures.find((entry) => entry.code === code)
    if (procedure === undefined) expect.fail(code)
    const fee = feeOf(procedure.fee, {
      cases: procedure.cases ?? [],
      answers,
      channel,
      grounds: [],
      today: day,
    })
    return fee.kind === 'known' ? `${fee.amountVnd}/${fee.per}` : `${fee.kind}`
  }

  test.each([
    ['1.004222', {}, 'in-person', '20000/case'],
    ['1.004222', {}, 'online', '10000/case'],
    ['1.004194', { who: 'household' }, 'in-person', '15000/case'],
    ['1.004194', { who: 'household' }, 'online', '7000/case'],
    ['1.004194', { who: 'list' }, 'in-person', '10000/person'],
    ['1.004194', { who: 'list' }, 'online', '5000/person'],
    ['1.010038', {}, 'in-person', '10000/case'],
    ['1.010038', {}, 'online', '5000/case'],
    ['1.001193', { onTime: 'on-time' }, 'in-person', '0/case'],
    ['1.001193', { onTime: 'late' }, 'in-person', 'unknown'],
    ['1.001193', {}, 'in-person', 'depends'],
    ['2.000635', {}, 'in-person', '8000/copy'],
    ['2.000815', {}, 'in-person', '2000/page'],
  ] as const)('%s %o %s: %s', (code, answers, channel, expected) => {
    expect(amount(code, answers, channel)).toBe(expected)
  })

  test('half the fee of an identity card until the end of 2026 (Circular 64/2025/TT-BTC)', () => {
    expect(amount('1.014063', { reason: 'ordinary' }, 'in-person', '2026-12-31')).toBe('25000/case')
    expect(amount('1.014063', { reason: 'ordinary' }, 'in-person', '2027-01-01')).toBe('50000/case')
    expect(amount('1.014064', {}, 'in-person', '2026-12-31')).toBe('35000/case')
    expect(amount('1.014064', {}, 'in-person', '2027-01-01')).toBe('70000/case')
    expect(amount('1.014063', { reason: 'boundary' }, 'in-person')).toBe('0/case')
  })

  test('nothing is said of civil-status fees under the law of 1 March 2027', () => {
    expect(amount('1.001193', { onTime: 'on-time' }, 'in-person', '2027-02-28')).toBe('0/case')
    expect(amount('1.001193', { onTime: 'on-time' }, 'in-person', '2027-03-01')).toBe('unknown')
  })
})

describe('references are checked', () => {
  const forms = new Map(loadForms().map((form) => [form.name, form]))
  const birth = procedures.find(({ code }) => code === '1.001193')
  const changed = (change: Partial<Procedure>) => {
    if (birth === undefined) expect.fail('no birth registration')
    return procedureMistakes({ ...birth, ...change }, forms).map(({ path, message }) => `${path}: ${message}`)
  }
  const label = { vi: 'x', en: 'x' }
  const options = [
    { value: 'a', label },
    { value: 'b', label },
  ]
  test('the built-in procedures have no mistakes', () => {
    expect(changed({})).toEqual([])
  })

  test('a condition names a case question, and an option of it', () => {
    const timeLimit = {
      unit: 'days',
      variants: [
        { when: { question: 'where', is: 'a' }, unit: 'days' },
        { when: { not: { question: 'x', isOneOf: ['a', 'c'] } }, unit: 'days' },
      ],
    } satisfies Procedure['timeLimit']
    const cases = [{ id: 'x', question: label, options }]
    expect(changed({ components: [], fee: { rules: [], exemptions: [] }, cases, timeLimit })).toEqual([
      'timeLimit.variants.0.when: there is no case question where before this',
      'timeLimit.variants.1.when.not: x has no option c',
    ])
  })

  test('a case question sees only those before it', () => {
    const cases = [
      { id: 'x', question: label, options, visibleWhen: { question: 'y', is: 'a' } },
      { id: 'y', question: label, options },
    ]
    expect(changed({ cases, components: [], fee: { rules: [], exemptions: [] } })).toEqual([
      'cases.0.visibleWhen: there is no case question y before this',
    ])
  })

  test('answers for the form name its questions and their values', () => {
    const cases = [
      { id: 'x', question: label, options, answers: { question: 'child.bornAt' } },
      {
        id: 'y',
        question: label,
        options,
        answers: { question: 'parents.areMarried', values: { a: 'yes', z: true } },
      },
    ]
    expect(
      changed({
        cases,
        components: [],
        fee: { rules: [], exemptions: [] },
        formAnswers: { case: 'birth', 'child.fullName': 'Giàng A Páo' },
      }),
    ).toEqual([
      'formAnswers.case: the form has no question case',
      'formAnswers.child.fullName: child.fullName must be of type choice, relation or yes-no, but is name',
      'cases.0.answers: child.bornAt has no option a',
      'cases.0.answers: child.bornAt has no option b',
      'cases.1.answers.values: there is no option z',
      'cases.1.answers: parents.areMarried is yes-no: give true or false',
    ])
  })
})
