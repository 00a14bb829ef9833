/** Every record that the national portal gave; skipped where ../shared is absent. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importFiles } from '../../../src/catalogue/importing/import-files.ts'
import {
  type ImportedProcedure,
  readImportedCatalogue,
} from '../../../src/catalogue/importing/imported-catalogue.ts'
import { officialText } from '../../../src/catalogue/importing/official-text.ts'
import type { ImportReport } from '../../../src/catalogue/importing/report.ts'
import { anyProcedure } from '../../../src/catalogue/schema.ts'
import { packFigures } from '../packs/figures.ts'

const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url))
const portal = ['catalog.jsonl.gz', 'details.jsonl.gz'].map((name) => join(shared, 'national-portal', name))
const exchange = [
  'laydanhsachtthc',
  'laythutuc-khai-sinh',
  'laythutuc-ho-kinh-doanh',
  'laythutuc-lgsp-wrapped',
].map((name) => join(shared, 'samples', 'dvcqg', `${name}.json`))
const isThere = [...portal, ...exchange].every((file) => existsSync(file))

/** Not words of the record but names of its parts, places of files, codes of values. */
const notWords =
  /^(id|.*Ids?|code|codeNotation|state|type|formalityType|bucketName|filePath|fileId|submissionMethod)$/
const alsoNotWords = /^(processingTimeUnit|currencyName|value|proposalType|currencyId)$/

function* textsIn(value: unknown, key = ''): Generator<string> {
  if (typeof value === 'string') {
    if (!notWords.test(key) && !alsoNotWords.test(key)) yield value
  } else if (Array.isArray(value)) for (const each of value) yield* textsIn(each, key)
  else if (typeof value === 'object' && value !== null)
    for (const [name, each] of Object.entries(value)) yield* textsIn(each, name)
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Many records say the same in the same words. */
const known = new Map<string, string>()
/** The words in their order, with a space around each. */
function wordsOnce(text: string): string {
  const words = known.get(text) ?? wordsOf(officialText(text)).join(' ')
  known.set(text, words)
  return words === '' ? '' : ` ${words} `
}

describe.skipIf(!isThere)('the national portal’s records (../shared; skipped when absent)', () => {
  let folder = ''
  let report: ImportReport | undefined
  const byCode = new Map<string, ImportedProcedure>()

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'motcua-portal-'))
    const outcome = await importFiles(portal, { folder, today: '2026-11-26' })
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
    report = outcome.report
    for await (const each of readImportedCatalogue(folder)) byCode.set(each.code, each)
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('a pack of all of them costs at most 1.5 MB for lists and search, 6 MB for details, 60 kB for 20 changes', async () => {
    const figures = await packFigures([...byCode.values()])
    expect(figures.procedures).toBeGreaterThan(5_600)
    expect(figures.listBytes).toBeLessThanOrEqual(1_500_000)
    expect(figures.detailsBytes).toBeLessThanOrEqual(6_000_000)
    expect(figures.changedBytes).toBeLessThanOrEqual(60_000)
    expect(figures.addedBytes).toBeLessThanOrEqual(60_000)
  })

  test('are all taken, but for one that is marked deleted and one whose code is another one’s', () => {
    expect(report).toMatchObject({ read: 6172, taken: 6170, procedures: 5668 })
    expect(report?.refusals.map(({ problem, code }) => [problem, code])).toEqual([
      ['other-name-for-code', '1.014325'],
      ['marked-deleted', '1.014955-Xoa'],
    ])
    expect([...byCode.values()].filter(({ isDetailed }) => isDetailed)).toHaveLength(502)
    expect([...byCode.values()].filter(({ isForCitizens }) => !isForCitizens)).toHaveLength(191)
  })

  test('give valid guides without an empty or broken section', () => {
    for (const { procedure } of byCode.values()) {
      v.parse(anyProcedure, procedure)
      const shown = JSON.stringify(procedure)
      expect(shown, procedure.code).not.toMatch(/"vi":"\s*"|"text":"\s*"|"lines":\[""|undefined|\[object|NaN/)
      expect(shown, procedure.code).not.toMatch(/<\/?(p|br|div|span|b|script)\b|&nbsp;/i)
      for (const { title, lines } of procedure.official?.steps ?? [])
        expect(title !== undefined || lines.length > 0, procedure.code).toBe(true)
      const options =
        procedure.cases?.flatMap((question) => question.options.map(({ label }) => label.vi)) ?? []
      expect(options.every((label) => label.trim() !== '')).toBe(true)
      const known = new Set(
        procedure.cases?.flatMap(({ id, options: all }) => all.map(({ value }) => `${id} ${value}`)),
      )
      for (const { appliesWhen } of procedure.components) {
        if (appliesWhen === undefined || !('question' in appliesWhen)) continue
        const values =
          'isOneOf' in appliesWhen ? appliesWhen.isOneOf : 'is' in appliesWhen ? [appliesWhen.is] : []
        for (const value of values) expect(known).toContain(`${appliesWhen.question} ${value}`)
      }
    }
  })

  test('lose no official word: every text stands whole in the full text', () => {
    const lines = gunzipSync(readFileSync(portal[1] ?? ''))
      .toString('utf8')
      .trim()
      .split('\n')
    const lost: string[] = []
    for (const line of lines) {
      const { data } = JSON.parse(line)
      const { procedure } = byCode.get(data.code) ?? {}
      const full = procedure?.official?.text.flatMap((part) => part.lines).join('\n') ?? ''
      const shown = ` ${wordsOf(full).join(' ')} `
      for (const text of textsIn(data))
        if (!shown.includes(wordsOnce(text))) lost.push(`${data.code}: ${text.slice(0, 90)}`)
    }
    expect(lost).toEqual([])
  }, 60_000)

  test('say how long, or quote what the record says of it', () => {
    const detailed = [...byCode.values()].filter(({ isDetailed }) => isDetailed)
    const open = detailed.filter(
      ({ procedure: { timeLimit } }) => timeLimit.value === undefined && timeLimit.note === undefined,
    )
    expect(open.map(({ code }) => code)).toEqual([])
    const known = detailed.filter(({ procedure }) => procedure.timeLimit.value !== undefined)
    expect(known.length).toBeGreaterThan(360)
  })

  test('the exchange’s samples are taken too', async () => {
    const outcome = await importFiles(exchange, { folder: join(folder, 'exchange'), today: '2026-11-27' })
    expect(outcome).toMatchObject({ ok: true, report: { refused: 0 } })
  })
})
