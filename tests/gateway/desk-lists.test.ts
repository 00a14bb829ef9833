import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery, type KyselyPlugin, type RootOperationNode, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dossierLists, type ListQuery } from '../../src/gateway/storage/dossier-lists.ts'
import type { Engine } from '../../src/gateway/storage/engine.ts'
import { openPostgres } from '../../src/gateway/storage/postgres.ts'
import { openSqlite } from '../../src/gateway/storage/sqlite.ts'
import { deskQuestions } from './desk-queries.ts'
import { engines, freshDatabaseUrl } from './engines.ts'
import { addManyDossiers, prepareCommunes } from './many-dossiers.ts'

const now = Date.parse('2026-11-26T03:00:00.000Z')
const officers = ['xu-ly-1', 'xu-ly-2', 'xu-ly-3']
const dossierCount = 6000
const unitCount = 25

describe.each(engines)('the desk’s lists among many dossiers on %s', (name) => {
  let engine: Engine
  let folder: string
  let unit: string
  const captured: RootOperationNode[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motcua-lists-'))
    const url = await freshDatabaseUrl(name)
    engine = url === null ? openSqlite(join(folder, 'motcua.sqlite'), () => {}) : openPostgres(url, () => {})
    const communes = await prepareCommunes(engine, unitCount, now)
    unit = communes[0] ?? ''
    // One with many, as a province's centre has.
    const units = [...communes, ...Array.from({ length: 15 }, () => unit)]
    await addManyDossiers({ engine, units, officers, count: dossierCount, now })
    await sql`analyze`.execute(engine.database)
  }, 120_000)
  afterAll(async () => {
    await engine.news.close()
    await engine.database.destroy()
    await rm(folder, { recursive: true, force: true })
  })

  test('no list and no search reads every dossier there is', async () => {
    const spy: KyselyPlugin = {
      transformQuery({ node }) {
        captured.push(node)
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const spied: Engine = { ...engine, database: engine.database.withPlugin(spy) }
    const questions = deskQuestions(spied, unit, officers[0] ?? '', now)
    for (const { name: question, ask } of questions) {
      captured.length = 0
      await ask()
      expect(captured.length).toBeGreaterThan(0)
      for (const node of captured) expect([question, await scans(node)]).toEqual([question, []])
    }
  })

  /** The tables of dossiers that the engine would read from end to end for this question. */
  async function scans(node: RootOperationNode): Promise<string[]> {
    const { sql: text, parameters } = engine.database.getExecutor().compileQuery(node, { queryId: 'plan' })
    const explain = name === 'sqlite' ? 'explain query plan' : 'explain'
    const { rows } = await engine.database.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(`${explain} ${text}`, [...parameters]),
    )
    const plan = rows.map((row) => String(row.detail ?? row['QUERY PLAN']))
    const isScan =
      name === 'sqlite'
        ? (line: string) => /^SCAN (dossiers|dossier_words|found|other)\b/.test(line)
        : (line: string) => /Seq Scan on (dossiers|dossier_words)\b/.test(line)
    return plan.filter(isScan)
  }

  async function all(query: Partial<ListQuery>) {
    const lists = dossierLists(engine)
    const times = { now: iso(0), endOfToday: iso(14), endOfSoon: iso(62) }
    const rows = []
    for (let after: ListQuery['after'] = null; ; ) {
      const page = await lists.list({
        view: 'all',
        unit,
        officer: null,
        procedure: null,
        search: '',
        now: times,
        limit: 20,
        ...query,
        after,
      })
      rows.push(...page)
      const last = page.at(-1)
      if (page.length < 20 || last === undefined) return rows
      after = { dueAt: last.due_at, id: last.id }
    }
  }
  const iso = (hours: number) => new Date(now + hours * 3_600_000).toISOString()

  test('page after page, each dossier of a view comes once, in order, and the counts agree', async () => {
    const everything = await all({})
    expect(new Set(everything.map(({ id }) => id)).size).toBe(everything.length)
    const ids = everything.map(({ id }) => id)
    expect(ids).toEqual(ids.toSorted().toReversed())
    const times = { now: iso(0), endOfToday: iso(14), endOfSoon: iso(62) }
    const counts = await dossierLists(engine).counts(unit, times)
    const isOpen = ({ received_at, stage }: (typeof everything)[number]) =>
      received_at !== null && !['finished', 'returned', 'refused', 'withdrawn', 'stopped'].includes(stage)
    const open = await all({ view: 'open' })
    expect(open.map(({ id }) => id).toSorted()).toEqual(
      everything
        .filter(isOpen)
        .map(({ id }) => id)
        .toSorted(),
    )
    const dates = open.map(({ due_at }) => due_at ?? '9999')
    expect(dates).toEqual(dates.toSorted())
    expect(open.length).toBe(counts.open)
    const late = await all({ view: 'late' })
    expect(late.length).toBe(counts.late)
    expect(late.every(({ due_at }) => due_at !== null && due_at <= iso(0))).toBe(true)
    expect((await all({ view: 'new' })).length).toBe(counts.fresh)
    const mine = await all({ view: 'mine', officer: 'xu-ly-1' })
    expect(mine.length).toBeGreaterThan(0)
    expect(mine.every(({ officer }) => officer === 'xu-ly-1')).toBe(true)
    const loads = await dossierLists(engine).loads(unit, times)
    expect(loads.reduce((sum, load) => sum + load.open, 0)).toBe(counts.open)
    expect(loads.find(({ officer }) => officer === 'xu-ly-1')?.open).toBe(mine.length)
  })

  test('a search needs no marks, finds by the beginning of the last word, and only in one’s own unit', async () => {
    const everything = await all({})
    const fold = (text: string | null) =>
      (text ?? '').normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').toLowerCase().split(/\W+/)
    const wanted = everything.filter(({ applicant_name, subject_name, receipt_code }) => {
      const words = [...fold(applicant_name), ...fold(subject_name), ...fold(receipt_code)]
      return words.includes('thi') && words.some((word) => word.startsWith('pa'))
    })
    expect(wanted.length).toBeGreaterThan(0)
    for (const search of ['thi pa', 'THỊ PA', ' thị  pa '])
      expect((await all({ search })).map(({ id }) => id)).toEqual(wanted.map(({ id }) => id))
    const one = everything[3]
    expect((await all({ search: one?.receipt_code ?? '' })).map(({ id }) => id)).toContain(one?.id)
    expect(await all({ search: '%' })).toEqual(everything)
    expect(await all({ search: "'; drop table dossiers; --" })).toEqual([])
    expect(await all({ search: 'pành', unit: 'H38.99' })).toEqual([])
  })

  test('early, on time and late are counted apart, and what was asked for twice is late', async () => {
    const { early, onTime, late, withoutDate } = await dossierLists(engine).punctuality(
      unit,
      iso(-24 * 700),
      iso(0),
    )
    const rows = await engine.database
      .selectFrom('dossiers')
      .select(['finished_at', 'due_at', 'supplements'])
      .where('unit', '=', unit)
      .where('finished_at', 'is not', null)
      .where('finished_at', '>=', iso(-24 * 700))
      .execute()
    const dated = rows.filter(({ due_at }) => due_at !== null)
    const isLate = (row: (typeof rows)[number]) =>
      (row.finished_at ?? '') > (row.due_at ?? '') || row.supplements > 1
    expect(late).toBe(dated.filter(isLate).length)
    expect(early + onTime + late + withoutDate).toBe(rows.length)
    expect(withoutDate).toBe(rows.length - dated.length)
  })
})
