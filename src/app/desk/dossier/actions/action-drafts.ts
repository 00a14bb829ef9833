/**
 * What was typed and not carried out yet, and which dialog was open. It outlives an expired session, so that whoever
 * signs in again goes on where they were; it ends with signing out and with another person. In memory only: reasons
 * and names do not belong into a browser's storage.
 */
import type { ActionDraft } from './action-draft.ts'
import type { ActionType } from './action-kinds.ts'

/** An open dialog, with what the person had seen of the dossier when they decided. */
export interface OpenAction {
  readonly type: ActionType
  readonly revision: number
  /** How many events there were. */
  readonly events: number
}

interface Kept {
  open: OpenAction | null
  readonly drafts: Map<ActionType, ActionDraft>
}

export interface DossierDrafts {
  open(): OpenAction | null
  keepOpen(action: OpenAction | null): void
  draft(type: ActionType): ActionDraft | undefined
  keepDraft(type: ActionType, draft: ActionDraft | null): void
}

let owner = ''
const dossiers = new Map<string, Kept>()

export function forgetDrafts(): void {
  dossiers.clear()
}

export function draftsOf(username: string, dossier: string): DossierDrafts {
  if (username !== owner) {
    forgetDrafts()
    owner = username
  }
  const kept = (): Kept => {
    const known = dossiers.get(dossier) ?? { open: null, drafts: new Map() }
    dossiers.set(dossier, known)
    return known
  }
  return {
    open: () => kept().open,
    keepOpen(action) {
      kept().open = action
    },
    draft: (type) => kept().drafts.get(type),
    keepDraft(type, draft) {
      if (draft === null) kept().drafts.delete(type)
      else kept().drafts.set(type, draft)
    },
  }
}
