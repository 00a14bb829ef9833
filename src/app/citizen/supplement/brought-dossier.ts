/**
 * The dossier that a person comes from when they go to hand in papers for it: in memory only, never in the address or
 * the history, and gone once the start has taken it.
 */
import type { DossierStatus } from '../../../contract/changes.ts'

let brought: DossierStatus | null = null

export function bringDossier({ reason: _, ...status }: DossierStatus): void {
  brought = status
}

export function broughtDossier(): DossierStatus | null {
  return brought
}

export function forgetDossier(): void {
  brought = null
}
