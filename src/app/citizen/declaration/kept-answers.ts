import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Answers, AnswerValue } from '../../../domain/form/definition.ts'

/** What is kept at this moment: newer than what is drawn for as long as a slow kiosk draws. The same for as long as a screen is open. */
export interface KeptAnswers {
  /** Returns the way to unsubscribe. */
  subscribe(listener: () => void): () => void
  /** To a question of the screen: the declaration's own, or of the item that is open. */
  readAnswer(question: string): AnswerValue | undefined
  /** Of the whole declaration. */
  readAnswers(): Answers
  /** Address questions of the screen where a commune was begun but none was chosen. */
  readUnchosen(): ReadonlySet<string>
  setUnchosen(question: string, isUnchosen: boolean): void
}

export const KeptAnswersContext = createContext<KeptAnswers | null>(null)

export function useKeptAnswers(): KeptAnswers {
  const kept = useContext(KeptAnswersContext)
  if (kept === null) throw new Error('useKeptAnswers is used below OpenDraft')
  return kept
}

/** The answer of one question: whoever asks it is drawn anew with it, at once, and not for another's. */
export function useAnswer(question: string): AnswerValue | undefined {
  const { subscribe, readAnswer } = useKeptAnswers()
  return useSyncExternalStore(subscribe, () => readAnswer(question))
}
