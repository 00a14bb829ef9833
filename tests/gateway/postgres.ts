/** Once before the gateway tests: a real PostgreSQL, and databases of both engines to copy; gone afterwards. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openStorage } from '../../src/gateway/storage/storage.ts'
import { createDatabase } from './engines.ts'
import { startPostgresServer } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a superuser, without a database name: each test file makes its own database. */
    postgresUrl: string
    /** With this version's tables and nothing in them: SQLite's file, and a PostgreSQL database's name. */
    prepared: { readonly sqlite: string; readonly postgres: string }
  }
}

export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresServer(false)
  const folder = await mkdtemp(join(tmpdir(), 'motcua-prepared-'))
  const databaseUrl = await createDatabase(server.url)
  for (const url of [null, databaseUrl]) {
    const storage = await openStorage({
      dataDir: folder,
      databaseUrl: url,
      onBrokenConnection(error) {
        throw error
      },
    })
    await storage.close()
  }
  project.provide('postgresUrl', server.url)
  project.provide('prepared', {
    sqlite: join(folder, 'motcua.sqlite'),
    postgres: new URL(databaseUrl).pathname.slice(1),
  })
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
