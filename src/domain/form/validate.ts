/** All that is wrong or doubtful in a filled-in form: the kiosk asks before filing, the gateway asks again. */
import type { CivilDay } from '../time/civil-day.ts'
import { parseAnswer } from './answer.ts'
import { type EvaluationContext, itemsOf, ownValue } from './decide.ts'
import {
  type Answers,
  type AnswerValue,
  type FormDefinition,
  type GroupItem,
  type GroupQuestion,
  groupMaximumItems,
  type Question,
} from './definition.ts'
import { doubtsOf } from './doubts.ts'
import { applicable, evaluate, isRequired, visibleItem } from './evaluate.ts'
import type { FormProblem } from './problem.ts'
import { storedAnswers, storedItem } from './stored.ts'

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
  const values = storedAnswers(form, answers, today)
  const { steps, complete } = applicable(form, values, today)
  const asked = steps.flatMap((step) => step.questions)
  const rule: EvaluationContext = { answers: complete, today }
  for (const question of asked) {
    const raw = ownValue(answers, question.id)
    if (question.type === 'group') problems.push(...groupProblems(question, raw, rule))
    else {
      const problem = answerProblem(question, raw, rule)
      if (problem !== undefined) problems.push({ question: question.id, ...problem })
    }
  }

  const askedIds = new Set(asked.map((question) => question.id))
  for (const doubt of doubtsOf(questions, complete)) {
    const question = askedInstead(doubt.question, known, askedIds)
    // A filer who is the mother has one number, which two questions look at.
    const isNew = !problems.some(
      (other) => other.question === question && other.code === doubt.code && other.item === undefined,
    )
    if (question !== undefined && (isNew || doubt.item !== undefined)) problems.push({ ...doubt, question })
  }
  for (const check of form.checks) {
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

type Wrong = Pick<FormProblem, 'code' | 'parameters' | 'severity'>

function answerProblem(
  question: Question,
  raw: AnswerValue | undefined,
  rule: EvaluationContext,
): Wrong | undefined {
  const answer = parseAnswer(question, raw, rule)
  if (answer.ok || (answer.problem === 'answer-missing' && !isRequired(question, rule))) return undefined
  return {
    code: answer.problem,
    ...(answer.parameters === undefined ? {} : { parameters: answer.parameters }),
    severity: 'error',
  }
}

/** What is wrong with the group itself, and else with each of its items. */
function groupProblems(
  group: GroupQuestion,
  raw: AnswerValue | undefined,
  rule: EvaluationContext,
): FormProblem[] {
  const items = itemsOf(raw)
  const wrong = (code: FormProblem['code'], parameters?: FormProblem['parameters']): FormProblem => ({
    question: group.id,
    code,
    ...(parameters === undefined ? {} : { parameters }),
    severity: 'error',
  })
  if (raw !== undefined && (!Array.isArray(raw) || items.length !== raw.length)) {
    return [wrong('answer-malformed')]
  }
  const maximum = group.maxItems ?? groupMaximumItems
  if (items.length > maximum) return [wrong('group-too-many', { maximum })]
  const minimum = isRequired(group, rule) ? Math.max(1, group.minItems ?? 1) : (group.minItems ?? 0)
  // A list that may be left out may be empty, but not half full.
  const isTooShort = items.length < minimum && (items.length > 0 || isRequired(group, rule))
  return [
    ...(isTooShort ? [wrong('group-too-few', { minimum })] : []),
    ...items.flatMap((item, index) => itemProblems(group, item, index, rule)),
  ]
}

function itemProblems(
  group: GroupQuestion,
  item: GroupItem,
  index: number,
  rule: EvaluationContext,
): FormProblem[] {
  const problems: FormProblem[] = []
  const at = (question: string, wrong: Wrong) => {
    problems.push({ question: group.id, item: { index, question }, ...wrong })
  }
  for (const id of Object.keys(item)) {
    if (!group.questions.some((question) => question.id === id)) {
      at(id, { code: 'question-unknown', severity: 'error' })
    }
  }
  const { questions, complete } = visibleItem(group, storedItem(group, item, rule.today), rule)
  for (const question of questions) {
    const problem = answerProblem(question, ownValue(item, question.id), { ...rule, item: complete })
    if (problem !== undefined) at(question.id, problem)
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
  const question = known.get(id)
  const source = question?.type === 'group' ? undefined : question?.takenFrom?.question
  return source === undefined ? undefined : askedInstead(source, known, asked)
}
