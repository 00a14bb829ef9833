import { createContext, useContext } from 'react'
import type { CurrentSession, Resumed, Started } from '../../device/session.ts'
import type { CaseAnswers } from '../../domain/guidance/cases.ts'
import type { ExemptionGround } from '../../domain/guidance/fee.ts'

export interface SessionControl {
  /** `reading` until the store has answered. */
  readonly current: CurrentSession | { readonly state: 'reading' }
  /** The six digits of the session begun in this tab since it was loaded, to show again; never stored. */
  readonly code: string | null
  /** `end` is at work: no screen is shown until the next person may begin. */
  readonly isEnding: boolean
  begin(): Promise<Started>
  resume(code: string): Promise<Resumed>
  /** Destroys key, draft and photos, forgets language and text size, and goes to the first screen. */
  end(): Promise<void>
  /** Read again, after a submission has ended the session or another tab has. */
  refresh(): Promise<void>
}

export const SessionContext = createContext<SessionControl | null>(null)

export function useSession(): SessionControl {
  const control = useContext(SessionContext)
  if (control === null) throw new Error('useSession is used below SessionProvider')
  return control
}

/** What a person has said in a guide before any declaration. */
export interface Said {
  readonly cases: CaseAnswers
  readonly grounds: readonly ExemptionGround[]
  /** The day from which the citizen's own deadline counts, as typed. */
  readonly event: string
}

/**
 * By code of the procedure: in memory only, never in the address, the history or a store, and gone when the visit
 * ends, since nothing may be readable by the next person.
 */
export const visit = new Map<string, Said>()
