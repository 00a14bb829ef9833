import type { LocalizedText } from '../../domain/text/localized.ts'
import list from './countries.json' with { type: 'json' }

export interface Country {
  /** ISO 3166-1 alpha-2, e.g. `VN`. */
  readonly code: string
  readonly name: LocalizedText
}

export const countries: readonly Country[] = list
