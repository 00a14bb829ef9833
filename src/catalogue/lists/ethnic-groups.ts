import type { LocalizedText } from '../../domain/text/localized.ts'
import list from './ethnic-groups.json' with { type: 'json' }

export interface EthnicGroup {
  /** Code of the population statistics (Decision 1019/QĐ-TCTK); `55` a foreign national, `99` unknown. */
  readonly code: string
  readonly name: LocalizedText
  /** Names of sub-groups and names in older papers, to be searched by. Never shown: some of them hurt. */
  readonly otherNames: readonly string[]
}

export const ethnicGroups: readonly EthnicGroup[] = list
