import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery, sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Engine, inTransaction } from '../../src/gateway/storage/engine.ts'
import { migrate } from '../../src/gateway/storage/migrate.ts'
import { openPostgres } from '../../src/gateway/storage/postgres.ts'
import { newestIds, type Scope } from '../../src/gateway/storage/scope.ts'
import { openSqlite } from '../../src/gateway/storage/sqlite.ts'
import { engines, freshDatabaseUrl } from './engines.ts'

const communes = Array.from({ length: 99 }, (_, index) => `H38.${index}`)
const scopes: readonly (readonly [string, Scope])[] = [
  ['a commune', { units: ['H38.20'] }],
  ['a province', { units: communes }],
  ['a team', { team: 'H38.20-T1' }],
]

async function planOf(engine: Engine, scope: Scope): Promise<string> {
  const page = {
    condition: sql`stage in ('arrived', 'checked')`,
    after: '019abcde-0000-7000-8000-000000000000',
    limit: 51,
  }
  const query = engine.database.selectFrom('dossiers').select('id').where('id', 'in', newestIds(scope, page))
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
    for (const [who, scope] of scopes) {
      const plan = await planOf(engine, scope)
      expect(plan, who).not.toMatch(/Seq Scan|SCAN dossiers/)
      expect(plan, who).toContain('team' in scope ? 'dossiers_by_team' : 'dossiers_by_unit')
    }
  } finally {
    await engine.database.destroy()
    await rm(folder, { recursive: true, force: true })
  }
})
