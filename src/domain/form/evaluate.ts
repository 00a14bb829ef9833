/** Decides conditions, and with them which questions of a form apply: the same on kiosk and gateway. */
import type { CivilDay } from '../time/civil-day.ts'
import { comparePartial, daysBetween, isPartialDate, yearsBetween } from '../time/partial-date.ts'
import type {
  Answers,
  AnswerValue,
  Condition,
  DateReference,
  FormDefinition,
  Question,
  Step,
} from './definition.ts'

export interface EvaluationContext {
  readonly answers: Answers
  /** Day of filing in Vietnam, `YYYY-MM-DD`. */
  readonly today: CivilDay
}

/** True also while the condition cannot be decided: a doubt never blocks a person. */
export function evaluate(condition: Condition, context: EvaluationContext): boolean {
  return decide(condition, context) !== false
}

/** Kleene's three values; `undefined` is undecided. Only comparisons of dates can be undecided. */
function decide(condition: Condition, context: EvaluationContext): boolean | undefined {
  if ('all' in condition) {
    const results = condition.all.map((part) => decide(part, context))
    return results.includes(false) ? false : results.includes(undefined) ? undefined : true
  }
  if ('any' in condition) {
    const results = condition.any.map((part) => decide(part, context))
    return results.includes(true) ? true : results.includes(undefined) ? undefined : false
  }
  if ('not' in condition) {
    const result = decide(condition.not, context)
    return result === undefined ? undefined : !result
  }
  const answer = answerTo(condition.question, context.answers)
  if ('isAnswered' in condition) return answer !== undefined
  if ('is' in condition) return answer === condition.is
  if ('isOneOf' in condition) return condition.isOneOf.some((value) => value === answer)
  const reference = 'isNotAfter' in condition ? condition.isNotAfter : condition.isBefore
  const other = dateOf(reference, context)
  if (!isPartialDate(answer) || !isPartialDate(other)) return undefined
  if ('isNotAfter' in condition) {
    const order = comparePartial(answer, other)
    if (order === 'same-or-undecided') return answer === other && answer.length === 10 ? true : undefined
    return order === 'before'
  }
  const [span, needed] =
    'byYears' in condition
      ? [yearsBetween(answer, other), condition.byYears]
      : [daysBetween(answer, other), condition.byDays]
  return span.atLeast >= needed ? true : span.atMost < needed ? false : undefined
}

function dateOf(reference: DateReference, context: EvaluationContext): AnswerValue | undefined {
  return reference === 'today' ? context.today : answerTo(reference.question, context.answers)
}

/** Ids come from outside: `constructor` and the like are not answers. */
function answerTo(id: string, answers: Answers): AnswerValue | undefined {
  return Object.hasOwn(answers, id) ? answers[id] : undefined
}

interface Walk {
  readonly steps: readonly Step[]
  readonly asked: Answers
  readonly complete: Answers
}

/**
 * One pass in the order of the form. A question sees only the answers that still apply before it, so an answer
 * that no longer applies takes along whatever depended on it, and a second pass changes nothing.
 */
function walk(form: FormDefinition, answers: Answers, today: CivilDay): Walk {
  const asked: Record<string, AnswerValue> = {}
  const complete: Record<string, AnswerValue> = {}
  const context = { answers: complete, today }
  const steps: Step[] = []
  for (const step of form.sections.flatMap((section) => section.steps)) {
    if (step.visibleWhen !== undefined && !evaluate(step.visibleWhen, context)) continue
    const questions: Question[] = []
    for (const question of step.questions) {
      if (question.visibleWhen !== undefined && !evaluate(question.visibleWhen, context)) continue
      if (question.takenFrom !== undefined && evaluate(question.takenFrom.when, context)) {
        const taken = answerTo(question.takenFrom.question, complete)
        if (taken !== undefined) complete[question.id] = taken
        continue
      }
      questions.push(question)
      const answer = answerTo(question.id, answers)
      if (answer === undefined) continue
      asked[question.id] = answer
      complete[question.id] = answer
    }
    if (questions.length > 0) steps.push({ ...step, questions })
  }
  return { steps, asked, complete }
}

/** The steps to show now, each with only the questions that apply. */
export function visibleSteps(form: FormDefinition, answers: Answers, today: CivilDay): readonly Step[] {
  return walk(form, answers, today).steps
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
  return walk(form, answers, today).asked
}

/**
 * What is checked, printed and shown at the desk: the applicable answers, and those taken from another question
 * (`takenFrom`).
 */
export function completeAnswers(form: FormDefinition, answers: Answers, today: CivilDay): Answers {
  return walk(form, answers, today).complete
}

export function isRequired(question: Question, context: EvaluationContext): boolean {
  return typeof question.required === 'boolean' ? question.required : evaluate(question.required, context)
}
