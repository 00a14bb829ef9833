import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery, type KyselyPlugin, type RootOperationNode, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dossierCounts } from '../../src/gateway/storage/dossier-counts.ts'
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
  let communes: readonly string[]
  const captured: RootOperationNode[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motcua-lists-'))
    const url = await freshDatabaseUrl(name)
    engine = url === null ? openSqlite(join(folder, 'motcua.sqlite'), () => {}) : openPostgres(url, () => {})
    communes = await prepareCommunes(engine, unitCount, now)
    unit = communes[0] ?? ''
    // One with many, as a province's centre has.
    const units = [...communes, ...Array.from({ length: 15 }, () => unit)]
    await addManyDossiers({ engine, units, officers, count: dossierCount, now })
    // A few are worked on elsewhere, and the step of a few is over its time.
    await sql`update dossiers set handler_unit = ${communes[1] ?? ''}
      where unit = ${unit} and stage = 'processing' and id in
      (select id from dossiers where unit = ${unit} and stage = 'processing' order by id limit 7)`.execute(
      engine.database,
    )
    await sql`update dossiers set step_due_at = ${new Date(now - 3_600_000).toISOString()}
      where stage = 'processing' and due_at is not null`.execute(engine.database)
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
    const questions = [
      ...deskQuestions(spied, [unit], officers[0] ?? '', now),
      // A province's observer asks for all communes at once, not one after the other.
      ...deskQuestions(spied, communes, officers[0] ?? '', now).map(({ name: of, ask }) => ({
        name: `province: ${of}`,
        ask,
      })),
    ]
    for (const { name: question, ask } of questions) {
      captured.length = 0
      await ask()
      expect(captured.length).toBeGreaterThan(0)
      expect([question, captured.length <= 5]).toEqual([question, true])
      const isAll = question.startsWith('province')
      for (const node of captured) expect([question, await scans(node, isAll)]).toEqual([question, []])
    }
  })

  /**
   * The tables of dossiers that the engine would read from end to end for this question.
   * @param isAll about all units there are: of so few rows PostgreSQL would rather read all, so it is asked whether it
   *   has another way.
   */
  async function scans(node: RootOperationNode, isAll: boolean): Promise<string[]> {
    const { sql: text, parameters } = engine.database.getExecutor().compileQuery(node, { queryId: 'plan' })
    const explain = name === 'sqlite' ? 'explain query plan' : 'explain'
    const rows = await engine.database.transaction().execute(async (transaction) => {
      if (isAll && name === 'postgres') await sql`set local enable_seqscan = off`.execute(transaction)
      const plan = await transaction.executeQuery<Record<string, unknown>>(
        CompiledQuery.raw(`${explain} ${text}`, [...parameters]),
      )
      return plan.rows
    })
    const plan = rows.map((row) => String(row.detail ?? row['QUERY PLAN']))
    const isScan =
      name === 'sqlite'
        ? (line: string) => /^SCAN (dossiers|dossier_words|found|other)\b/.test(line)
        : (line: string) => /Seq Scan on (dossiers|dossier_words)\b/.test(line)
    return plan.filter(isScan)
  }

  async function all(query: Partial<ListQuery>, units: readonly string[] = [unit]) {
    const lists = dossierLists(engine)
    const times = { now: iso(0), endOfToday: iso(14), endOfSoon: iso(62) }
    const rows = []
    for (let after: ListQuery['after'] = null; ; ) {
      const page = await lists.list(
        { units },
        {
          view: 'all',
          officer: null,
          procedure: null,
          search: '',
          now: times,
          limit: 20,
          ...query,
          after,
        },
      )
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
    const counts = await dossierCounts(engine).counts({ units: [unit] }, times)
    const isOpen = ({ received_at, stage }: (typeof everything)[number]) =>
      received_at !== null && !['finished', 'returned', 'refused', 'withdrawn', 'stopped'].includes(stage)
    const open = await all({ view: 'open' })
    const elsewhere = await engine.database
      .selectFrom('dossiers')
      .select('id')
      .where('unit', '=', unit)
      .where('handler_unit', '!=', unit)
      .execute()
    expect(elsewhere).toHaveLength(7)
    const away = new Set(elsewhere.map(({ id }) => id))
    expect(open.map(({ id }) => id).toSorted()).toEqual(
      everything
        .filter((row) => isOpen(row) && !away.has(row.id))
        .map(({ id }) => id)
        .toSorted(),
    )
    const dates = open.map(({ due_at }) => due_at ?? '9999')
    expect(dates).toEqual(dates.toSorted())
    expect(open.length).toBe(counts.open)
    const late = await all({ view: 'late' })
    expect(late.length).toBe(counts.late)
    expect(late.every(({ due_at }) => due_at !== null && due_at <= iso(0))).toBe(true)
    const stepLate = await all({ view: 'step-late' })
    expect(stepLate.length).toBe(counts.stepLate)
    expect(stepLate.length).toBeGreaterThan(0)
    expect(
      stepLate.every(
        ({ due_at, step_due_at }) => (due_at ?? '') > iso(0) && step_due_at !== null && step_due_at <= iso(0),
      ),
    ).toBe(true)
    expect((await all({ view: 'new' })).length).toBe(counts.fresh)
    const mine = await all({ view: 'mine', officer: 'xu-ly-1' })
    expect(mine.length).toBeGreaterThan(0)
    expect(mine.every(({ officer }) => officer === 'xu-ly-1')).toBe(true)
    const loads = await dossierCounts(engine).loads([unit], times)
    expect(loads.reduce((sum, load) => sum + load.open, 0)).toBe(counts.open)
    expect(loads.find(({ officer }) => officer === 'xu-ly-1')?.open).toBe(mine.length)
  })

  test('what another commune transferred is in “all” and in the search of who works on it', async () => {
    const receiver = communes[1] ?? ''
    const transferred = await engine.database
      .selectFrom('dossiers')
      .select(['id', 'receipt_code', 'applicant_name'])
      .where('handler_unit', '=', receiver)
      .where('unit', '!=', receiver)
      .orderBy('id', 'desc')
      .execute()
    const everything = await all({}, [receiver])
    const ids = everything.map(({ id }) => id)
    expect(ids).toEqual(ids.toSorted().toReversed())
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(transferred.map(({ id }) => id)))
    for (const { id, receipt_code, applicant_name } of transferred) {
      expect((await all({ search: receipt_code }, [receiver])).map((row) => row.id)).toEqual([id])
      expect((await all({ search: applicant_name }, [receiver])).map((row) => row.id)).toContain(id)
      expect((await all({ search: receipt_code }, [communes[2] ?? ''])).map((row) => row.id)).toEqual([])
    }
  })

  test('an observer sees what all communes have, once and in order, in every view', async () => {
    const lists = dossierCounts(engine)
    const times = { now: iso(0), endOfToday: iso(14), endOfSoon: iso(62) }
    const counts = await lists.counts({ units: communes }, times)
    const each = await Promise.all(communes.map((code) => lists.counts({ units: [code] }, times)))
    for (const key of ['fresh', 'late', 'stepLate', 'open', 'dueSoon', 'toHandOver'] as const)
      expect([key, counts[key]]).toEqual([key, each.reduce((sum, one) => sum + one[key], 0)])
    for (const view of ['new', 'late', 'step-late', 'unassigned', 'open'] as const) {
      const seen = await all({ view }, communes)
      const keys = seen.map(({ id, due_at }) => `${due_at ?? '9999'} ${id}`)
      const isDated = view === 'late' || view === 'step-late' || view === 'open'
      const ids = seen.map(({ id }) => id)
      expect(isDated ? keys : ids).toEqual(isDated ? keys.toSorted() : ids.toSorted().toReversed())
      expect(new Set(ids).size).toBe(ids.length)
    }
    expect((await all({ view: 'new' }, communes)).length).toBe(counts.fresh)
    expect((await all({ view: 'open' }, communes)).length).toBe(counts.open)
    const one = (await all({}, [communes[3] ?? '']))[0]
    expect((await all({ search: one?.receipt_code ?? '' }, communes)).map(({ id }) => id)).toEqual([one?.id])
  })

  test.each([
    // Due on Friday 27 November at 17:00 in Vietnam, which is 10:00 in UTC.
    ['the evening before, in Vietnam', '2026-11-26T16:59:59.999Z', 'early'],
    ['at midnight in Vietnam, the day before in UTC', '2026-11-26T17:00:00.000Z', 'onTime'],
    ['before 07:00 in Vietnam, the day before in UTC', '2026-11-26T23:59:59.999Z', 'onTime'],
    ['at 07:00 in Vietnam', '2026-11-27T00:00:00.000Z', 'onTime'],
    ['to the second', '2026-11-27T10:00:00.000Z', 'onTime'],
    ['a moment later', '2026-11-27T10:00:00.001Z', 'late'],
  ] as const)('a result that is there %s (%s) is %s', async (_when, finished, expected) => {
    const { database } = engine
    const [chosen] = await database
      .selectFrom('dossiers')
      .select('id')
      .where('unit', '=', communes[4] ?? '')
      .where('stage', '=', 'returned')
      .limit(1)
      .execute()
    const change = { finished_at: finished, due_at: '2026-11-27T10:00:00.000Z', supplements: 0 }
    await database
      .updateTable('dossiers')
      .set(change)
      .where('id', '=', chosen?.id ?? '')
      .execute()
    // The period of one millisecond has nothing else in it, and its end is the beginning of the next.
    const until = new Date(Date.parse(finished) + 1).toISOString()
    const none = { early: 0, onTime: 0, late: 0, withoutDate: 0 }
    const { punctuality } = dossierCounts(engine)
    expect(await punctuality(communes, finished, until)).toEqual({ ...none, [expected]: 1 })
    expect(await punctuality(communes, until, new Date(Date.parse(until) + 1).toISOString())).toEqual(none)
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
    expect(await all({ search: 'pành' }, ['H38.99'])).toEqual([])
  })

  test('early, on time and late are counted apart, and what was asked for twice is late', async () => {
    const { early, onTime, late, withoutDate } = await dossierCounts(engine).punctuality(
      [unit],
      iso(-24 * 700),
      iso(1),
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
