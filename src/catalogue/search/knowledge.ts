/**
 * What search knows beyond the records' own words: everyday and short forms, and which cases are out of the ordinary.
 * Loaded after the first screen; search works without it and better with it.
 */
import abbreviations from './abbreviations.json' with { type: 'json' }
import { PhraseBook } from './phrase-book.ts'
import data from './sayings.json' with { type: 'json' }
import { isUnimportant } from './unimportant.ts'
import variants from './variants.json' with { type: 'json' }
import { terms } from './words.ts'

/** A case that a name may be about, and that is not the ordinary one. */
export interface Variant {
  /** Folded phrases: the name speaks of it, unless it also says the other. */
  readonly said: readonly string[]
  readonly unless: readonly string[]
  /** Anywhere in the name, or only at its beginning, which says what it is about. */
  readonly anywhere: boolean
  /** Folded phrases by which a query asks for it. */
  readonly asked: readonly string[]
  /** What is left of the score of a record that is about it when nobody asked. */
  readonly factor: number
}

export interface Knowledge {
  /** `cccd`: written out. */
  readonly shortForms: PhraseBook
  /** `đám cưới`: in the catalogue's words. */
  readonly sayings: PhraseBook
  /** At most 32. */
  readonly variants: readonly Variant[]
}

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

const folded = (phrase: string) => terms(phrase).join(' ')

/**
 * Everyday words of all life areas, northern and southern, and English.
 *
 * @param pause awaited after each slice of a few milliseconds, so that no tap waits.
 */
export async function openKnowledge(pause: () => Promise<void>): Promise<Knowledge> {
  const shortForms = new PhraseBook(isUnimportant)
  for (const [short, long] of Object.entries(abbreviations)) shortForms.add(short, long)
  await pause()
  const sayings = new PhraseBook(isUnimportant)
  let count = 0
  for (const [said, means] of entries()) {
    sayings.add(said, means)
    count += 1
    if (count % sliceSize === 0) await pause()
  }
  return {
    shortForms,
    sayings,
    variants: variants.map(({ said, unless, asked, anywhere, factor }) => ({
      said: said.map(folded),
      unless: unless.map(folded),
      asked: asked.map(folded),
      anywhere,
      factor,
    })),
  }
}
