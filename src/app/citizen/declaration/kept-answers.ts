import { createContext, useContext, useState, useSyncExternalStore } from 'react'
import { ownValue } from '../../../domain/form/decide.ts'
import type { Answers, AnswerValue, FieldQuestion, FieldType } from '../../../domain/form/definition.ts'
import type { DraftKeeper } from '../session-draft/draft-keeper.ts'
import type { Unchosen } from './unchosen.ts'

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

/** @param answersIn those of the screen, out of the whole declaration's */
export function keptAnswers(
  keeper: DraftKeeper,
  begun: Unchosen,
  answersIn: (answers: Answers) => Answers,
): KeptAnswers {
  const readAnswers = () => keeper.read().draft.answers
  return {
    subscribe: keeper.subscribe,
    readAnswer: (question) => ownValue(answersIn(readAnswers()), question),
    readAnswers,
    readUnchosen: begun.read,
    setUnchosen: begun.set,
  }
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
