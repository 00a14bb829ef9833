import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery, sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Engine, inTransaction } from '../../src/gateway/storage/engine.ts'
import { migrate } from '../../src/gateway/storage/migrate.ts'
import { openPostgres } from '../../src/gateway/storage/postgres.ts'
import { newestIds, type Owners } from '../../src/gateway/storage/scope.ts'
import { openSqlite } from '../../src/gateway/storage/sqlite.ts'
import { engines, freshDatabaseUrl } from './engines.ts'

const communes = Array.from({ length: 99 }, (_, index) => `H38.${index}`)
const owners: readonly (readonly [string, Owners, string])[] = [
  ['a commune', { column: 'unit', values: ['H38.20'] }, 'dossiers_by_unit'],
  ['a province', { column: 'unit', values: communes }, 'dossiers_by_unit'],
  ['a team', { column: 'team', values: ['H38.20-T1'] }, 'dossiers_by_team'],
]

async function planOf(engine: Engine, by: Owners): Promise<string> {
  const page = {
    alternatives: [sql<boolean>`stage = 'arrived'`, sql<boolean>`stage = 'checked'`],
    after: '019abcde-0000-7000-8000-000000000000',
    limit: 51,
  }
  const query = engine.database
    .selectFrom('dossiers')
    .select('id')
    .where('id', 'in', newestIds(engine.name, by, page))
  const { sql: text, parameters } = query.compile()
  return inTransaction(engine, async (transaction) => {
    // Of an empty table PostgreSQL would rather read the whole, whatever the indexes.
    if (engine.name === 'postgres') await sql`set local enable_seqscan = off`.execute(transaction)
    const explain = engine.name === 'postgres' ? 'explain' : 'explain query plan'
    const { rows } = await transaction.executeQuery(CompiledQuery.raw(`${explain} ${text}`, [...parameters]))
    return JSON.stringify(rows)
  })
}

test.each(engines)('on %s no list reads the whole table, however far one sees', async (name) => {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-scope-'))
  const url = await freshDatabaseUrl(name)
  const engine =
    url === null ? openSqlite(join(folder, 'motcua.sqlite'), () => {}) : openPostgres(url, () => {})
  try {
    await migrate(engine)
    for (const [who, by, index] of owners) {
      const plan = await planOf(engine, by)
      expect(plan, who).not.toMatch(/Seq Scan|SCAN dossiers/)
      expect(plan, who).toContain(index)
    }
  } finally {
    await engine.database.destroy()
    await rm(folder, { recursive: true, force: true })
  }
})
