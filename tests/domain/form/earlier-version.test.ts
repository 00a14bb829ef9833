import { describe, expect, test } from 'vitest'
import type { Answers, FormDefinition, Question } from '../../../src/domain/form/definition.ts'
import { carryOver, outlineOf, retiredQuestion } from '../../../src/domain/form/earlier-version.ts'
import { answersToSend } from '../../../src/domain/form/stored.ts'
import { birthAnswers, birthFiledOn, birthForm } from './birth-example.ts'

const today = '2026-11-25'

function words(text: string) {
  return { vi: text, en: text }
}

function field(id: string, type: Exclude<Question['type'], 'group'>, more: Partial<Question> = {}): Question {
  return { id, type, label: words(`${id}?`), required: false, ...more } as Question
}

function form(
  version: number,
  questions: readonly Question[],
  more: Partial<FormDefinition> = {},
): FormDefinition {
  const step = { id: 'all', title: words('All'), questions }
  return {
    name: 'survey',
    version,
    title: words('Survey'),
    officialName: 'Survey',
    legalBasis: [],
    sections: [{ id: 'all', title: words('All'), steps: [step] }],
    checks: [],
    applicant: { name: 'name', number: 'number' },
    ...more,
  }
}

const members = (...questions: Question[]): Question =>
  ({
    id: 'members',
    type: 'group',
    label: words('Members?'),
    itemTitle: words('Member'),
    required: false,
    questions,
  }) as Question

const options = (...values: string[]) => values.map((value) => ({ value, label: words(value) }))

function carried(before: readonly Question[], after: readonly Question[], answers: Answers) {
  return carryOver(form(2, after), { answers, outline: outlineOf(form(1, before)) }, today)
}

describe('a draft of an earlier version of the form', () => {
  const name = field('name', 'name')

  test('keeps every answer that is still asked for', () => {
    const answers = { name: 'Giàng A Páo' }
    expect(carried([name], [name], answers)).toEqual({
      answers,
      former: [],
      changes: { added: [], askedAgain: [] },
    })
  })

  test('loses nothing on the same form, whatever was typed so far', () => {
    const typed = { ...birthAnswers, 'requester.idNumber': '0121', 'child.birthDate': '3' }
    const result = carryOver(birthForm, { answers: typed, outline: outlineOf(birthForm) }, birthFiledOn)
    expect(result).toEqual({ answers: typed, former: [], changes: { added: [], askedAgain: [] } })
  })

  test('keeps the answer to a removed question readable and never sends it', () => {
    const nickname = field('nickname', 'text')
    const { answers, former } = carried([name, nickname], [name], { name: 'Lò Thị Pành', nickname: 'Mẩy' })
    expect(former).toEqual([{ question: nickname, answer: 'Mẩy' }])
    expect(answersToSend(form(2, [name]), answers, today)).toEqual({ name: 'Lò Thị Pành' })
  })

  test('names the new questions, and offers their initial answer', () => {
    const nation = field('nation', 'nationality', { initial: 'VN' })
    const { answers, changes } = carried([name], [name, nation], { name: 'Lò Thị Pành' })
    expect(changes).toEqual({ added: ['nation'], askedAgain: [] })
    expect(answers).toEqual({ name: 'Lò Thị Pành', nation: 'VN' })
  })

  test.each<[string, Question, Question, Answers[string]]>([
    ['a text that is no number', field('x', 'text'), field('x', 'number'), 'ba người'],
    [
      'a text that is no option',
      field('x', 'text'),
      field('x', 'choice', { options: options('a', 'b') }),
      'c',
    ],
    [
      'an option that is gone',
      field('x', 'choice', { options: options('a', 'c') }),
      field('x', 'choice', { options: options('a', 'b') }),
      'c',
    ],
    ['a yes to what is a text now', field('x', 'yes-no'), field('x', 'text'), true],
    [
      'items of what is a text now',
      members(field('name', 'name')),
      field('members', 'text'),
      [{ name: 'Giàng A Páo' }],
    ],
  ])('asks again for %s, and keeps what was said', (_name, before, after, answer) => {
    const { answers, former, changes } = carried([before], [after], { [after.id]: answer })
    expect(answers).toEqual({})
    expect(former).toEqual([{ question: before, answer }])
    expect(changes.askedAgain).toEqual([after.id])
  })

  test('does not ask again for an answer that fits the new type', () => {
    const { answers, former } = carried([field('x', 'text')], [field('x', 'number')], { x: '12' })
    expect({ answers, former }).toEqual({ answers: { x: '12' }, former: [] })
  })

  test('keeps the items of a group and puts aside what is no longer asked in them', () => {
    const before = members(field('name', 'name'), field('job', 'text'))
    const after = members(field('name', 'name'))
    const given = [{ name: 'Giàng A Páo', job: 'thợ rèn' }, { name: 'Lò Thị Pành' }]
    const { answers, former } = carried([before], [after], { members: given })
    expect(answers).toEqual({ members: [{ name: 'Giàng A Páo' }, { name: 'Lò Thị Pành' }] })
    expect(former).toEqual([{ question: members(field('job', 'text')), answer: [{ job: 'thợ rèn' }, {}] }])
  })

  test('without its outline is read by the retired questions, then by its ids', () => {
    const nickname = field('nickname', 'text')
    const next = form(2, [name], { retired: [nickname] })
    const { former } = carryOver(next, { answers: { nickname: 'Mẩy', other: [{ a: 'b' }] } }, today)
    expect(former.map(({ question }) => question.label.vi)).toEqual(['nickname?', 'other'])
    expect(former[1]?.question.type).toBe('group')
  })

  test('an outline is small: what only asking needs is left out', () => {
    const outline = JSON.stringify(outlineOf(birthForm))
    expect(outline.length).toBeLessThan(JSON.stringify(birthForm).length / 2)
    expect(outline).not.toContain('visibleWhen')
  })
})

test('the desk finds the words of a question that the form has retired', () => {
  const nickname = field('nickname', 'text')
  expect(retiredQuestion(form(2, [], { retired: [nickname] }), 'nickname')).toBe(nickname)
  expect(retiredQuestion(form(2, []), 'constructor')).toBeUndefined()
})
