import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CompiledQuery,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type RootOperationNode,
  SelectQueryNode,
  sql,
} from 'kysely'
import { expect, test } from 'vitest'
import type { Engine } from '../../src/gateway/storage/engine.ts'
import { migrate } from '../../src/gateway/storage/migrate.ts'
import { openPostgres } from '../../src/gateway/storage/postgres.ts'
import { openSqlite } from '../../src/gateway/storage/sqlite.ts'
import { engines, freshDatabaseUrl } from './engines.ts'
import { prepareCommunes } from './many-dossiers.ts'
import { addManyVisitors, queueQuestions } from './many-visitors.ts'

test.each(engines)('on %s no screen of the queue reads more than the days it shows', async (name) => {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-queue-'))
  const url = await freshDatabaseUrl(name)
  const engine =
    url === null ? openSqlite(join(folder, 'motcua.sqlite'), () => {}) : openPostgres(url, () => {})
  const captured: RootOperationNode[] = []
  const spy: KyselyPlugin = {
    transformQuery({ node }: PluginTransformQueryArgs) {
      if (SelectQueryNode.is(node)) captured.push(node)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  try {
    const now = Date.parse('2026-11-26T04:00:00.000Z')
    await migrate(engine)
    await prepareCommunes(engine, 1, now)
    await addManyVisitors({ engine, days: 120, perDay: 60, now })
    await sql`analyze`.execute(engine.database)
    const spied: Engine = { ...engine, database: engine.database.withPlugin(spy) }
    for (const { name: question, ask } of queueQuestions(spied, now)) {
      captured.length = 0
      await ask()
      expect([question, captured.length > 0 && captured.length <= 2]).toEqual([question, true])
      for (const node of captured) {
        const plan = await planOf(engine, node)
        expect([question, plan.filter(isScan)]).toEqual([question, []])
      }
    }
  } finally {
    await engine.database.destroy()
    await rm(folder, { recursive: true, force: true })
  }
})

function isScan(line: string): boolean {
  return /\bSCAN visitor_tickets\b(?! USING)|Seq Scan on visitor_tickets/.test(line)
}

async function planOf(engine: Engine, node: RootOperationNode): Promise<string[]> {
  const { sql: text, parameters } = engine.database.getExecutor().compileQuery(node, { queryId: 'plan' })
  const explain = engine.name === 'sqlite' ? 'explain query plan' : 'explain'
  const { rows } = await engine.database.executeQuery<Record<string, unknown>>(
    CompiledQuery.raw(`${explain} ${text}`, [...parameters]),
  )
  return rows.map((row) => String(row.detail ?? row['QUERY PLAN']))
}
