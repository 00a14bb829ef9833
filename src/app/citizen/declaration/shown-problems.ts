/** Which problems a person is told about, where, and when: as early as it helps, never before they have answered. */
import type { Answers, Check, FormDefinition, Question, Step } from '../../../domain/form/definition.ts'
import type { FormProblem } from '../../../domain/form/problem.ts'
import { knownAnswers } from '../../../domain/form/stored.ts'
import { findProblems } from '../../../domain/form/validate.ts'
import type { CivilDay } from '../../../domain/time/civil-day.ts'

export interface ShownProblem {
  /** Id of the question it is shown at. */
  readonly question: string
  /** Where that is a group: the item and the question in it. */
  readonly item?: NonNullable<FormProblem['item']>
  readonly severity: 'error' | 'ask'
  /** `address-not-chosen` is the screen's own: a commune was begun but not chosen from the list. */
  readonly code: FormProblem['code'] | 'address-not-chosen'
  readonly parameters: FormProblem['parameters']
  readonly check: Check | undefined
}

interface Filled {
  readonly form: FormDefinition
  readonly answers: Answers
  readonly today: CivilDay
  readonly unchosen: ReadonlySet<string>
}

/** Everything that is open, for the review. */
export function openProblems({ form, answers, today, unchosen }: Filled): readonly ShownProblem[] {
  const found = findProblems(form, knownAnswers(form, answers), { today }).map(
    ({ question, item, severity, code, parameters, check }): ShownProblem => ({
      question,
      ...(item === undefined ? {} : { item }),
      severity,
      code,
      parameters,
      check: form.checks.find(({ id }) => id === check),
    }),
  )
  const others = found.filter(({ question, severity }) => severity === 'ask' || !unchosen.has(question))
  return [...begun(unchosen), ...others]
}

function begun(unchosen: ReadonlySet<string>): readonly ShownProblem[] {
  return [...unchosen].map((question) => ({
    question,
    severity: 'error',
    code: 'address-not-chosen',
    parameters: undefined,
    check: undefined,
  }))
}

/** Those of one item of a group, at the questions of the item. */
export function problemsOfItem(
  problems: readonly ShownProblem[],
  group: string,
  index: number,
  unchosen: ReadonlySet<string>,
): readonly ShownProblem[] {
  const own = problems.flatMap(({ item, ...problem }) =>
    problem.question === group && item?.index === index ? [{ ...problem, question: item.question }] : [],
  )
  const others = own.filter(({ question, severity }) => severity === 'ask' || !unchosen.has(question))
  return [...begun(unchosen), ...others]
}

/**
 * Those to be mended or looked at in one step. A rule over several questions is shown at the first step that
 * completes it, at a question of that step.
 */
export function problemsOfStep(
  problems: readonly ShownProblem[],
  steps: readonly Step[],
  here: Step,
  answers: Answers,
): readonly ShownProblem[] {
  const inStep = new Set(here.questions.map(({ id }) => id))
  const later = new Set(
    steps.slice(steps.indexOf(here) + 1).flatMap(({ questions }) => questions.map(({ id }) => id)),
  )
  return problems.flatMap((problem) => {
    if (problem.check === undefined) return inStep.has(problem.question) ? [problem] : []
    if (problem.check.questions.some((id) => later.has(id) && answers[id] === undefined)) return []
    const place = problem.check.questions.find((id) => inStep.has(id))
    if (place !== undefined) return [{ ...problem, question: place }]
    return inStep.has(problem.question) ? [problem] : []
  })
}

/** While a person is still typing, only what they have left (`touched`) is called wrong; doubts are shown at once. */
export function isShownYet(
  problem: ShownProblem,
  touched: ReadonlySet<string>,
  isAttempted: boolean,
): boolean {
  // An item that is in the list has been left by the person.
  if (isAttempted || problem.severity === 'ask' || problem.item !== undefined) return true
  return problem.code !== 'answer-missing' && touched.has(problem.question)
}

export function questionsById(steps: readonly Step[]): ReadonlyMap<string, Question> {
  return new Map(
    steps.flatMap(({ questions }) => questions.map((question) => [question.id, question] as const)),
  )
}
