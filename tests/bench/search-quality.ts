/** Scores a search against queries with known answers. */
import * as v from 'valibot'

export const searchQueries = v.array(
  v.object({ query: v.string(), kind: v.string(), relevant: v.pipe(v.array(v.string()), v.minLength(1)) }),
)
export type SearchQuery = v.InferOutput<typeof searchQueries>[number]

export interface SearchQuality {
  readonly queries: number
  readonly success1: number
  readonly success3: number
  /** Share of the relevant codes, at most five of them, among the first five. */
  readonly recall5: number
  readonly mrr: number
  /** Queries without any result. */
  readonly none: number
}

/** @param find the codes found, best first. */
export function measureQuality(
  queries: readonly SearchQuery[],
  find: (query: string) => readonly string[],
): SearchQuality {
  const ranks: number[] = []
  let recall = 0
  let none = 0
  for (const { query, relevant } of queries) {
    const codes = find(query)
    if (codes.length === 0) none += 1
    ranks.push(codes.findIndex((code) => relevant.includes(code)) + 1)
    const first = codes.slice(0, 5).filter((code) => relevant.includes(code))
    recall += first.length / Math.min(5, relevant.length)
  }
  const share = (count: number) => Math.round((1000 * count) / queries.length) / 1000
  const within = (most: number) => share(ranks.filter((rank) => rank >= 1 && rank <= most).length)
  return {
    queries: queries.length,
    success1: within(1),
    success3: within(3),
    recall5: share(recall),
    mrr: share(ranks.reduce((sum, rank) => sum + (rank === 0 ? 0 : 1 / rank), 0)),
    none,
  }
}
