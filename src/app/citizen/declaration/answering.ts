import { createContext, useContext, useSyncExternalStore } from 'react'
import { type EvaluationContext, ownValue } from '../../../domain/form/decide.ts'
import type { Answers, AnswerValue, GroupQuestion } from '../../../domain/form/definition.ts'
import { useDeclaration } from './declaration-context.ts'

/** Where the answers of the questions on the screen are kept: in the declaration, or in one item of a group. */
export interface Answering {
  readonly answers: Answers
  /** Complete answers, for rules; with `item` inside a group. */
  readonly rule: EvaluationContext
  /** Address questions where a commune was begun but none was chosen. */
  readonly unchosen: ReadonlySet<string>
  /** The same, also before it is drawn. */
  readUnchosen(): ReadonlySet<string>
  /** The newest answer, also before the rest of the screen is drawn for it. */
  readAnswer(question: string): AnswerValue | undefined
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
  const { draft, keeper, complete, today, unchosen, change, setAnswer, readUnchosen, setUnchosen } =
    useDeclaration()
  return (
    inItem ?? {
      answers: draft.answers,
      rule: { answers: complete, today },
      unchosen,
      readUnchosen,
      readAnswer: (question) => ownValue(keeper.read().draft.answers, question),
      setAnswer,
      setAnswers: (answers) =>
        change((before) => ({ ...before, answers: { ...before.answers, ...answers } })),
      setUnchosen,
    }
  )
}

/** The answer of one question, drawn at once and not with the rest: for what does not keep it by itself. */
export function useAnswer(question: string): AnswerValue | undefined {
  const { keeper } = useDeclaration()
  const { readAnswer } = useAnswering()
  return useSyncExternalStore(keeper.subscribe, () => readAnswer(question))
}
