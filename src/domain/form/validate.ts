/** All that is wrong or doubtful in a filled-in form: the kiosk asks before filing, the gateway asks again. */
import { citizenNumberDoubts, type Sex } from '../person/citizen-number.ts'
import type { CivilDay } from '../time/civil-day.ts'
import { isPartialDate } from '../time/partial-date.ts'
import { parseAnswer } from './answer.ts'
import type { Answers, AnswerValue, FormDefinition, Question } from './definition.ts'
import { completeAnswers, evaluate, isRequired, visibleQuestions } from './evaluate.ts'
import type { FormProblem } from './problem.ts'

/**
 * Problems in the order of the form, those of checks last; none of severity `error` means it can be filed.
 * Answers to known questions that do not apply are no problem: `applicableAnswers` drops them.
 */
export function findProblems(
  form: FormDefinition,
  answers: Answers,
  context: { readonly today: CivilDay },
): readonly FormProblem[] {
  const { today } = context
  const questions = form.sections.flatMap((section) => section.steps.flatMap((step) => step.questions))
  const known = new Map(questions.map((question) => [question.id, question]))
  const problems: FormProblem[] = []
  for (const id of Object.keys(answers)) {
    if (!known.has(id)) problems.push({ question: id, code: 'question-unknown', severity: 'error' })
  }

  // Rules look at values in their stored form only: `30/11/2030` must not slip past a rule about dates.
  const values: Record<string, AnswerValue> = {}
  for (const [id, question] of known) {
    const answer = Object.hasOwn(answers, id) ? parseAnswer(question, answers[id], { today }) : undefined
    if (answer?.ok === true) values[id] = answer.value
  }
  const asked = visibleQuestions(form, values, today)
  const complete = completeAnswers(form, values, today)
  for (const question of asked) {
    const raw = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined
    const answer = parseAnswer(question, raw, { today })
    if (answer.ok) continue
    if (answer.problem === 'answer-missing' && !isRequired(question, { answers: complete, today })) continue
    problems.push({
      question: question.id,
      code: answer.problem,
      ...(answer.parameters === undefined ? {} : { parameters: answer.parameters }),
      severity: 'error',
    })
  }

  const askedIds = new Set(asked.map((question) => question.id))
  for (const doubt of questions.flatMap((question) => doubtsOf(question, complete, known, askedIds))) {
    // A filer who is the mother has one number, which two questions look at.
    if (!problems.some((other) => other.question === doubt.question && other.code === doubt.code)) {
      problems.push(doubt)
    }
  }
  for (const check of form.checks) {
    const rule = { answers: complete, today }
    if (check.when !== undefined && !evaluate(check.when, rule)) continue
    if (evaluate(check.assert, rule)) continue
    const shownAt = check.questions
      .map((id) => askedInstead(id, known, askedIds))
      .find((id) => id !== undefined)
    const question = shownAt ?? check.questions[0] ?? ''
    problems.push({ question, code: 'check-failed', severity: check.severity, check: check.id })
  }
  return problems
}

/** The question itself, or the one its answer is taken from; `undefined` when neither is asked. */
function askedInstead(
  id: string,
  known: ReadonlyMap<string, Question>,
  asked: ReadonlySet<string>,
): string | undefined {
  if (asked.has(id)) return id
  const source = known.get(id)?.takenFrom?.question
  return source === undefined ? undefined : askedInstead(source, known, asked)
}

function doubtsOf(
  question: Question,
  complete: Answers,
  known: ReadonlyMap<string, Question>,
  asked: ReadonlySet<string>,
): FormProblem[] {
  const number = complete[question.id]
  if (question.type !== 'citizen-number' || typeof number !== 'string') return []
  const { birthDate, sex } = question.holder ?? {}
  const birth = birthDate === undefined ? undefined : complete[birthDate]
  const shownAt = askedInstead(question.id, known, asked)
  if (shownAt === undefined) return []
  return citizenNumberDoubts({
    number,
    sex: typeof sex === 'object' ? sexOf(complete[sex.question]) : sex,
    birthDate: isPartialDate(birth) ? birth : undefined,
  }).map((code) => ({ question: shownAt, code, severity: 'ask' }))
}

function sexOf(answer: AnswerValue | undefined): Sex | undefined {
  return answer === 'male' || answer === 'female' ? answer : undefined
}
