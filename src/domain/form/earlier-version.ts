/**
 * A draft begun on one version of a form goes on with the next (bug case 22): what still fits is kept, what does not
 * stays readable, and what changed can be said in words.
 */
import type { CivilDay } from '../time/civil-day.ts'
import { parseField } from './answer.ts'
import { itemsOf } from './decide.ts'
import type {
  Answers,
  AnswerValue,
  FieldQuestion,
  FieldValue,
  FormDefinition,
  GroupItem,
  GroupQuestion,
  Question,
} from './definition.ts'

/** Every question of a version as far as its answers need it to be read: id, type, words, options. */
export type FormOutline = readonly Question[]

/** An answer that is not part of the declaration any more, with the question as it was asked. Never sent. */
export interface FormerAnswer {
  readonly question: Question
  readonly answer: AnswerValue
}

/** What a person is told of, by id of the question in the new version. */
export interface FormChanges {
  readonly added: readonly string[]
  /** Asked in another way, so that the earlier answer does not fit. */
  readonly askedAgain: readonly string[]
}

export interface CarriedOver {
  readonly answers: Answers
  readonly former: readonly FormerAnswer[]
  readonly changes: FormChanges
}

/** Kept with a draft: the version it was begun on is not there any more when the next one opens it. */
export function outlineOf(form: FormDefinition): FormOutline {
  return questionsOf(form).map((question) =>
    question.type === 'group' ? outlinedGroup(question, question.questions) : outlinedField(question),
  )
}

function outlinedField({ id, type, label, options }: FieldQuestion): FieldQuestion {
  return { id, type, label, required: false, ...(options === undefined ? {} : { options }) }
}

function outlinedGroup(group: GroupQuestion, questions: readonly FieldQuestion[]): GroupQuestion {
  const { id, type, label, itemTitle } = group
  return { id, type, label, itemTitle, required: false, questions: questions.map(outlinedField) }
}

/**
 * @param outline of the version on which the answers were given; undefined where it is not known
 * @param today decides whether a date still fits
 */
export function carryOver(
  form: FormDefinition,
  { answers, outline }: { readonly answers: Answers; readonly outline?: FormOutline | undefined },
  today: CivilDay,
): CarriedOver {
  const asked = new Map(questionsOf(form).map((question) => [question.id, question]))
  const before = new Map((outline ?? form.retired ?? []).map((question) => [question.id, question]))
  const kept: Record<string, AnswerValue> = {}
  const former: FormerAnswer[] = []
  const askedAgain: string[] = []
  for (const [id, answer] of Object.entries(answers)) {
    const question = asked.get(id)
    const earlier = before.get(id)
    if (question === undefined) {
      former.push({ question: earlier ?? unknownQuestion(id, answer), answer })
    } else if (question.type === 'group' && (earlier === undefined || earlier.type === 'group')) {
      const split = splitItems(question, earlier, answer, today)
      if (split.items.length > 0) kept[id] = split.items
      if (split.former !== undefined) former.push(split.former)
      if (split.isAskedAgain) askedAgain.push(id)
    } else if (question.type !== 'group' && fits(question, earlier, answer, today)) kept[id] = answer
    else {
      former.push({ question: earlier ?? unknownQuestion(id, answer), answer })
      askedAgain.push(id)
    }
  }
  const added = outline === undefined ? [] : [...asked.values()].filter(({ id }) => !before.has(id))
  for (const question of added) {
    if (question.type !== 'group' && question.initial !== undefined) kept[question.id] = question.initial
  }
  return { answers: kept, former, changes: { added: added.map(({ id }) => id), askedAgain } }
}

/**
 * Does the answer still answer the question? A question that is asked as before keeps whatever was typed, also
 * what is not right yet: the person is in the middle of it.
 */
function fits(
  question: FieldQuestion,
  earlier: Question | undefined,
  answer: AnswerValue | undefined,
  today: CivilDay,
): boolean {
  if (earlier !== undefined && isAskedTheSame(question, earlier)) return true
  const parsed = parseField(question, answer, { today })
  if (parsed.ok || parsed.problem === 'answer-missing') return true
  // Not known how it was asked: only what this type of question can never hold is taken for an earlier one's.
  const foreign: readonly string[] = ['answer-malformed', 'choice-unknown', 'list-code-malformed']
  return earlier === undefined && !foreign.includes(parsed.problem)
}

function isAskedTheSame(question: FieldQuestion, earlier: Question): boolean {
  if (earlier.type !== question.type) return false
  const values = question.options?.map(({ value }) => value) ?? []
  return earlier.options?.every(({ value }) => values.includes(value)) ?? true
}

/** The items of a group without the answers that are no longer asked for, and those answers by item. */
function splitItems(
  group: GroupQuestion,
  earlier: GroupQuestion | undefined,
  answer: AnswerValue,
  today: CivilDay,
): { readonly items: readonly GroupItem[]; readonly former?: FormerAnswer; readonly isAskedAgain: boolean } {
  const lost = new Map<string, FieldQuestion>()
  let isAskedAgain = false
  const formerItems: GroupItem[] = []
  const items = itemsOf(answer).map((item) => {
    const keptItem: Record<string, FieldValue> = {}
    const formerItem: Record<string, FieldValue> = {}
    for (const [id, value] of Object.entries(item)) {
      const question = group.questions.find((one) => one.id === id)
      const before = earlier?.questions.find((one) => one.id === id)
      if (question !== undefined && fits(question, before, value, today)) keptItem[id] = value
      else {
        formerItem[id] = value
        lost.set(id, before ?? unknownField(id))
        if (question !== undefined) isAskedAgain = true
      }
    }
    formerItems.push(formerItem)
    return keptItem
  })
  if (lost.size === 0) return { items, isAskedAgain }
  const question = outlinedGroup(earlier ?? group, [...lost.values()])
  return { items, former: { question, answer: formerItems }, isAskedAgain }
}

/** A question of which nothing is known but its id. */
function unknownQuestion(id: string, answer: AnswerValue): Question {
  const items = itemsOf(answer)
  if (items.length === 0) return unknownField(id)
  const ids = new Set(items.flatMap((item) => Object.keys(item)))
  const itemTitle = { vi: 'Mục', en: 'Item' }
  const label = { vi: id, en: id }
  return { id, type: 'group', label, itemTitle, required: false, questions: [...ids].map(unknownField) }
}

function unknownField(id: string): FieldQuestion {
  return { id, type: 'text', label: { vi: id, en: id }, required: false }
}

/** A retired question that a filed answer belongs to; undefined when this form never asked for it. */
export function retiredQuestion(form: FormDefinition, id: string): Question | undefined {
  return form.retired?.find((question) => question.id === id)
}

function questionsOf(form: FormDefinition): readonly Question[] {
  return form.sections.flatMap(({ steps }) => steps.flatMap(({ questions }) => questions))
}
