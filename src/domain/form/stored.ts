/** Answers in their stored form, and what of them is sent. */
import type { CivilDay } from '../time/civil-day.ts'
import { parseField } from './answer.ts'
import { itemsOf, ownValue } from './decide.ts'
import type {
  Answers,
  AnswerValue,
  FieldValue,
  FormDefinition,
  GroupItem,
  GroupQuestion,
} from './definition.ts'
import { applicableAnswers } from './evaluate.ts'

/** The answers that are right, as `parseAnswer` gives them; in a group also those beside one that is not. */
export function storedAnswers(form: FormDefinition, answers: Answers, today: CivilDay): Answers {
  const values: Record<string, AnswerValue> = {}
  for (const question of questionsOf(form)) {
    const raw = ownValue(answers, question.id)
    if (question.type === 'group') {
      const items = itemsOf(raw)
      if (items.length > 0) values[question.id] = items.map((item) => storedItem(question, item, today))
    } else {
      const answer = parseField(question, raw, { today })
      if (answer.ok) values[question.id] = answer.value
    }
  }
  return values
}

/** The same for one item of a group. */
export function storedItem(group: GroupQuestion, item: GroupItem, today: CivilDay): GroupItem {
  const values: Record<string, FieldValue> = {}
  for (const question of group.questions) {
    const answer = parseField(question, ownValue(item, question.id), { today })
    if (answer.ok) values[question.id] = answer.value
  }
  return values
}

/** What leaves the device: only what is asked now, in its stored form. */
export function answersToSend(form: FormDefinition, answers: Answers, today: CivilDay): Answers {
  return applicableAnswers(form, storedAnswers(form, answers, today), today)
}

/** Without answers to questions of an older version of the form: nobody can mend them. */
export function knownAnswers(form: FormDefinition, answers: Answers): Answers {
  const values: Record<string, AnswerValue> = {}
  for (const question of questionsOf(form)) {
    const answer = ownValue(answers, question.id)
    if (answer === undefined) continue
    if (question.type !== 'group') values[question.id] = answer
    else {
      const ids = new Set(question.questions.map(({ id }) => id))
      values[question.id] = itemsOf(answer).map((item) =>
        Object.fromEntries(Object.entries(item).filter(([id]) => ids.has(id))),
      )
    }
  }
  return values
}

function questionsOf(form: FormDefinition) {
  return form.sections.flatMap(({ steps }) => steps.flatMap(({ questions }) => questions))
}
