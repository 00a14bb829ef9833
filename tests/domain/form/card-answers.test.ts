import { describe, expect, test } from 'vitest'
import { loadForms } from '../../../src/catalogue/load.ts'
import { type CardScope, cardAnswers, cardHolders } from '../../../src/domain/form/card-answers.ts'
import type { Answers, FormDefinition } from '../../../src/domain/form/definition.ts'
import { visibleItem, visibleQuestions } from '../../../src/domain/form/evaluate.ts'
import { parseIdentityCard } from '../../../src/domain/person/identity-card.ts'
import { chipCard, laterCard } from '../person/card-example.ts'

const today = '2026-11-25'
const address = {
  province: '15',
  commune: '03046',
  detail: 'Thôn Bản Hồ',
  formerly: 'xã Bản Hồ, huyện Sa Pa',
}

function formNamed(name: string): FormDefinition {
  const form = loadForms().find((candidate) => candidate.name === name)
  if (form === undefined) throw new Error(`no form ${name}`)
  return form
}

function scopeOf(form: FormDefinition, answers: Answers): CardScope {
  return {
    questions: form.sections
      .flatMap(({ steps }) => steps.flatMap(({ questions }) => questions))
      .filter((question) => question.type !== 'group'),
    answers,
    asked: (filled) => visibleQuestions(form, filled, today),
  }
}

function cardOf(text: string) {
  const read = parseIdentityCard(text)
  if (!read.ok) throw new Error(read.problem)
  return read.card
}

function filled(form: string, answers: Answers, person: string, text = chipCard) {
  const found = cardAnswers(scopeOf(formNamed(form), answers), { person, card: cardOf(text), address, today })
  return Object.fromEntries(found.map(({ question, value }) => [question.id, value]))
}

describe('a card in a declaration', () => {
  test('answers for the mother what is asked of her', () => {
    expect(
      filled('birth-registration', { 'requester.relation': 'father', 'mother.isGiven': true }, 'mother'),
    ).toEqual({
      'mother.fullName': 'Lò Thị Pành',
      'mother.birthDate': '1990-02-15',
      'mother.idNumber': '010190000017',
      'mother.residence': address,
    })
  })

  test('answers nothing that is taken from somebody who was asked before', () => {
    expect(filled('birth-registration', { 'requester.relation': 'mother' }, 'mother')).toEqual({})
  })

  test('says which paper it is, and with it the number that is then asked for', () => {
    const passport = { 'requester.relation': 'grandparent', 'requester.idType': 'passport' }
    expect(filled('birth-registration', passport, 'requester', laterCard)).toEqual({
      'requester.fullName': 'Giàng A Páo',
      'requester.birthDate': '1975-06-01',
      'requester.idType': 'identity-card',
      'requester.idNumber': '012075000029',
      'requester.idIssuedOn': '2024-08-02',
      'requester.residence': address,
    })
    expect(filled('birth-registration', passport, 'requester')['requester.idType']).toBe('citizen-card')
    // A form that does not tell the cards apart.
    expect(
      filled('general-application', { 'applicant.idType': 'passport' }, 'applicant')['applicant.idType'],
    ).toBe('identity-card')
  })

  test('names what it would replace, and only that', () => {
    const answers = {
      'mother.isGiven': true,
      'mother.fullName': 'Lò Thị Pàn',
      'mother.idNumber': '010190000017',
    }
    const found = cardAnswers(scopeOf(formNamed('birth-registration'), answers), {
      person: 'mother',
      card: cardOf(chipCard),
      address: undefined,
      today,
    })
    expect(found.map(({ question, replaces }) => [question.id, replaces])).toEqual([
      ['mother.fullName', 'Lò Thị Pàn'],
      ['mother.birthDate', undefined],
      ['mother.idNumber', undefined],
    ])
  })

  test('leaves out a birth date that the question takes only in full', () => {
    const card = chipCard.replace('15021990', '1990')
    const { 'owner.birthDate': date, ...others } = filled(
      'household-business-registration',
      {},
      'owner',
      card,
    )
    expect(date).toBeUndefined()
    expect(others['owner.fullName']).toBe('Lò Thị Pành')
  })

  test('answers for one guest in a list', () => {
    const guests = formNamed('stay-notice')
      .sections.flatMap(({ steps }) => steps.flatMap(({ questions }) => questions))
      .find((question) => question.type === 'group')
    if (guests?.type !== 'group') throw new Error('guests are a group')
    expect(cardHolders(guests.questions)).toEqual(['guest'])
    const scope: CardScope = {
      questions: guests.questions,
      answers: {},
      asked: () => visibleItem(guests, {}, { answers: {}, today }).questions,
    }
    const found = cardAnswers(scope, { person: 'guest', card: cardOf(chipCard), address: undefined, today })
    expect(found.find(({ question }) => question.type === 'identity-document')?.value).toEqual({
      kind: 'citizen-card',
      number: '010190000017',
      issuedOn: '2021-11-25',
    })
  })
})

test('every form that asks a person for a number of a card lets the card answer it', () => {
  const unfilled = loadForms().flatMap((form) =>
    form.sections
      .flatMap(({ steps }) => steps.flatMap(({ questions }) => questions))
      .flatMap((question) => (question.type === 'group' ? question.questions : [question]))
      .filter(({ type, fill }) => type === 'citizen-number' && fill === undefined)
      .map(({ id }) => `${form.name} ${id}`),
  )
  expect(unfilled).toEqual([])
})
