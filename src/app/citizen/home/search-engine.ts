/** Search as the screens use it: results with their procedures and the reason why. Loaded after the first paint. */
import type { ProcedureSummary } from '../../../catalogue/schema.ts'
import { IndexBuilder } from '../../../catalogue/search/index-build.ts'
import type { Knowledge } from '../../../catalogue/search/knowledge.ts'
import { toSearchRecord } from '../../../catalogue/search/record.ts'
import { openSearch } from '../../../catalogue/search/search.ts'
import { terms } from '../../../catalogue/search/words.ts'
import type { Language } from '../../i18n.ts'

interface Reason {
  /** Words of the record, or what an everyday phrase was taken for. */
  readonly kind: 'words' | 'meaning'
  readonly words: string
}

interface Found {
  readonly procedure: ProcedureSummary
  /** Absent when the names shown already tell. */
  readonly reason: Reason | undefined
}

export type Search = (query: string, language: Language) => readonly Found[]

/**
 * Takes the two-digit code of where the device stands (procedures of other provinces are left out) and the everyday
 * words once they are loaded.
 */
export type Prepared = (province: string | undefined, knowledge?: Knowledge) => Search

/** Long official names say in their first words what they are about. */
const mostReasonWords = 8
const sliceSize = 20

export const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve))

/**
 * Indexes the procedures once; what it gives opens the search for a place.
 *
 * @param pause awaited after each slice of a few milliseconds, so that no tap waits.
 */
export async function prepareSearch(
  summaries: readonly ProcedureSummary[],
  pause = nextTask,
): Promise<Prepared> {
  const byCode = new Map(summaries.map((summary) => [summary.code, summary]))
  const builder = new IndexBuilder()
  for (const [at, summary] of summaries.entries()) {
    builder.add(toSearchRecord(summary))
    if (at % sliceSize === 0) await pause()
  }
  const index = builder.finish()
  // Each visit of the first screen asks for the same one, and of thousands of procedures it takes a while.
  let opened: { province: string | undefined; knowledge: Knowledge | undefined; search: Search } | undefined
  return (province, knowledge) => {
    if (opened !== undefined && opened.province === province && opened.knowledge === knowledge)
      return opened.search
    const { search: find } = openSearch(index, { province, knowledge })
    const search: Search = (query, language) =>
      find(query).flatMap(({ code, matched, takenFor }) => {
        const procedure = byCode.get(code)
        if (procedure === undefined) return []
        return [{ procedure, reason: reasonOf(procedure, matched, takenFor, query, language) }]
      })
    opened = { province, knowledge, search }
    return search
  }
}

function reasonOf(
  procedure: ProcedureSummary,
  matched: readonly string[],
  takenFor: string,
  query: string,
  language: Language,
): Reason | undefined {
  const { plainName, name, keywords } = procedure
  const shown = new Set([...terms(plainName[language]), ...terms(name[language])])
  // What was typed stands in the name itself.
  if (terms(query).every((term) => shown.has(term))) return undefined
  if (takenFor !== '') {
    const words = takenFor.split(' ')
    const isLong = words.length > mostReasonWords
    return { kind: 'meaning', words: isLong ? `${words.slice(0, mostReasonWords).join(' ')} …` : takenFor }
  }
  const unexplained = matched.filter((term) => !shown.has(term))
  if (unexplained.length === 0) return undefined
  const phrases = [...keywords[language], ...keywords.vi, ...keywords.en]
  const fitting = phrases.map((phrase) => {
    const words = terms(phrase)
    return { phrase, hits: unexplained.filter((term) => words.includes(term)).length }
  })
  const best = Math.max(...fitting.map(({ hits }) => hits), 0)
  const phrase = best === 0 ? undefined : fitting.find(({ hits }) => hits === best)?.phrase
  return phrase === undefined ? undefined : { kind: 'words', words: phrase }
}
