/** From a scanned identity card to the answers of the person it belongs to. */
import type { IdentityCard } from '../person/identity-card.ts'
import type { CivilDay } from '../time/civil-day.ts'
import { parseField } from './answer.ts'
import { ownValue } from './decide.ts'
import type { AddressAnswer, Answers, FieldQuestion, FieldValue, Question } from './definition.ts'
import { isFieldValue } from './evaluate.ts'

/** The questions that a card may answer: those of the form, or those of one item of a group. */
export interface CardScope {
  /** In the order of the form, also those that are not asked now. */
  readonly questions: readonly FieldQuestion[]
  readonly answers: Answers
  /** Which of them are asked when these are the answers. */
  asked(answers: Answers): readonly Question[]
}

export interface CardAnswer {
  readonly question: FieldQuestion
  readonly value: FieldValue
  /** A different answer that is there already. */
  readonly replaces?: FieldValue
}

/** The people whose card would answer one of these questions, as `fill.person` names them. */
export function cardHolders(questions: readonly Question[]): readonly string[] {
  const people = questions.flatMap((question) =>
    question.type === 'group' || question.fill === undefined ? [] : [question.fill.person],
  )
  return [...new Set(people)]
}

/**
 * What the card answers for this person: valid answers to questions that are asked once these answers are given. The
 * kind of paper is such an answer, and the question for its number comes with it.
 *
 * @param address the address of the card as the person confirmed it; left out where there is none
 */
export function cardAnswers(
  scope: CardScope,
  {
    person,
    card,
    address,
    today,
  }: {
    readonly person: string
    readonly card: IdentityCard
    readonly address: AddressAnswer | undefined
    readonly today: CivilDay
  },
): readonly CardAnswer[] {
  const found = scope.questions.flatMap((question) => {
    if (question.fill?.person !== person) return []
    const parsed = parseField(question, factFor(question, card, address), { today })
    return parsed.ok ? [{ question, value: parsed.value }] : []
  })
  const values = Object.fromEntries(found.map(({ question, value }) => [question.id, value]))
  const asked = new Set(scope.asked({ ...scope.answers, ...values }).map(({ id }) => id))
  return found
    .filter(({ question }) => asked.has(question.id))
    .map(({ question, value }) => {
      const before = ownValue(scope.answers, question.id)
      const isSame = JSON.stringify(before) === JSON.stringify(value)
      return { question, value, ...(isSame || !isFieldValue(before) ? {} : { replaces: before }) }
    })
}

function factFor(
  question: FieldQuestion,
  card: IdentityCard,
  address: AddressAnswer | undefined,
): FieldValue | undefined {
  const fact = question.fill?.from
  switch (fact) {
    case 'number':
      return question.type === 'identity-document'
        ? {
            kind: card.kind,
            number: card.number,
            ...(card.issuedOn === undefined ? {} : { issuedOn: card.issuedOn }),
          }
        : card.number
    case 'sex':
      return optionOf(question, [card.sex])
    case 'kind':
      // Where a form does not tell the two cards apart, both are the identity card.
      return optionOf(question, [card.kind, 'identity-card'])
    case 'address':
      return address
    case undefined:
      return undefined
    default:
      return card[fact]
  }
}

function optionOf({ options }: FieldQuestion, wanted: readonly string[]): string | undefined {
  return wanted.find((value) => options?.some((option) => option.value === value))
}
