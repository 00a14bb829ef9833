/**
 * What people say for what the catalogue calls otherwise. Loaded after the first screen; search works without it and
 * better with it.
 */
import { PhraseBook } from './phrase-book.ts'
import { isUnimportant } from './query.ts'
import data from './sayings.json' with { type: 'json' }

const sets = new Map(Object.entries(data.sets))

/** `mất {card}` for every way to name the card. */
function* spelledOut(saying: string): Iterable<string> {
  const match = /\{(\w+)\}/u.exec(saying)
  if (match === null) {
    yield saying
    return
  }
  for (const word of sets.get(match[1] ?? '') ?? []) {
    yield* spelledOut(saying.slice(0, match.index) + word + saying.slice(match.index + match[0].length))
  }
}

function* entries(): Iterable<readonly [string, string]> {
  for (const area of Object.values(data.sayings)) {
    for (const [means, sayings] of Object.entries(area)) {
      for (const saying of sayings) for (const said of spelledOut(saying)) yield [said, means]
    }
  }
}

const sliceSize = 400

/**
 * Everyday words of all life areas, northern and southern, and English.
 *
 * @param pause awaited after each slice of a few milliseconds, so that no tap waits.
 */
export async function openSayings(pause: () => Promise<void>): Promise<PhraseBook> {
  const book = new PhraseBook(isUnimportant)
  let count = 0
  for (const [said, means] of entries()) {
    book.add(said, means)
    count += 1
    if (count % sliceSize === 0) await pause()
  }
  return book
}
