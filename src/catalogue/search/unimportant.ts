/** Words that say nothing about what is wanted. */
import phrases from './unimportant.json' with { type: 'json' }
import { mayBe, type Word, words } from './words.ts'

const known = Map.groupBy(
  phrases.flatMap((phrase) => words(phrase)),
  ({ plain }) => plain,
)

export function isUnimportant(word: Word): boolean {
  return known.get(word.plain)?.some((other) => mayBe(word, other)) === true
}
