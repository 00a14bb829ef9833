/**
 * `npm run bench -- visitor-queue`: a unit with 300 tickets a day for a year: what each question of its screens takes, 95
 * of 100 times, and calling the next, beside the same engine's answer to `select 1`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { vietnamDay } from '../../src/domain/time/vietnam-time.ts'
import type { Engine } from '../../src/gateway/storage/engine.ts'
import { migrate } from '../../src/gateway/storage/migrate.ts'
import { openPostgres } from '../../src/gateway/storage/postgres.ts'
import { openSqlite } from '../../src/gateway/storage/sqlite.ts'
import { visitorQueueStore } from '../../src/gateway/storage/visitor-queue.ts'
import { createDatabase } from '../gateway/engines.ts'
import { prepareCommunes } from '../gateway/many-dossiers.ts'
import { addManyVisitors, queueQuestions, visitorUnit } from '../gateway/many-visitors.ts'
import { startPostgresServer } from '../gateway/postgres-server.ts'

async function measure(
  engine: Engine,
  days: number,
  runs: number,
): Promise<Readonly<Record<string, number>>> {
  const now = Date.now()
  await migrate(engine)
  await prepareCommunes(engine, 1, now)
  await addManyVisitors({ engine, days, perDay: 300, now })
  await sql`analyze`.execute(engine.database)
  const store = visitorQueueStore(engine)
  const [counter] = await store.counters(visitorUnit)
  if (counter === undefined) throw new Error('there are counters')
  const questions = [
    { name: 'baseline: select 1', ask: () => sql`select 1`.execute(engine.database) },
    ...queueQuestions(engine, now),
    {
      name: 'take a ticket',
      ask: () =>
        store.take({
          id: crypto.randomUUID(),
          unit: visitorUnit,
          letter: 'A',
          priority: null,
          now: new Date().toISOString(),
        }),
    },
    { name: 'call the next and start', ask: () => callAndStart() },
  ]
  async function callAndStart(): Promise<void> {
    if (counter === undefined) return
    const at = new Date().toISOString()
    const before = (await store.atCounters(visitorUnit, vietnamDay(at))).find(
      (ticket) => ticket.counter === counter.id,
    )
    const called = await store.callNext(counter, before?.id ?? null, at)
    if (!called.ok || called.ticket === null) return
    const { id, revision } = called.ticket
    await store.act({ unit: visitorUnit, id, revision, event: 'start', counter, now: at })
    await store.act({ unit: visitorUnit, id, revision: revision + 1, event: 'finish', counter, now: at })
  }
  const times = new Map<string, number[]>()
  for (let run = 0; run < runs; run += 1)
    for (const { name, ask } of questions) {
      const start = performance.now()
      await ask()
      // The first fill the engine's cache, as the first minutes of a day do.
      if (run > 1) times.set(name, [...(times.get(name) ?? []), performance.now() - start])
    }
  return Object.fromEntries(
    [...times].map(([name, list]) => [
      name,
      Number((list.toSorted((a, b) => a - b)[Math.floor(list.length * 0.95)] ?? 0).toFixed(2)),
    ]),
  )
}

/** @param args as typed after the name of the benchmark: `--days N --runs N`. */
export async function benchVisitorQueue(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: { days: { type: 'string', default: '365' }, runs: { type: 'string', default: '60' } },
  })
  const [days, runs] = [Number(values.days), Number(values.runs)]
  const folder = await mkdtemp(join(tmpdir(), 'motcua-bench-'))
  const server = await startPostgresServer(true)
  try {
    const lite = openSqlite(join(folder, 'motcua.sqlite'), () => {})
    const sqlite = await measure(lite, days, runs)
    await lite.database.destroy()
    const big = openPostgres(await createDatabase(server.url), () => {})
    const postgres = await measure(big, days, runs)
    await big.database.destroy()
    console.table(
      Object.fromEntries(
        Object.entries(postgres).map(([name, ms]) => [
          name,
          { 'PostgreSQL, ms': ms, 'SQLite, ms': sqlite[name] },
        ]),
      ),
    )
    const worst = (all: Readonly<Record<string, number>>) => Math.max(...Object.values(all))
    return { tickets: days * 300, sqliteP95Ms: worst(sqlite), postgresP95Ms: worst(postgres) }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
