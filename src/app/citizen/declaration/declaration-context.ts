import { createContext, type RefObject, useContext, useSyncExternalStore } from 'react'
import type { Procedure } from '../../../catalogue/schema.ts'
import type { Draft } from '../../../device/drafts.ts'
import type { Session } from '../../../device/session.ts'
import type { Answers, AnswerValue, FormDefinition, Step } from '../../../domain/form/definition.ts'
import type { CivilDay } from '../../../domain/time/civil-day.ts'
import type { DraftKeeper, SaveState } from '../session-draft/draft-keeper.ts'

/** The declaration that is open, for every screen of it. */
export interface OpenDeclaration {
  readonly session: Session
  readonly procedure: Procedure
  readonly form: FormDefinition
  /** Day of filing in Vietnam. */
  readonly today: CivilDay
  /** As it is drawn; the newest is the keeper's. */
  readonly draft: Draft
  readonly keeper: DraftKeeper
  /** Those that apply to the answers so far. */
  readonly steps: readonly Step[]
  /** Answers that apply, with those taken from another question. */
  readonly complete: Answers
  /** Address questions where a commune was begun but none was chosen. */
  readonly unchosen: ReadonlySet<string>
  change(update: (draft: Draft) => Draft): void
  /** Undefined takes the answer back. */
  setAnswer(question: string, value: AnswerValue | undefined): void
  /** Saves at once, also again after a failure. */
  flush(): Promise<SaveState>
  /** Question last opened from the review, to return to. */
  readonly lastMended: RefObject<string | null>
  /**
   * Leaves the declaration for good, to the receipt or to where it was set aside.
   * @param address null: it was practice, and there is no receipt
   */
  finish(address: string | null): Promise<void>
}

export const DeclarationContext = createContext<OpenDeclaration | null>(null)

export function useDeclaration(): OpenDeclaration {
  const open = useContext(DeclarationContext)
  if (open === null) throw new Error('useDeclaration is used below OpenDraft')
  return open
}

/** Apart from the declaration: it changes twice with each answer, and only those who speak of it are drawn anew. */
export function useSaving(): SaveState {
  const { keeper } = useDeclaration()
  return useSyncExternalStore(keeper.subscribe, () => keeper.read().saving)
}
