import type { DossierDetail } from '../../../../contract/desk.ts'
import type { ActionDraft, Mistakes } from './action-draft.ts'

/** What every field of a dialog gets: the draft, how to change it, and what is wrong. */
export interface ActionFieldProps {
  readonly dossier: DossierDetail
  readonly draft: ActionDraft
  readonly onChange: (change: Partial<ActionDraft>) => void
  readonly mistakes: Mistakes
}
