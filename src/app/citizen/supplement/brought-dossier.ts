/**
 * The dossier that a person comes from when they go to hand in papers for it: in memory only, never in the address or
 * the history, and gone once the start has taken it.
 */
import type { HeardStatus } from '../../../contract/changes.ts'

let brought: HeardStatus | null = null

export function bringDossier({ reason: _, ...status }: HeardStatus): void {
  brought = status
}

export function broughtDossier(): HeardStatus | null {
  return brought
}

export function forgetDossier(): void {
  brought = null
}
