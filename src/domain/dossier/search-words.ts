/** The words by which a dossier is found: of names and numbers, without marks and case. */
import { fold } from '../text/fold.ts'

/** Letters and digits of any script; whatever stands between separates words. */
const separators = /[^\p{L}\p{N}]+/u
/** Longer ones are found by their beginning. */
const wordLength = 40
const wordsOfOne = 40

/** @returns each word once, folded (`text/fold.ts`). */
export function searchWords(...texts: readonly (string | null)[]): readonly string[] {
  const words = texts.flatMap((text) => (text === null ? [] : fold(text).split(separators)))
  return [...new Set(words.filter((word) => word !== '').map((word) => word.slice(0, wordLength)))].slice(
    0,
    wordsOfOne,
  )
}
