import { describe, expect, test } from 'vitest'
import { loadForms } from '../../../src/catalogue/load.ts'
import { completeAnswers } from '../../../src/domain/form/evaluate.ts'
import { printedParts, printedTable } from '../../../src/domain/form/printed.ts'
import { formatPartialDateInWords } from '../../../src/domain/time/partial-date.ts'
import { birthAnswers, birthFiledOn, birthForm } from './birth-example.ts'
import residence from './examples/residence-change.ts'

const residenceForm = loadForms().find(({ name }) => name === 'residence-change')
if (residenceForm === undefined) throw new Error('no form residence-change')

describe('the printed declaration', () => {
  test('has the questions that apply, in the order of the form and by its sections', () => {
    const parts = printedParts(birthForm, birthAnswers, birthFiledOn)
    expect(parts.map(({ title }) => title?.vi)).toEqual(['Người đi khai', 'Em bé', 'Bố mẹ của bé', 'Bản sao'])
    const ids = parts.flatMap(({ lines }) => lines.map(({ question }) => question.id))
    expect(ids).toContain('child.fullName')
    expect(ids).not.toContain('requester.otherIdNumber')
  })

  test('does not have what is asked only to decide the next question', () => {
    const ids = printedParts(birthForm, birthAnswers, birthFiledOn).flatMap(({ lines }) =>
      lines.map(({ question }) => question.id),
    )
    expect(ids).not.toContain('mother.isGiven')
  })

  test('of marital status says what the certificate is for, also where nothing was added in words', () => {
    const form = loadForms().find(({ name }) => name === 'marital-status-certificate')
    if (form === undefined) throw new Error('no form marital-status-certificate')
    const lines = printedParts(form, { 'purpose.kind': 'loan' }, '2026-11-26').flatMap((part) => part.lines)
    expect(lines.find(({ question }) => question.id === 'purpose.kind')?.answer).toBe('loan')
  })

  test('gives an answer that was taken from another question again in its own place', () => {
    const lines = printedParts(birthForm, birthAnswers, birthFiledOn).flatMap((part) => part.lines)
    const mother = lines.find(({ question }) => question.id === 'mother.fullName')
    expect(mother?.answer).toBe(birthAnswers['requester.fullName'])
  })

  test('leaves room for what was not declared', () => {
    const lines = printedParts(birthForm, {}, birthFiledOn).flatMap((part) => part.lines)
    expect(lines.find(({ question }) => question.id === 'child.fullName')?.answer).toBeUndefined()
  })

  test('of residence follows the numbers of form CT01 on paper', () => {
    const parts = printedParts(residenceForm, residence.answers, residence.filedOn)
    expect(parts).toHaveLength(1)
    const numbers = parts
      .flatMap(({ lines }) => lines)
      .flatMap(({ label }) => /^(\d+)\./.exec(label?.vi ?? '')?.[1] ?? [])
      .map(Number)
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other))
    expect(new Set(numbers)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]))
  })

  test('has a column for each question of a group and a row for each item', () => {
    const group = residenceForm.sections
      .flatMap(({ steps }) => steps.flatMap(({ questions }) => questions))
      .find(({ id }) => id === 'members')
    if (group?.type !== 'group') throw new Error('no group members')
    const { answers, filedOn } = residence
    const context = { answers: completeAnswers(residenceForm, answers, filedOn), today: filedOn }
    const { columns, rows } = printedTable(group, answers.members, context)
    expect(columns.map(({ id }) => id)).toContain('fullName')
    expect(rows.map(({ fullName }) => fullName)).toEqual(['Giàng Thị Mẩy'])
  })
})

test.each([
  ['2026-11-25', 'ngày 25 tháng 11 năm 2026'],
  ['2026-11', 'tháng 11 năm 2026'],
  ['2026', 'năm 2026'],
])('%s is written %s', (date, words) => {
  expect(formatPartialDateInWords(date)).toBe(words)
})
