import { createContext, useContext } from 'react'
import type { SupplementDraft } from '../../../device/drafts.ts'
import type { Session } from '../../../device/session.ts'
import type { PaperGroup } from './paper-groups.ts'

/** The papers being made ready for a dossier, for every screen of it. */
export interface OpenSupplement {
  readonly session: Session
  readonly draft: SupplementDraft
  readonly groups: readonly PaperGroup[]
  /** Leaves for good, to the receipt. */
  finish(address: string | null): Promise<void>
}

export const SupplementContext = createContext<OpenSupplement | null>(null)

export function useSupplement(): OpenSupplement {
  const open = useContext(SupplementContext)
  if (open === null) throw new Error('useSupplement is used below its OpenDraft')
  return open
}
