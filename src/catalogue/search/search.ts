/** Search over the procedures, as one types, in Vietnamese with or without marks and in English. */
import { buildIndex, type SearchIndex } from './index-build.ts'
import type { Knowledge } from './knowledge.ts'
import { type Reading, readings } from './query.ts'
import type { SearchRecord } from './record.ts'
import { isUnimportant } from './unimportant.ts'
import { openVariants } from './variants.ts'
import { Vocabulary } from './vocabulary.ts'
import { mayBe, type Word } from './words.ts'

interface SearchResult {
  readonly code: string
  /** Comparable within one answer only. */
  readonly score: number
  /** The words of the record that were found, folded. */
  readonly matched: readonly string[]
  /** The catalogue's words that an everyday phrase or abbreviation was taken for; '' when read as typed. */
  readonly takenFor: string
}

export interface CatalogueSearch {
  /**
   * Best first. Empty only when the query has no letters or digits, or when nothing in the catalogue is near it.
   */
  search(query: string): SearchResult[]
}

export interface SearchSettings {
  /** Two-digit code of the province where the device stands: procedures of other provinces are left out. */
  readonly province?: string | undefined
  /** Everyday words; absent until they are loaded. */
  readonly knowledge?: Knowledge | undefined
}

/** One word of a reading with all it may stand for. */
interface Wanted {
  readonly word: Word
  /** How much it tells: rare words much, filler words little. */
  readonly weight: number
  /** Quality by number of folded word. */
  readonly candidates: ReadonlyMap<number, number>
}

interface Scored {
  readonly record: number
  readonly score: number
  readonly reading: Reading
  readonly wanted: readonly Wanted[]
}

const mostResults = 40
/** Records that go on to the fine ranking, of those that share words with the query. */
const mostCompared = 120
/** Results far below the best are noise: they share one common word. */
const shareOfBest = 0.2
const unimportantWeight = 0.12
const restWeight = 0.5
/** What a record shares over all its names and its field. */
const sharedWeight = 0.25
/** A word with other marks than those typed is another word; still, marks are often mistyped. */
const otherMarks = 0.55
/** Who writes the whole name means it, whatever it may stand for elsewhere. */
const wholeName = 1.35
const almostAll = 0.99
/** The province's own record goes before the national one of which it is the twin. */
const ownProvince = 1.12

/** Opens an index that was built before; cheap. */
export function openSearch(index: SearchIndex, settings: SearchSettings = {}): CatalogueSearch {
  const vocabulary = new Vocabulary(index)
  const ordinary = openVariants(index, vocabulary, settings.knowledge?.variants ?? [])
  const { codes, provinces, priors, postingStarts, postings, postingWeights, plain } = index
  const count = codes.length
  const here = Float32Array.from(priors, (prior, record) => {
    const home = provinces[record]
    if (home === '' || settings.province === undefined) return prior
    return home === settings.province ? prior * ownProvince : 0
  })
  const sums = new Float64Array(count)
  const bestOfWord = new Float64Array(count)

  const rarity = (word: number) => Math.log(1 + count / (1 + vocabulary.frequency(word)))

  function want(reading: Reading, isHalfTyped: boolean, isDesperate: boolean): Wanted[] {
    const { text } = reading
    const wanted: Wanted[] = []
    text.forEach((word, at) => {
      if (wanted.some((other) => other.word.plain === word.plain)) return
      const isLast = isHalfTyped && at === text.length - 1 && reading.takenFor === ''
      // What is misspelt was respelled in another reading; beside a known phrase a guess does harm.
      if (reading.rest.has(word.plain) && !vocabulary.has(word.plain)) return
      const found = isDesperate ? vocabulary.nearest(word.plain) : vocabulary.candidates(word.plain, isLast)
      if (found.length === 0) return
      const [first] = found
      const told = first === undefined ? 1 : rarity(first.word)
      wanted.push({
        word,
        weight:
          told *
          (isUnimportant(word) ? unimportantWeight : 1) *
          (reading.rest.has(word.plain) ? restWeight : 1),
        candidates: new Map(found.map(({ word: number, quality }) => [number, quality])),
      })
    })
    return wanted
  }

  /** The records that share most with the reading. */
  function gather(wanted: readonly Wanted[]): number[] {
    sums.fill(0)
    const touched: number[] = []
    for (const { weight, candidates } of wanted) {
      const reached: number[] = []
      for (const [word, quality] of candidates) {
        const end = postingStarts[word + 1] ?? 0
        for (let at = postingStarts[word] ?? 0; at < end; at++) {
          const record = postings[at] ?? 0
          const gain = (weight * quality * (postingWeights[at] ?? 0)) / 255
          const before = bestOfWord[record] ?? 0
          if (before === 0) reached.push(record)
          if (gain > before) bestOfWord[record] = gain
        }
      }
      for (const record of reached) {
        if (sums[record] === 0) touched.push(record)
        sums[record] = (sums[record] ?? 0) + (bestOfWord[record] ?? 0)
        bestOfWord[record] = 0
      }
    }
    let best = 0
    for (const record of touched) {
      const score = (sums[record] ?? 0) * (here[record] ?? 0)
      sums[record] = score
      if (score > best) best = score
    }
    const rest = touched.filter((record) => (sums[record] ?? 0) > best * 0.45)
    return rest.sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0) || a - b).slice(0, mostCompared)
  }

  const weightOfWord = Float32Array.from(plain, (text, word) =>
    isUnimportant({ plain: text, marked: text }) ? rarity(word) * unimportantWeight : rarity(word),
  )

  /** How well the best name of a record fits: how much of the query it has, how little else, and in what order. */
  function closeness(record: number, wanted: readonly Wanted[], total: number, isTyped: boolean): number {
    const { phraseStarts, tokenStarts, tokens, tokenWeights, plainOfMarked, marked } = index
    let best = 0
    const firstPhrase = phraseStarts[record] ?? 0
    const endPhrase = phraseStarts[record + 1] ?? 0
    const gains = new Float64Array(wanted.length)
    for (let phrase = firstPhrase; phrase < endPhrase; phrase++) {
      gains.fill(0)
      let length = 0
      let covered = 0
      let neighbours = 0
      let before = -2
      const end = tokenStarts[phrase + 1] ?? 0
      for (let at = tokenStarts[phrase] ?? 0; at < end; at++) {
        const token = tokens[at] ?? 0
        const word = plainOfMarked[token] ?? 0
        const told = ((weightOfWord[word] ?? 0) * (tokenWeights[at] ?? 0)) / 255
        let hit = -1
        for (let number = 0; number < wanted.length; number++) {
          const { candidates, word: typed } = wanted[number] ?? {
            candidates: new Map<number, number>(),
            word: { plain: '', marked: '' },
          }
          let quality = candidates.get(word)
          if (quality === undefined) continue
          if (quality === 1 && !mayBe(typed, { plain: typed.plain, marked: marked[token] ?? '' }))
            quality *= otherMarks
          hit = number
          const gained = gains[number] ?? 0
          // A word said twice is one.
          if (gained === 0) length += told
          if (quality > gained) {
            gains[number] = quality
            covered += told * (quality - gained)
          }
          break
        }
        if (hit < 0) length += told
        if (hit >= 0 && hit === before + 1) neighbours += 1
        before = hit >= 0 ? hit : -2
      }
      let had = 0
      for (let number = 0; number < wanted.length; number++) {
        had += (gains[number] ?? 0) * (wanted[number]?.weight ?? 0)
      }
      const share = had / total
      const order = wanted.length < 2 ? 1 : Math.min(1, neighbours / (wanted.length - 1))
      const brevity = length === 0 ? 0 : Math.min(1, covered / length)
      const isName = isTyped && share > almostAll && brevity > almostAll && order === 1
      const score = share ** 1.5 * (0.5 + 0.5 * brevity) * (0.75 + 0.25 * order) * (isName ? wholeName : 1)
      if (score > best) best = score
    }
    return best
  }

  function rank(
    reading: Reading,
    typed: readonly Word[],
    isHalfTyped: boolean,
    isDesperate: boolean,
  ): Scored[] {
    const wanted = want(reading, isHalfTyped, isDesperate)
    const total = wanted.reduce((sum, { weight }) => sum + weight, 0)
    if (total === 0) return []
    const left = ordinary([...reading.text, ...typed])
    const records = gather(wanted)
    const shared = records.map((record) => (sums[record] ?? 0) / (here[record] ?? 1))
    return records.map((record, at) => {
      const close =
        closeness(record, wanted, total, reading.takenFor === '') +
        sharedWeight * ((shared[at] ?? 0) / total) ** 2
      const score = reading.weight * (here[record] ?? 0) * close * left(record)
      return { record, score, reading, wanted }
    })
  }

  function merge(found: readonly Scored[]): SearchResult[] {
    const best = new Map<number, Scored>()
    for (const result of found) {
      if (result.score > (best.get(result.record)?.score ?? 0)) best.set(result.record, result)
    }
    const sorted = [...best.values()].sort((a, b) => b.score - a.score || a.record - b.record)
    const least = (sorted[0]?.score ?? 0) * shareOfBest
    return sorted
      .slice(0, mostResults)
      .filter(({ score }) => score >= least)
      .map(({ record, score, reading, wanted }) => ({
        code: codes[record] ?? '',
        score,
        matched: matchedWords(record, wanted),
        takenFor: reading.takenFor,
      }))
  }

  function matchedWords(record: number, wanted: readonly Wanted[]): string[] {
    const found: string[] = []
    for (const { candidates } of wanted) {
      for (const word of candidates.keys()) {
        const records = postings.subarray(postingStarts[word] ?? 0, postingStarts[word + 1] ?? 0)
        const text = plain[word]
        if (text !== undefined && records.includes(record)) found.push(text)
      }
    }
    return found
  }

  return {
    search(query) {
      const isHalfTyped = !/\s$/u.test(query)
      const read = readings(query, vocabulary, settings.knowledge)
      const typed = read[0]?.text ?? []
      const found = merge(read.flatMap((reading) => rank(reading, typed, isHalfTyped, false)))
      if (found.length > 0) return found
      return merge(read.slice(0, 1).flatMap((reading) => rank(reading, typed, isHalfTyped, true)))
    },
  }
}

/** Builds and opens the index of a small catalogue in one go. */
export function createSearch(
  records: readonly SearchRecord[],
  settings: SearchSettings = {},
): CatalogueSearch {
  return openSearch(buildIndex(records), settings)
}
