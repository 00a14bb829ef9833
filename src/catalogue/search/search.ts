/** Search over the procedures, as one types, in Vietnamese with or without marks and in English. */
import MiniSearch, { type SearchOptions } from 'minisearch'
import type { ProcedureSummary } from '../schema.ts'
import { readings, terms } from './query.ts'

interface SearchResult {
  readonly code: string
  /** Comparable within one answer only. */
  readonly score: number
  /** The words of the record that were found, folded. */
  readonly matched: readonly string[]
}

interface CatalogueSearch {
  /**
   * Best first. Empty only when the query has no letters or digits, or when nothing in the catalogue is near it.
   */
  search(query: string): SearchResult[]
}

interface SearchSettings {
  /** Two-digit code of the province where the device stands: procedures of other provinces are left out. */
  readonly province?: string | undefined
}

const provinceOfScope = { national: undefined, 'lao-cai': '15', 'lai-chau': '12' } as const

/**
 * What a citizen at a commune's desk most likely means, all else equal: what the commune itself handles, what
 * can be filed here, the essential services; not the mobile variants, which staff arrange.
 */
function prior(summary: ProcedureSummary): number {
  return (
    (summary.level === 'commune' ? 1.15 : 1) *
    (summary.hasForm ? 1.15 : 1) *
    (summary.essential ? 1.1 : 1) *
    (summary.role === 'village-team' ? 0.7 : 1)
  )
}

interface Entry {
  readonly summary: ProcedureSummary
  readonly prior: number
  /** What people call it, folded: name, plain name and keywords in both languages. */
  readonly phrases: readonly string[]
}

function toEntry(summary: ProcedureSummary): Entry {
  const { name, plainName, keywords } = summary
  const phrases = [plainName.vi, ...keywords.vi, name.vi, plainName.en, ...keywords.en, name.en]
    .map((phrase) => terms(phrase).join(' '))
    // Half of the official names begin with "Thủ tục", which says nothing.
    .map((phrase) => phrase.replace(/^thu tuc /, ''))
  return { summary, prior: prior(summary), phrases }
}

/** 1 when no two neighbours of the query stand side by side in any name, up to 4 when a name is the query. */
function closeness(reading: readonly string[], phrases: readonly string[]): number {
  const text = reading.join(' ')
  let best = 1
  for (const phrase of phrases) {
    if (phrase === text) return 4
    const padded = ` ${phrase} `
    if (phrase.startsWith(text)) best = Math.max(best, 2.6)
    else if (padded.includes(` ${text}`)) best = Math.max(best, 2.2)
    else if (text.length > phrase.length && ` ${text} `.includes(padded)) {
      // The query says more than the name: the more of it the name covers, the surer.
      best = Math.max(best, 1 + (1.5 * phrase.length) / text.length)
    } else if (reading.length > 1) {
      const pairs = reading.slice(1).filter((word, at) => padded.includes(` ${reading[at]} ${word} `))
      best = Math.max(best, 1 + (0.9 * pairs.length) / (reading.length - 1))
    }
  }
  return best
}

const boost = { plain: 2.5, keywords: 2, name: 1.5, field: 0.4 }
/** Results far below the best are noise: they share one common word. */
const shareOfBest = 0.12
/** A reading through a synonym counts a little less than the words as typed. */
const synonymWeight = 0.9
/** From this length on a word may differ in a letter; shorter Vietnamese words are all near each other. */
const longWord = 6

/** Builds the index; a few milliseconds for the built-in catalogue. */
export function createSearch(
  summaries: readonly ProcedureSummary[],
  settings: SearchSettings = {},
): CatalogueSearch {
  const entries = new Map(
    summaries
      .filter(({ scope }) => {
        const home = provinceOfScope[scope]
        return home === undefined || settings.province === undefined || home === settings.province
      })
      .map((summary) => [summary.code, toEntry(summary)]),
  )
  const index = new MiniSearch({
    idField: 'code',
    fields: ['plain', 'keywords', 'name', 'field'],
    tokenize: terms,
    processTerm: (term) => term,
  })
  index.addAll(
    [...entries.values()].map(({ summary: { code, name, plainName, keywords, field } }) => ({
      code,
      plain: `${plainName.vi} ${plainName.en}`,
      keywords: [...keywords.vi, ...keywords.en].join(' '),
      name: `${name.vi} ${name.en} ${code}`,
      field: `${field.vi} ${field.en}`,
    })),
  )

  /** How far a word may be off: short words only when nothing begins with them. */
  function fuzziness(word: string): number | false {
    if (word.length >= longWord) return 0.2
    return word.length >= 4 && index.search(word, { prefix: true }).length === 0 ? 0.5 : false
  }

  /** Words written together: `khaisinh`. */
  function findJoined(query: string): SearchResult[] {
    const joined = terms(query).join('')
    if (joined === '') return []
    return [...entries.values()]
      .filter(({ phrases }) => phrases.some((phrase) => phrase.replaceAll(' ', '').includes(joined)))
      .map(({ summary, prior }) => ({ code: summary.code, score: prior, matched: [] }))
  }

  function find(reading: readonly string[], weight: number, options: SearchOptions): SearchResult[] {
    return index
      .search(reading.join(' '), { boost, ...options })
      .flatMap(({ id, score, queryTerms, terms }) => {
        const entry = entries.get(String(id))
        if (!entry) return []
        const covered = new Set(queryTerms).size / new Set(reading).size
        return {
          code: entry.summary.code,
          score: score * covered * weight * entry.prior * closeness(reading, entry.phrases),
          matched: terms,
        }
      })
  }

  function merge(found: readonly SearchResult[]): SearchResult[] {
    const best = new Map<string, SearchResult>()
    for (const result of found) {
      if (result.score > (best.get(result.code)?.score ?? 0)) best.set(result.code, result)
    }
    const sorted = [...best.values()].sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    const least = (sorted[0]?.score ?? 0) * shareOfBest
    return sorted.filter(({ score }) => score >= least)
  }

  return {
    search(query) {
      const variants = readings(query)
      const literal = merge(
        variants.flatMap((reading, at) =>
          find(reading, at === 0 ? 1 : synonymWeight, {
            // The last word may be half typed.
            prefix: (_term, position, all) => position === all.length - 1,
            fuzzy: fuzziness,
          }),
        ),
      )
      if (literal.length > 0) return literal
      const near = merge(variants.flatMap((reading) => find(reading, 1, { prefix: true, fuzzy: 0.34 })))
      return near.length > 0 ? near : merge(findJoined(query))
    },
  }
}
