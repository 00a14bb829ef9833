/**
 * `npm run bench -- desk`: the desk's lists and searches among a million dossiers on PostgreSQL and a hundred thousand
 * on SQLite: what each question takes, 95 of 100 times.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { Engine } from '../../src/gateway/storage/engine.ts'
import { openPostgres } from '../../src/gateway/storage/postgres.ts'
import { openSqlite } from '../../src/gateway/storage/sqlite.ts'
import { deskQuestions } from '../gateway/desk-queries.ts'
import { createDatabase } from '../gateway/engines.ts'
import { addManyDossiers, prepareCommunes } from '../gateway/many-dossiers.ts'
import { startPostgresServer } from '../gateway/postgres-server.ts'

const officers = Array.from({ length: 6 }, (_, index) => `xu-ly-${index + 1}`)
/** The communes of Lào Cai. */
const unitCount = 99

interface Figures {
  readonly p95Ms: number
  readonly questions: Readonly<Record<string, number>>
}

async function measure(engine: Engine, count: number, runs: number): Promise<Figures> {
  const now = Date.now()
  const communes = await prepareCommunes(engine, unitCount, now)
  const centre = communes[0] ?? ''
  let told = 0
  await addManyDossiers({
    engine,
    // A province's centre takes a tenth of everything (250 to 300 visitors a day beside 20 to 25).
    units: [...communes, ...Array.from({ length: 11 }, () => centre)],
    officers,
    count,
    now,
    onProgress(done) {
      if (done - told < count / 10) return
      told = done
      console.log(`${engine.name}: ${done} dossiers`)
    },
  })
  await sql`analyze`.execute(engine.database)
  const times = new Map<string, number[]>()
  const questions = [
    ...deskQuestions(engine, [centre], officers[0] ?? '', now),
    ...deskQuestions(engine, communes, officers[0] ?? '', now).map(({ name, ask }) => ({
      name: `province: ${name}`,
      ask,
    })),
  ]
  for (let run = 0; run < runs; run++)
    for (const { name, ask } of questions) {
      const start = performance.now()
      await ask()
      // The first fill the engine's cache, as the first minutes of a day do.
      if (run > 1) times.set(name, [...(times.get(name) ?? []), performance.now() - start])
    }
  const p95 = (list: readonly number[]) =>
    Number((list.toSorted((a, b) => a - b)[Math.floor(list.length * 0.95)] ?? 0).toFixed(1))
  return {
    p95Ms: Math.max(...[...times.values()].map(p95)),
    questions: Object.fromEntries([...times].map(([name, list]) => [name, p95(list)])),
  }
}

/** @param args as typed after the name of the benchmark: `--postgres N --sqlite N --runs N`. */
export async function benchDesk(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      postgres: { type: 'string', default: '1000000' },
      sqlite: { type: 'string', default: '100000' },
      runs: { type: 'string', default: '30' },
    },
  })
  const folder = await mkdtemp(join(tmpdir(), 'motcua-bench-'))
  const server = await startPostgresServer(true)
  try {
    const lite = openSqlite(join(folder, 'motcua.sqlite'), () => {})
    const sqlite = await measure(lite, Number(values.sqlite), Number(values.runs))
    await lite.database.destroy()
    const big = openPostgres(await createDatabase(server.url), () => {})
    const postgres = await measure(big, Number(values.postgres), Number(values.runs))
    await big.database.destroy()
    console.table(
      Object.fromEntries(
        Object.entries(postgres.questions).map(([name, ms]) => [
          name,
          { 'PostgreSQL, ms': ms, 'SQLite, ms': sqlite.questions[name] },
        ]),
      ),
    )
    return {
      postgresDossiers: Number(values.postgres),
      postgresP95Ms: postgres.p95Ms,
      sqliteDossiers: Number(values.sqlite),
      sqliteP95Ms: sqlite.p95Ms,
    }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
