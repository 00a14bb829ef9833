import type { LocalizedText } from '../../domain/text/localized.ts'
import list from './relations.json' with { type: 'json' }

export interface Relation {
  /** Our own code, e.g. `parent-in-law`: no official list of relations is published with codes. */
  readonly code: string
  readonly name: LocalizedText
}

export const relations: readonly Relation[] = list
