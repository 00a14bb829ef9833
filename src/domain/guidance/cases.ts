/** The two or three plain questions that decide which papers, time limit, fee and place apply to a person. */
import { decide, ownValue } from '../form/decide.ts'
import type { Answers, Condition, Option } from '../form/definition.ts'
import type { LocalizedText } from '../text/localized.ts'
import type { CivilDay } from '../time/civil-day.ts'

/** Asked in the guide, before any declaration. Nothing of it identifies a person. */
export interface CaseQuestion {
  /** Unique within the procedure; conditions name it. */
  readonly id: string
  readonly question: LocalizedText
  readonly help?: LocalizedText | undefined
  /** Two to six, told apart by a picture-sized tile each. */
  readonly options: readonly Option[]
  /** Depends on earlier case questions only. */
  readonly visibleWhen?: Condition | undefined
  /** The question of the procedure's form with the same answer: what was said here is not asked again there. */
  readonly answers?: FormAnswer | undefined
}

export interface FormAnswer {
  readonly question: string
  /** Form answer by option; without it the option's own value. */
  readonly values?: Readonly<Record<string, string | boolean>> | undefined
}

/** The form's answer that goes with an option; undefined where the option leaves the form open. */
export function formAnswerOf({ values }: FormAnswer, option: string): string | boolean | undefined {
  if (values === undefined) return option
  return Object.hasOwn(values, option) ? values[option] : undefined
}

/** Chosen options by id of the case question. */
export type CaseAnswers = Readonly<Record<string, string>>

/** `depends`: what was answered so far does not decide it. */
export type Applies = 'yes' | 'no' | 'depends'

/** The questions to ask, in order, as far as the answers reach; answers to questions no longer asked are ignored. */
export function askedCases(
  cases: readonly CaseQuestion[],
  answers: CaseAnswers,
  today: CivilDay,
): readonly CaseQuestion[] {
  const asked: CaseQuestion[] = []
  let counted: CaseAnswers = {}
  for (const question of cases) {
    const { visibleWhen, id } = question
    if (visibleWhen !== undefined && decide(visibleWhen, { answers: counted, today }) !== true) continue
    asked.push(question)
    const answer = answers[id]
    if (answer !== undefined) counted = { ...counted, [id]: answer }
  }
  return asked
}

/** The answers that count: to questions that are asked, with options that exist. */
export function countedAnswers(
  cases: readonly CaseQuestion[],
  answers: CaseAnswers,
  today: CivilDay,
): CaseAnswers {
  const counted: Record<string, string> = {}
  for (const { id, options } of askedCases(cases, answers, today)) {
    const answer = answers[id]
    if (answer !== undefined && options.some(({ value }) => value === answer)) counted[id] = answer
  }
  return counted
}

/**
 * Whether a paper, a limit or a fee applies: tried over every way in which the open questions can still be
 * answered, so that nothing is hidden from a person who has not answered yet.
 */
export function applies(
  condition: Condition | undefined,
  cases: readonly CaseQuestion[],
  answers: CaseAnswers,
  today: CivilDay,
): Applies {
  if (condition === undefined) return 'yes'
  const seen = new Set<boolean>()
  for (const complete of completions(cases, countedAnswers(cases, answers, today), today)) {
    seen.add(decide(condition, { answers: complete, today }) === true)
    if (seen.size === 2) return 'depends'
  }
  return seen.has(true) ? 'yes' : 'no'
}

/** The form's answers that the case answers give already, by question id. */
export function formAnswersOf(
  cases: readonly CaseQuestion[],
  answers: CaseAnswers,
  today: CivilDay,
): Readonly<Record<string, string | boolean>> {
  const counted = countedAnswers(cases, answers, today)
  const given: Record<string, string | boolean> = {}
  for (const { id, answers: target } of cases) {
    const answer = counted[id]
    if (target === undefined || answer === undefined) continue
    const value = formAnswerOf(target, answer)
    if (value !== undefined) given[target.question] = value
  }
  return given
}

/** The case answers that a form's answers give back: what the desk knows of a dossier filed without the guide. */
export function caseAnswersOf(cases: readonly CaseQuestion[], formAnswers: Answers): CaseAnswers {
  const given: Record<string, string> = {}
  for (const { id, options, answers: target } of cases) {
    const answer = target === undefined ? undefined : ownValue(formAnswers, target.question)
    if (target === undefined || answer === undefined) continue
    const matching = options.filter(({ value }) => formAnswerOf(target, value) === answer)
    const [only] = matching
    if (only !== undefined && matching.length === 1) given[id] = only.value
  }
  return given
}

function* completions(
  cases: readonly CaseQuestion[],
  answers: CaseAnswers,
  today: CivilDay,
): Generator<CaseAnswers> {
  const open = askedCases(cases, answers, today).find(({ id }) => answers[id] === undefined)
  if (open === undefined) {
    yield answers
    return
  }
  for (const { value } of open.options) yield* completions(cases, { ...answers, [open.id]: value }, today)
}
