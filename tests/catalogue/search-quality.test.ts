import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { loadProcedures } from '../../src/catalogue/load.ts'
import { buildIndex } from '../../src/catalogue/search/index-build.ts'
import { openKnowledge } from '../../src/catalogue/search/knowledge.ts'
import { toSearchRecord } from '../../src/catalogue/search/record.ts'
import { createSearch, openSearch } from '../../src/catalogue/search/search.ts'
import { summarise } from '../../src/catalogue/summary.ts'
import { measureQuality, searchQueries } from '../bench/search-quality.ts'

const records = loadProcedures().map((procedure) => toSearchRecord(summarise(procedure)))
const codes = new Set(records.map(({ code }) => code))
const file = fileURLToPath(new URL('../bench/search-queries.json', import.meta.url))
const queries = v
  .parse(searchQueries, JSON.parse(readFileSync(file, 'utf8')))
  .filter(({ relevant }) => relevant.some((code) => codes.has(code)))

describe('search over the built-in catalogue', () => {
  test('what people say finds what they mean', async () => {
    const knowledge = await openKnowledge(() => Promise.resolve())
    const { search } = createSearch(records, { province: '15', knowledge })
    const quality = measureQuality(queries, (query) => search(query).map(({ code }) => code))
    expect(quality.success1).toBeGreaterThanOrEqual(0.95)
    expect(quality.success3).toBeGreaterThanOrEqual(0.98)
    expect(quality.none).toBe(0)
  })

  test('before the everyday words are loaded official words are found', () => {
    const { search } = createSearch(records, { province: '15' })
    for (const [query, code] of [
      ['đăng ký khai sinh', '1.001193'],
      ['dang ky ket hon', '1.000894'],
      ['ddawng kys tamj trus', '1.004194'],
      ['căn cước cấp lại', '1.014064'],
    ] as const) {
      expect(search(query)[0]?.code, query).toBe(code)
    }
  })

  test('a stored index answers as the one that was built', () => {
    const index = buildIndex(records)
    const kept = openSearch(structuredClone(index), { province: '15' })
    expect(kept.search('khai sinh')).toEqual(openSearch(index, { province: '15' }).search('khai sinh'))
  })
})
