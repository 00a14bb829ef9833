/** A declaration as one of our invented families would fill it in, and slips that must be noticed. */
import type { Answers, AnswerValue } from '../../../src/domain/form/definition.ts'
import type { FormProblem } from '../../../src/domain/form/problem.ts'

/** Answers put in place of others; `undefined` takes an answer away. */
type Changes = Readonly<Record<string, AnswerValue | undefined>>

export interface FormExample {
  /** Day of filing in Vietnam, `YYYY-MM-DD`. */
  readonly filedOn: string
  /** Valid and complete; holds only answers to questions that are asked. */
  readonly answers: Answers
  /** Other ways to fill in the same form, likewise without an error. */
  readonly also?: Readonly<Record<string, Changes>>
  /** What is changed, and the problem that it must raise. */
  readonly wrong: Readonly<
    Record<string, { readonly change: Changes; readonly problem: Partial<FormProblem> }>
  >
}

export function changed(answers: Answers, changes: Changes): Answers {
  const entries = Object.entries({ ...answers, ...changes })
  return Object.fromEntries(entries.filter((entry): entry is [string, AnswerValue] => entry[1] !== undefined))
}
