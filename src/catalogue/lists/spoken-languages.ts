/** Languages that a unit's people may record, by BCP 47 tag (ISO 639-3). Vietnamese is among them: a voice of one's own. */
import type { LocalizedText } from '../../domain/text/localized.ts'
import list from './spoken-languages.json' with { type: 'json' }

interface SpokenLanguage {
  /**
   * Mông is written in two ways: `hmn-VN` is the script that the state approved in 1961, `mww` the one that is used
   * across borders (RPA).
   */
  readonly tag: string
  /** In Vietnamese and English only: what its speakers call it is theirs to write. */
  readonly name: LocalizedText
}

export const spokenLanguages: readonly SpokenLanguage[] = list
