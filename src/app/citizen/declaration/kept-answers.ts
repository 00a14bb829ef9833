import { createContext, useContext, useState, useSyncExternalStore } from 'react'
import type { Answers, AnswerValue, FieldQuestion, FieldType } from '../../../domain/form/definition.ts'

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

/** These keep their parts by themselves, also those that are no answer yet: they only begin with what was answered. */
const inParts: ReadonlySet<FieldType> = new Set(['address', 'date', 'identity-document'])

/** The answer of one question: whoever asks it is drawn anew with it, at once, and not for another's. */
export function useAnswer({ id, type }: FieldQuestion): AnswerValue | undefined {
  const { subscribe, readAnswer } = useKeptAnswers()
  const [first] = useState(() => readAnswer(id))
  return useSyncExternalStore(subscribe, () => (inParts.has(type) ? first : readAnswer(id)))
}
