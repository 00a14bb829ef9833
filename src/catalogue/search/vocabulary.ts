/** The words of an index: which there are, which begin so, which are written nearly so. */
import SearchableMap from 'minisearch/SearchableMap'
import type { SearchIndex } from './index-build.ts'
import type { PhraseBook } from './phrase-book.ts'
import { soundAlikes, transpositions } from './spelling.ts'
import type { Word } from './words.ts'

interface Candidate {
  /** Number of a folded word. */
  readonly word: number
  /** 1 for the word itself. */
  readonly quality: number
}

/** From this length on two letters may differ; shorter syllables are all near each other. */
const longWord = 7
const mostCompletions = 40
/** Two words that stand together so often are no slip. */
const commonPair = 12
/** A known phrase is worth so many records. */
const sayingCounts = 12
/** A correction must be that much likelier than what was typed, and that likely at all. */
const muchMore = 5
const enough = 2
const muchForKnown = 7

export class Vocabulary {
  readonly #index: SearchIndex
  readonly #words: SearchableMap<number>

  constructor(index: SearchIndex) {
    this.#index = index
    this.#words = SearchableMap.from(index.plain.map((word, at) => [word, at] as [string, number]))
  }

  has(word: string): boolean {
    return this.#words.has(word)
  }

  numberOf(word: string): number | undefined {
    return this.#words.get(word)
  }

  beginsSomething(start: string): boolean {
    return this.#words.atPrefix(start).size > 0
  }

  /** In how many records the word stands. */
  frequency(word: number): number {
    return (this.#index.postingStarts[word + 1] ?? 0) - (this.#index.postingStarts[word] ?? 0)
  }

  hasPair(first: string, second: string): boolean {
    return this.#pairCount(first, second) > 0
  }

  #pairCount(first: string, second: string): number {
    const a = this.#words.get(first)
    const b = this.#words.get(second)
    if (a === undefined || b === undefined) return 0
    const wanted = a * 65536 + b
    const { pairs, pairCounts } = this.#index
    let low = 0
    let high = pairs.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((pairs[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return pairs[low] === wanted ? (pairCounts[low] ?? 0) : 0
  }

  /** Words that may have been meant by one that was mistyped, nearest first. */
  near(word: string): string[] {
    const found = new Set([...transpositions(word), ...soundAlikes(word)].filter((other) => this.has(other)))
    if (word.length >= 3) {
      const byDistance = [...this.#words.fuzzyGet(word, word.length >= longWord ? 2 : 1).entries()]
        .map(([other, [, distance]]) => ({
          other,
          distance,
          frequency: this.frequency(this.#words.get(other) ?? 0),
        }))
        .filter(({ distance }) => distance > 0)
        .sort((a, b) => a.distance - b.distance || b.frequency - a.frequency)
      for (const { other } of byDistance.slice(0, 12)) found.add(other)
    }
    return [...found]
  }

  /** What a word of the query may stand for in the index. */
  candidates(word: string, isHalfTyped: boolean): Candidate[] {
    const exact = this.#words.get(word)
    const found: Candidate[] = exact === undefined ? [] : [{ word: exact, quality: 1 }]
    if (isHalfTyped) {
      const quality = exact === undefined ? 0.9 : 0.3
      let count = 0
      for (const [other, number] of this.#words.atPrefix(word)) {
        if (other === word) continue
        found.push({ word: number, quality })
        count += 1
        if (count === mostCompletions) break
      }
    }
    if (found.length > 0) return found
    return this.near(word)
      .slice(0, 8)
      .flatMap((other, at) => {
        const number = this.#words.get(other)
        return number === undefined ? [] : [{ word: number, quality: 0.75 - 0.03 * at }]
      })
  }

  /** The nearest words at any price, for a query in which nothing is known. */
  nearest(word: string): Candidate[] {
    const reach = Math.min(3, Math.floor(word.length / 2))
    return [...this.#words.fuzzyGet(word, reach).entries()]
      .map(([, [number, distance]]) => ({ word: number, quality: 0.5 - 0.1 * distance }))
      .sort((a, b) => b.quality - a.quality)
      .slice(0, 8)
  }

  /**
   * A text with the words replaced that hardly go with their neighbours, by near ones that do: `tạm chú` → `tạm trú`;
   * the likeliest text and the next likely. Only the neighbours tell such slips, since both are words.
   */
  respell(text: readonly Word[], sayings: PhraseBook | undefined): Word[][] {
    const togetherness = (a: string | undefined, b: string | undefined) => {
      if (a === undefined || b === undefined) return 0
      return this.#pairCount(a, b) + (sayings?.hasPair(a, b) === true ? sayingCounts : 0)
    }
    const first = [...text]
    const second = [...text]
    let isChanged = false
    text.forEach((word, at) => {
      const before = first[at - 1]?.plain
      const after = first[at + 1]?.plain
      const together = (plain: string) => togetherness(before, plain) + togetherness(plain, after)
      const now = together(word.plain)
      const needed = this.has(word.plain) || sayings?.hasWord(word.plain) === true ? muchForKnown : enough
      if (now >= commonPair) return
      const [best, next] = this.near(word.plain)
        .map((plain, rank) => ({ plain, score: together(plain) / (1 + 0.4 * rank) }))
        .filter(({ score }) => score > now * muchMore + needed)
        .sort((a, b) => b.score - a.score)
      if (best === undefined) return
      first[at] = { plain: best.plain, marked: best.plain }
      second[at] = next === undefined ? first[at] : { plain: next.plain, marked: next.plain }
      isChanged = true
    })
    return isChanged ? [first, second] : []
  }
}
