/** Who helped the citizen of a dossier, beside whose dossier it is. */
import * as v from 'valibot'
import { type AssistedBy, assistedBy } from '../../contract/payload.ts'
import type { Dossier } from '../storage/dossiers.ts'

/** Null for who filed alone, and when the content was removed. */
export function assistedByOf({ assisted_by }: Pick<Dossier, 'assisted_by'>): AssistedBy | null {
  return assisted_by === null ? null : v.parse(assistedBy, JSON.parse(assisted_by))
}
