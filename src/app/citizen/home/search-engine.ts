/** Search as the screens use it: results with their procedures and the reason why. Loaded after the first paint. */
import type { ProcedureSummary } from '../../../catalogue/schema.ts'
import { terms } from '../../../catalogue/search/query.ts'
import { createSearch } from '../../../catalogue/search/search.ts'
import type { Language } from '../../i18n.ts'

interface Found {
  readonly procedure: ProcedureSummary
  /** Words of the record that fit, as written there; absent when the names shown already tell. */
  readonly reason: string | undefined
}

export type Search = (query: string, language: Language) => readonly Found[]

/** @param province two-digit code of where the device stands; procedures of other provinces are left out. */
export function openSearch(summaries: readonly ProcedureSummary[], province: string | undefined): Search {
  const byCode = new Map(summaries.map((summary) => [summary.code, summary]))
  const { search } = createSearch(summaries, province === undefined ? {} : { province })
  return (query, language) =>
    search(query).flatMap(({ code, matched }) => {
      const procedure = byCode.get(code)
      return procedure === undefined ? [] : [{ procedure, reason: reasonOf(procedure, matched, language) }]
    })
}

function reasonOf(
  procedure: ProcedureSummary,
  matched: readonly string[],
  language: Language,
): string | undefined {
  const { plainName, name, keywords } = procedure
  const shown = new Set([...terms(plainName[language]), ...terms(name[language])])
  const unexplained = matched.filter((term) => !shown.has(term))
  if (unexplained.length === 0) return undefined
  const phrases = [...keywords[language], ...keywords.vi, ...keywords.en]
  const fitting = phrases.map((phrase) => {
    const words = terms(phrase)
    return { phrase, hits: unexplained.filter((term) => words.includes(term)).length }
  })
  const best = Math.max(...fitting.map(({ hits }) => hits), 0)
  return best === 0 ? undefined : fitting.find(({ hits }) => hits === best)?.phrase
}
