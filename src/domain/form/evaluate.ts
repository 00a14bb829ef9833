/** Decides conditions, and with them which questions of a form apply: the same on kiosk and gateway. */
import type { CivilDay } from '../time/civil-day.ts'
import { answerTo, decide, type EvaluationContext, itemsOf, ownValue } from './decide.ts'
import type {
  Answers,
  AnswerValue,
  Condition,
  FieldQuestion,
  FieldValue,
  FormDefinition,
  GroupItem,
  GroupQuestion,
  Question,
  Step,
} from './definition.ts'

/** True also while the condition cannot be decided: a doubt never blocks a person. */
export function evaluate(condition: Condition, context: EvaluationContext): boolean {
  return decide(condition, context) !== false
}

/** What of a form and its answers applies. */
export interface Applicable {
  /** To show now, each with only the questions that apply. */
  readonly steps: readonly Step[]
  /** Answers to questions that are asked. Others, and unknown ones, are dropped. */
  readonly asked: Answers
  /** Those, and the answers taken from another question (`takenFrom`). */
  readonly complete: Answers
}

/**
 * One pass in the order of the form. A question sees only the answers that still apply before it, so an answer
 * that no longer applies takes along whatever depended on it, and a second pass changes nothing.
 */
export function applicable(form: FormDefinition, answers: Answers, today: CivilDay): Applicable {
  const asked: Record<string, AnswerValue> = {}
  const complete: Record<string, AnswerValue> = {}
  const context = { answers: complete, today }
  const steps: Step[] = []
  for (const step of form.sections.flatMap((section) => section.steps)) {
    if (step.visibleWhen !== undefined && !evaluate(step.visibleWhen, context)) continue
    const questions: Question[] = []
    for (const question of step.questions) {
      if (!applies(question, context)) continue
      const taken = takenAnswer(question, context)
      if (taken !== undefined) {
        if (taken.answer !== undefined) complete[question.id] = taken.answer
        continue
      }
      questions.push(question)
      const answer = answerTo(question.id, { answers })
      if (answer === undefined) continue
      if (question.type !== 'group') {
        asked[question.id] = answer
        complete[question.id] = answer
        continue
      }
      const items = itemsOf(answer).map((item) => visibleItem(question, item, context))
      if (items.length === 0) continue
      asked[question.id] = items.map((item) => item.asked)
      complete[question.id] = items.map((item) => item.complete)
    }
    if (questions.length > 0) steps.push({ ...step, questions })
  }
  return { steps, asked, complete }
}

/** One item of a group: the questions that apply, and the item with their answers only. */
export interface VisibleItem {
  readonly questions: readonly FieldQuestion[]
  readonly asked: GroupItem
  readonly complete: GroupItem
}

/**
 * The same within one item, which sees the answers of the form that came before the group.
 *
 * @param outer with the complete answers of the form
 */
export function visibleItem(group: GroupQuestion, item: GroupItem, outer: EvaluationContext): VisibleItem {
  const asked: Record<string, FieldValue> = {}
  const complete: Record<string, FieldValue> = {}
  const context = { ...outer, item: complete }
  const questions: FieldQuestion[] = []
  for (const question of group.questions) {
    if (!applies(question, context)) continue
    const taken = takenAnswer(question, context)
    if (taken !== undefined) {
      if (isFieldValue(taken.answer)) complete[question.id] = taken.answer
      continue
    }
    questions.push(question)
    const answer = ownValue(item, question.id)
    if (answer === undefined) continue
    asked[question.id] = answer
    complete[question.id] = answer
  }
  return { questions, asked, complete }
}

function applies(question: Question, context: EvaluationContext): boolean {
  return question.visibleWhen === undefined || evaluate(question.visibleWhen, context)
}

/** Undefined where the question is asked itself; else the other question's answer, if there is one. */
function takenAnswer(
  question: Question,
  context: EvaluationContext,
): { readonly answer: AnswerValue | undefined } | undefined {
  if (question.type === 'group' || question.takenFrom === undefined) return undefined
  if (!evaluate(question.takenFrom.when, context)) return undefined
  return { answer: answerTo(question.takenFrom.question, context) }
}

/** Not the items of a group. */
export function isFieldValue(answer: AnswerValue | undefined): answer is FieldValue {
  return answer !== undefined && !(Array.isArray(answer) && answer.some((part) => typeof part === 'object'))
}

/** The steps to show now, each with only the questions that apply. */
export function visibleSteps(form: FormDefinition, answers: Answers, today: CivilDay): readonly Step[] {
  return applicable(form, answers, today).steps
}

export function visibleQuestions(
  form: FormDefinition,
  answers: Answers,
  today: CivilDay,
): readonly Question[] {
  return visibleSteps(form, answers, today).flatMap((step) => step.questions)
}

/** What is sent: answers to questions that are asked. Others, and unknown ones, are dropped. */
export function applicableAnswers(form: FormDefinition, answers: Answers, today: CivilDay): Answers {
  return applicable(form, answers, today).asked
}

/**
 * What is checked, printed and shown at the desk: the applicable answers, and those taken from another question
 * (`takenFrom`).
 */
export function completeAnswers(form: FormDefinition, answers: Answers, today: CivilDay): Answers {
  return applicable(form, answers, today).complete
}

export function isRequired(question: Question, context: EvaluationContext): boolean {
  return typeof question.required === 'boolean' ? question.required : evaluate(question.required, context)
}
