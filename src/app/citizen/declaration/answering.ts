import { createContext, useContext } from 'react'
import type { EvaluationContext } from '../../../domain/form/decide.ts'
import type { Answers, AnswerValue, GroupQuestion } from '../../../domain/form/definition.ts'
import { useDeclaration } from './declaration-context.ts'

/** Where the answers of the questions on the screen are kept: in the declaration, or in one item of a group. */
export interface Answering {
  readonly answers: Answers
  /** Complete answers, for rules; with `item` inside a group. */
  readonly rule: EvaluationContext
  /** Address questions where a commune was begun but none was chosen. */
  readonly unchosen: ReadonlySet<string>
  /** The group whose item is open. */
  readonly group?: GroupQuestion
  setAnswer(question: string, value: AnswerValue | undefined): void
  /** Several at once. */
  setAnswers(answers: Answers): void
  setUnchosen(question: string, isUnchosen: boolean): void
}

/** Given by the screen of an item; without it the answers are the declaration's own. */
export const AnsweringContext = createContext<Answering | null>(null)

export function useAnswering(): Answering {
  const inItem = useContext(AnsweringContext)
  const { draft, complete, today, unchosen, change, setAnswer, setUnchosen } = useDeclaration()
  return (
    inItem ?? {
      answers: draft.answers,
      rule: { answers: complete, today },
      unchosen,
      setAnswer,
      setAnswers: (answers) =>
        change((before) => ({ ...before, answers: { ...before.answers, ...answers } })),
      setUnchosen,
    }
  )
}
