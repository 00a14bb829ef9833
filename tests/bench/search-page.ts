/** Runs in a real browser: builds, keeps and opens the index as a device does, and measures every keystroke. */
import { IndexBuilder, type SearchIndex } from '../../src/catalogue/search/index-build.ts'
import { openKnowledge } from '../../src/catalogue/search/knowledge.ts'
import type { SearchRecord } from '../../src/catalogue/search/record.ts'
import { openSearch } from '../../src/catalogue/search/search.ts'
import { fold } from '../../src/domain/text/fold.ts'

const sliceSize = 40
const storeName = 'index'
/** The first passes warm the code up, as the first letters of the day do. */
const passes = 3

function openStore(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('bench')
    request.onupgradeneeded = () => request.result.createObjectStore(storeName)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function finished<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

const pause = () => new Promise<void>((resolve) => setTimeout(resolve))

/** Builds the index in slices and keeps it; answers with the longest time that a tap would have waited. */
async function prepare(records: readonly SearchRecord[]) {
  const began = performance.now()
  const builder = new IndexBuilder()
  let longestMs = 0
  for (let at = 0; at < records.length; at += sliceSize) {
    const start = performance.now()
    for (const record of records.slice(at, at + sliceSize)) builder.add(record)
    longestMs = Math.max(longestMs, performance.now() - start)
    await pause()
  }
  const start = performance.now()
  const index = builder.finish()
  longestMs = Math.max(longestMs, performance.now() - start)
  const store = await openStore()
  await finished(store.transaction(storeName, 'readwrite').objectStore(storeName).put(index, storeName))
  store.close()
  return { buildMs: performance.now() - began, longestMs }
}

async function openKept(province: string) {
  const store = await openStore()
  const index: SearchIndex = await finished(
    store.transaction(storeName).objectStore(storeName).get(storeName),
  )
  store.close()
  const knowledge = await openKnowledge(() => Promise.resolve())
  return openSearch(index, { province, knowledge })
}

/** From nothing in memory to the first answer. */
async function ready(province: string, query: string): Promise<number> {
  const began = performance.now()
  const { search } = await openKept(province)
  search(query)
  return performance.now() - began
}

/** What one would write without an index: every word of the query looked for in every folded name. */
function scanner(records: readonly SearchRecord[]) {
  const texts = records.map(({ phrases }) => phrases.map(fold).join('\n'))
  return (query: string): number[] => {
    const wanted = fold(query).split(' ')
    const found: { at: number; hits: number }[] = []
    texts.forEach((text, at) => {
      const hits = wanted.filter((word) => text.includes(word)).length
      if (hits > 0) found.push({ at, hits })
    })
    return found
      .sort((a, b) => b.hits - a.hits)
      .slice(0, 40)
      .map(({ at }) => at)
  }
}

/** The least that finds anything: the query as one piece. */
function wholeScanner(records: readonly SearchRecord[]) {
  const texts = records.map(({ phrases }) => phrases.map(fold).join('\n'))
  return (query: string): number[] => {
    const wanted = fold(query)
    return texts.flatMap((text, at) => (text.includes(wanted) ? [at] : [])).slice(0, 40)
  }
}

function timeKeystrokes(queries: readonly string[], find: (query: string) => unknown): number[] {
  const times: number[] = []
  for (let pass = 0; pass < passes; pass++) {
    for (const query of queries) {
      for (let length = 1; length <= query.length; length++) {
        const start = performance.now()
        find(query.slice(0, length))
        if (pass === passes - 1) times.push(performance.now() - start)
      }
    }
  }
  return times
}

async function measure(province: string, queries: readonly string[], records: readonly SearchRecord[]) {
  const { search } = await openKept(province)
  return {
    search: timeKeystrokes(queries, search),
    scan: timeKeystrokes(queries, scanner(records)),
    wholeScan: timeKeystrokes(queries, wholeScanner(records)),
    found: queries.map((query) => search(query).map(({ code }) => code)),
  }
}

export const bench = { prepare, ready, measure }
export type Bench = typeof bench
Object.assign(globalThis, { bench })
