/**
 * The search index: plain arrays and typed arrays, so that it can be stored in IndexedDB or sent from a worker as it
 * is and opened without work.
 */
import type { SearchRecord } from './record.ts'
import { type Word, words } from './words.ts'

export interface SearchIndex {
  readonly codes: readonly string[]
  /** Province of each record, '' when it applies everywhere. */
  readonly provinces: readonly string[]
  readonly priors: Float32Array
  /** Every folded word; its place is its number. */
  readonly plain: readonly string[]
  /** Every word with marks, and the folded word it belongs to. */
  readonly marked: readonly string[]
  readonly plainOfMarked: Uint16Array
  /** Records that contain a folded word: those of word `n` from `postingStarts[n]` to `postingStarts[n + 1]`. */
  readonly postingStarts: Uint32Array
  readonly postings: Uint16Array
  /** 255 in a name or keyword, less in the field. */
  readonly postingWeights: Uint8Array
  /** Phrases of record `n`: from `phraseStarts[n]` to `phraseStarts[n + 1]`; each a run of `tokens`. */
  readonly phraseStarts: Uint32Array
  readonly tokenStarts: Uint32Array
  /** Marked words. */
  readonly tokens: Uint16Array
  /** 255 for a word that says what it is about, less for what stands in brackets. */
  readonly tokenWeights: Uint8Array
  /** Neighbouring folded words, first * 65536 + second, ascending, and how often they stand so. */
  readonly pairs: Uint32Array
  readonly pairCounts: Uint16Array
}

const inName = 255
const inField = 90
const inBrackets = 60
const inTail = 90

/** The successor stands in the same index: nobody should begin what has been replaced. */
const ifSuperseded = 0.5

/** Half of the official names begin with "Thủ tục", which says nothing. */
const emptyBeginning = /^\s*thủ tục\s+/iu
const bracketed = /\([^)]*\)|thực hiện (?:tại|bằng).*$/giu

/** What a name is about stands at its beginning; further on it lists whom it also concerns. */
export const wordsThatTell = 14

class Numbering {
  readonly #numbers = new Map<string, number>()
  of(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    this.#numbers.set(text, this.#numbers.size)
    return this.#numbers.size - 1
  }
  list(): string[] {
    return [...this.#numbers.keys()]
  }
}

/** Collects records, a slice at a time, so that a large catalogue never holds up a tap. */
export class IndexBuilder {
  readonly #known = new Map<string, Word>()
  readonly #plain = new Numbering()
  readonly #marked = new Numbering()
  readonly #plainOfMarked: number[] = []
  readonly #codes: string[] = []
  readonly #provinces: string[] = []
  readonly #priors: number[] = []
  readonly #superseded = new Set<string>()
  readonly #postings: Map<number, number>[] = []
  readonly #phraseStarts: number[] = []
  readonly #tokenStarts: number[] = []
  readonly #tokens: number[] = []
  readonly #tokenWeights: number[] = []
  readonly #pairs = new Map<number, number>()

  #number(word: Word): readonly [plain: number, marked: number] {
    const plain = this.#plain.of(word.plain)
    const marked = this.#marked.of(word.marked)
    this.#plainOfMarked[marked] = plain
    return [plain, marked]
  }

  #post(plain: number, record: number, weight: number): void {
    this.#postings[plain] ??= new Map()
    const weights = this.#postings[plain]
    if ((weights.get(record) ?? 0) < weight) weights.set(record, weight)
  }

  #countPair(pair: number): void {
    this.#pairs.set(pair, Math.min(65535, (this.#pairs.get(pair) ?? 0) + 1))
  }

  #phrase(record: number, text: string): void {
    this.#tokenStarts.push(this.#tokens.length)
    let before = -1
    let position = 0
    const add = (part: string, weight: number) => {
      for (const word of words(part, this.#known)) {
        const [plain, marked] = this.#number(word)
        this.#post(plain, record, weight === inBrackets ? 200 : inName)
        this.#tokens.push(marked)
        this.#tokenWeights.push(position < wordsThatTell ? weight : Math.min(weight, inTail))
        position += 1
        if (before >= 0) this.#countPair(before * 65536 + plain)
        before = plain
      }
    }
    const named = text.normalize('NFC').replace(emptyBeginning, '')
    let from = 0
    for (const match of named.matchAll(bracketed)) {
      add(named.slice(from, match.index), inName)
      add(match[0], inBrackets)
      from = match.index + match[0].length
    }
    add(named.slice(from), inName)
  }

  add(record: SearchRecord): void {
    const at = this.#codes.push(record.code) - 1
    this.#provinces.push(record.province ?? '')
    this.#priors.push(record.prior)
    for (const code of record.supersedes ?? []) this.#superseded.add(code)
    this.#phraseStarts.push(this.#tokenStarts.length)
    for (const phrase of [...record.phrases, record.code]) this.#phrase(at, phrase)
    for (const word of words(record.field, this.#known)) this.#post(this.#number(word)[0], at, inField)
  }

  finish(): SearchIndex {
    const plain = this.#plain.list()
    const postingStarts = new Uint32Array(plain.length + 1)
    for (let word = 0; word < plain.length; word++) {
      postingStarts[word + 1] = (postingStarts[word] ?? 0) + (this.#postings[word]?.size ?? 0)
    }
    const postings = new Uint16Array(postingStarts[plain.length] ?? 0)
    const postingWeights = new Uint8Array(postings.length)
    for (const [word, records] of this.#postings.entries()) {
      let at = postingStarts[word] ?? 0
      for (const [record, weight] of records ?? []) {
        postings[at] = record
        postingWeights[at] = weight
        at += 1
      }
    }
    const pairs = Uint32Array.from(this.#pairs.keys()).sort()
    return {
      codes: this.#codes,
      provinces: this.#provinces,
      priors: Float32Array.from(this.#priors, (prior, record) =>
        this.#superseded.has(this.#codes[record] ?? '') ? prior * ifSuperseded : prior,
      ),
      plain,
      marked: this.#marked.list(),
      plainOfMarked: Uint16Array.from(this.#plainOfMarked),
      postingStarts,
      postings,
      postingWeights,
      phraseStarts: Uint32Array.from([...this.#phraseStarts, this.#tokenStarts.length]),
      tokenStarts: Uint32Array.from([...this.#tokenStarts, this.#tokens.length]),
      tokens: Uint16Array.from(this.#tokens),
      tokenWeights: Uint8Array.from(this.#tokenWeights),
      pairs,
      pairCounts: Uint16Array.from(pairs, (pair) => this.#pairs.get(pair) ?? 0),
    }
  }
}

/** Builds the index in one go: a few milliseconds for the built-in catalogue. */
export function buildIndex(records: readonly SearchRecord[]): SearchIndex {
  const builder = new IndexBuilder()
  for (const record of records) builder.add(record)
  return builder.finish()
}
