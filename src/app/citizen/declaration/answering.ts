import { createContext, useContext } from 'react'
import type { EvaluationContext } from '../../../domain/form/decide.ts'
import type { Answers, AnswerValue, GroupQuestion } from '../../../domain/form/definition.ts'
import { useDeclaration } from './declaration-context.ts'

/** The answers of the questions on the screen as it is drawn, in the declaration or in one item of a group, and how to give one. */
export interface Answering {
  readonly answers: Answers
  /** Complete answers, for rules; with `item` inside a group. */
  readonly rule: EvaluationContext
  /** The group whose item is open. */
  readonly group?: GroupQuestion
  setAnswer(question: string, value: AnswerValue | undefined): void
  /** Several at once. */
  setAnswers(answers: Answers): void
}

/** Given by the screen of an item; without it the answers are the declaration's own. */
export const AnsweringContext = createContext<Answering | null>(null)

export function useAnswering(): Answering {
  const inItem = useContext(AnsweringContext)
  const { draft, complete, today, change, setAnswer } = useDeclaration()
  return (
    inItem ?? {
      answers: draft.answers,
      rule: { answers: complete, today },
      setAnswer,
      setAnswers: (answers) =>
        change((before) => ({ ...before, answers: { ...before.answers, ...answers } })),
    }
  )
}
