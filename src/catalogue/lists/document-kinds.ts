import type { LocalizedText } from '../../domain/text/localized.ts'
import list from './document-kinds.json' with { type: 'json' }

export interface NamedDocumentKind {
  /** A `DocumentKind` of the domain. */
  readonly code: string
  readonly name: LocalizedText
}

/** In the order in which people are asked: those most people have come first. */
export const namedDocumentKinds: readonly NamedDocumentKind[] = list
