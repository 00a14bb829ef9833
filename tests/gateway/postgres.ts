/** Once before the gateway tests: a real PostgreSQL, gone afterwards. */
import type { TestProject } from 'vitest/node'
import { startPostgresServer } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a superuser, without a database name: each test file makes its own database. */
    postgresUrl: string
  }
}

export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresServer(false)
  project.provide('postgresUrl', server.url)
  return () => server.stop()
}
