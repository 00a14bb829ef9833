/** Finds known phrases in a query and writes what they stand for in their place. */
import { mayBe, type Word, words } from './words.ts'

interface Saying {
  readonly said: readonly Word[]
  readonly means: Meaning
}

interface Meaning {
  readonly text: string
  readonly words: readonly Word[]
}

interface Found {
  readonly start: number
  readonly end: number
  readonly saying: Saying
}

/** A known phrase written without marks (an abbreviation, English) may be typed in any way. */
const fits = (typed: Word, known: Word) =>
  mayBe(typed, known) || (known.plain === known.marked && typed.plain === known.plain)

interface Replaced {
  readonly text: Word[]
  /** The words left as typed. */
  readonly rest: readonly Word[]
  /** How much of the text the phrases were, 0 to 1. */
  readonly share: number
  /** What the phrases found stand for, as the catalogue writes it. */
  readonly takenFor: string
}

const mostRivals = 3

function replace(text: readonly Word[], taken: readonly Found[]): Replaced {
  const replaced: Word[] = []
  const rest: Word[] = []
  let at = 0
  const keep = (end: number) => {
    replaced.push(...text.slice(at, end))
    rest.push(...text.slice(at, end))
  }
  for (const { start, end, saying } of taken) {
    keep(start)
    replaced.push(...saying.means.words)
    at = end
  }
  keep(text.length)
  const share = 1 - rest.length / text.length
  return { text: replaced, rest, share, takenFor: taken.map(({ saying }) => saying.means.text).join(', ') }
}

/** Words of one saying may stand this much further apart than it writes them. */
const mostGap = 4
const mostLoose = 3

export class PhraseBook {
  /** Every saying of two and more telling words, and where its words stand in that list. */
  readonly #loose: { readonly saying: Saying; readonly telling: readonly Word[] }[] = []
  readonly #looseByWord = new Map<string, number[]>()
  readonly #isUnimportant: (word: Word) => boolean
  readonly #byFirstWord = new Map<string, Saying[]>()
  readonly #pairs = new Set<string>()
  readonly #words = new Set<string>()

  readonly #known = new Map<string, Word>()
  readonly #meanings = new Map<string, Meaning>()

  /** @param isUnimportant words that a saying need not have to be recognised. */
  constructor(isUnimportant: (word: Word) => boolean) {
    this.#isUnimportant = isUnimportant
  }

  /** @param means in the catalogue's words; empty for what says nothing. */
  add(text: string, means: string): void {
    const said = words(text, this.#known)
    const [first] = said
    if (first === undefined) return
    const meaning = this.#meanings.get(means) ?? { text: means, words: words(means, this.#known) }
    this.#meanings.set(means, meaning)
    said.forEach((word, at) => {
      this.#words.add(word.plain)
      const before = said[at - 1]
      if (before !== undefined) this.#pairs.add(`${before.plain} ${word.plain}`)
    })
    const saying = { said, means: meaning }
    const group = this.#byFirstWord.get(first.plain)
    if (group === undefined) this.#byFirstWord.set(first.plain, [saying])
    else group.push(saying)
    const telling = said.filter((word) => !this.#isUnimportant(word))
    if (telling.length < 2) return
    const at = this.#loose.push({ saying, telling }) - 1
    for (const { plain } of telling) {
      const places = this.#looseByWord.get(plain)
      if (places === undefined) this.#looseByWord.set(plain, [at])
      else if (places.at(-1) !== at) places.push(at)
    }
  }

  /**
   * Readings by sayings whose words all stand in the text, in another order or with others between them: `con tôi
   * sinh được hai tháng` for `sinh con`.
   */
  looseReadings(text: readonly Word[]): Replaced[] {
    const hits = new Map<number, number>()
    for (const plain of new Set(text.map((word) => word.plain))) {
      for (const at of this.#looseByWord.get(plain) ?? []) hits.set(at, (hits.get(at) ?? 0) + 1)
    }
    const found: { readonly places: ReadonlySet<number>; readonly saying: Saying }[] = []
    let most = 2
    for (const [at, count] of hits) {
      const loose = this.#loose[at]
      if (
        loose === undefined ||
        count < most ||
        count < new Set(loose.telling.map(({ plain }) => plain)).size
      )
        continue
      const places = loose.telling.map((known) => text.findIndex((typed) => mayBe(typed, known)))
      if (places.includes(-1)) continue
      if (Math.max(...places) - Math.min(...places) >= loose.saying.said.length + mostGap) continue
      if (count > most) found.length = 0
      most = count
      found.push({ places: new Set(places), saying: loose.saying })
    }
    const distinct = new Map(found.map((one) => [one.saying.means.text, one]))
    return [...distinct.values()].slice(0, mostLoose).map(({ places, saying }) => {
      const rest = text.filter((_word, at) => !places.has(at))
      return {
        text: [...saying.means.words, ...rest],
        rest,
        share: places.size / text.length,
        takenFor: saying.means.text,
      }
    })
  }

  hasPair(first: string, second: string): boolean {
    return this.#pairs.has(`${first} ${second}`)
  }

  hasWord(word: string): boolean {
    return this.#words.has(word)
  }

  #at(text: readonly Word[], start: number): Found[] {
    const first = text[start]
    if (first === undefined) return []
    const found: Found[] = []
    for (const saying of this.#byFirstWord.get(first.plain) ?? []) {
      if (saying.said.length < (found[0]?.saying.said.length ?? 0)) continue
      const isHere = saying.said.every((word, offset) => {
        const typed = text[start + offset]
        return typed !== undefined && fits(typed, word)
      })
      if (isHere) found.push({ start, end: start + saying.said.length, saying })
    }
    const longest = Math.max(...found.map(({ end }) => end))
    return found.filter(({ end }) => end === longest)
  }

  /** The readings of a text with its phrases replaced, longest phrases first; empty when it has none. */
  readings(text: readonly Word[]): Replaced[] {
    const all = text
      .flatMap((_word, start) => this.#at(text, start))
      .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)
    const [longest] = all
    if (longest === undefined) return []
    const lengthOf = ({ start, end }: Found) => end - start
    const rivals = all.filter((found) => lengthOf(found) === lengthOf(longest)).slice(0, mostRivals)
    const together = rivals.map((chosen) => {
      const taken = [chosen]
      for (const next of all) {
        if (taken.every(({ start, end }) => next.end <= start || next.start >= end)) taken.push(next)
      }
      return taken.sort((a, b) => a.start - b.start)
    })
    // Two phrases side by side may each mean the whole: `thế chấp sổ đỏ`.
    const alone = together.flatMap((taken) => (taken.length > 1 ? taken.map((found) => [found]) : []))
    return [...together, ...alone].map((taken) => replace(text, taken))
  }
}
