/** Which question comes next and what the answers lead to. Decides nothing by itself: the guide's rules do. */
import type { AccountGuide, AccountKind, Facts, GuideItem, GuideQuestion, GuideStep, When } from './guide.ts'
import type { AssistanceNeed } from './outcome.ts'

export interface Advice {
  readonly need: AssistanceNeed
  readonly account: AccountKind
  readonly bring: readonly GuideItem[]
  readonly steps: readonly GuideStep[]
  /** There is something that only the police do. */
  readonly isVisit: boolean
}

export function holds(when: When, facts: Facts): boolean {
  if (when.length === 0) return true
  return when.some((alternative) =>
    Object.entries(alternative).every(([question, values]) => {
      const answer = Object.hasOwn(facts, question) ? facts[question] : undefined
      return answer !== undefined && values.includes(answer)
    }),
  )
}

/** Those that apply, in order, each with the options that apply; an answer to a question before decides. */
export function questionsFor(guide: AccountGuide, facts: Facts): readonly GuideQuestion[] {
  const asked: GuideQuestion[] = []
  let counted: Facts = {}
  for (const question of guide.questions) {
    if (!holds(question.when, counted)) continue
    const options = question.options.filter(({ when }) => holds(when, counted))
    asked.push({ ...question, options })
    const answer = Object.hasOwn(facts, question.id) ? facts[question.id] : undefined
    if (answer !== undefined && options.some(({ value }) => value === answer))
      counted = { ...counted, [question.id]: answer }
  }
  return asked
}

/** The answers to questions that apply: one that was given before another was changed no longer counts. */
export function factsThatCount(guide: AccountGuide, facts: Facts): Facts {
  return Object.fromEntries(
    questionsFor(guide, facts).flatMap(({ id, options }) => {
      const answer = Object.hasOwn(facts, id) ? facts[id] : undefined
      return answer !== undefined && options.some(({ value }) => value === answer) ? [[id, answer]] : []
    }),
  )
}

/** The first question without an answer; null when all is known. */
export function nextQuestion(guide: AccountGuide, facts: Facts): GuideQuestion | null {
  const counted = factsThatCount(guide, facts)
  return questionsFor(guide, counted).find(({ id }) => !Object.hasOwn(counted, id)) ?? null
}

/** Null while a question is open. @throws Error for a guide whose rules leave out a case: its test looks at each. */
export function adviseOn(guide: AccountGuide, facts: Facts): Advice | null {
  if (nextQuestion(guide, facts) !== null) return null
  const counted = factsThatCount(guide, facts)
  const need = guide.needs.find(({ when }) => holds(when, counted))?.need
  const account = guide.accounts.find(({ when }) => holds(when, counted))?.account
  const steps = guide.steps.filter(({ when }) => holds(when, counted))
  if (need === undefined || account === undefined || steps.length === 0)
    throw new Error(`the guide has no answer for ${JSON.stringify(counted)}`)
  return {
    need,
    account,
    steps,
    bring: guide.bring.filter(({ when }) => holds(when, counted)),
    isVisit: steps.some(({ isVisit }) => isVisit),
  }
}
