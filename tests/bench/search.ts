/**
 * `npm run bench -- search [--queries FILE] [--catalogue FILE]`: quality by kind of query, and the time a keystroke
 * takes in a real Chromium, beside a plain scan in the same run.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { loadProcedures } from '../../src/catalogue/load.ts'
import { toSearchRecord as fromPortal, parsePortalRow } from '../../src/catalogue/portal-record.ts'
import { type SearchRecord, toSearchRecord } from '../../src/catalogue/search/record.ts'
import { summarise } from '../../src/catalogue/summary.ts'
import { withBenchPage } from './bench-page.ts'
import type { Bench } from './search-page.ts'
import { measureQuality, type SearchQuery, searchQueries } from './search-quality.ts'

declare const bench: Bench

/** Lào Cai. */
const province = '15'
const ownQueries = fileURLToPath(new URL('./search-queries.json', import.meta.url))
const pageFile = fileURLToPath(new URL('./search-page.ts', import.meta.url))

/** Rows of the national portal's list, one JSON object a line, gzipped or not; without a file the built-in catalogue. */
function readRecords(file: string | undefined): SearchRecord[] {
  if (file === undefined) return loadProcedures().map((procedure) => toSearchRecord(summarise(procedure)))
  const content = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(content) : content).toString('utf8')
  return text.split('\n').flatMap((line) => {
    const record = line.trim() === '' ? undefined : fromPortal(parsePortalRow(JSON.parse(line)))
    return record === undefined ? [] : [record]
  })
}

function inBrowser(records: readonly SearchRecord[], queries: readonly string[]) {
  return withBenchPage(pageFile, async (page) => {
    const built = await page.evaluate((all) => bench.prepare(all), records)
    // A fresh page: nothing compiled, nothing in memory, only what was kept.
    await page.reload()
    const readyMs = await page.evaluate(([home, query]) => bench.ready(home, query), [
      province,
      'khai sinh',
    ] as const)
    const measured = await page.evaluate(([home, typed, all]) => bench.measure(home, typed, all), [
      province,
      queries,
      records,
    ] as const)
    return { ...built, readyMs, ...measured }
  })
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * share)] ?? 0
}

const rounded = (ms: number) => Math.round(ms * 100) / 100

/** @param args as typed after the name of the benchmark. */
export async function benchSearch(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: { queries: { type: 'string', default: ownQueries }, catalogue: { type: 'string' } },
  })
  for (const file of [values.queries, values.catalogue]) {
    if (file !== undefined && !existsSync(file)) throw new Error(`no such file: ${file}`)
  }
  const records = readRecords(values.catalogue)
  const codes = new Set(records.map(({ code }) => code))
  const all = v.parse(searchQueries, JSON.parse(readFileSync(values.queries, 'utf8')))
  // The built-in catalogue is smaller than the nation's: what it does not hold it cannot find.
  const queries = all.filter(({ relevant }) => relevant.some((code) => codes.has(code)))
  const typed = queries.map(({ query }) => query)
  const { search, scan, wholeScan, found, readyMs, buildMs, longestMs } = await inBrowser(records, typed)
  const answers = new Map(typed.map((query, at) => [query, found[at] ?? []]))
  const measure = (some: readonly SearchQuery[]) => measureQuality(some, (query) => answers.get(query) ?? [])

  console.log(`${records.length} procedures, ${queries.length} of ${all.length} queries can be answered`)
  const byKind = Map.groupBy(queries, ({ kind }) => kind)
  const quality = measure(queries)
  console.table({
    ...Object.fromEntries([...byKind].map(([kind, some]) => [kind, measure(some)])),
    'all kinds': quality,
  })
  const times = (list: readonly number[]) => ({
    p50Ms: rounded(percentile(list, 0.5)),
    p95Ms: rounded(percentile(list, 0.95)),
    maxMs: rounded(Math.max(...list)),
  })
  console.table({
    'search, a keystroke': times(search),
    'scan for the words': times(scan),
    'scan for the whole': times(wholeScan),
  })
  console.log(
    `index built in slices in ${buildMs.toFixed(0)} ms, the longest ${longestMs.toFixed(1)} ms; ` +
      `ready from what was kept in ${readyMs.toFixed(0)} ms`,
  )
  const { success1, success3, recall5, mrr, none } = quality
  return {
    search: {
      success1,
      success3,
      recall5,
      mrr,
      none,
      p95Ms: rounded(percentile(search, 0.95)),
      scanP95Ms: rounded(percentile(scan, 0.95)),
      readyMs: rounded(readyMs),
    },
  }
}
