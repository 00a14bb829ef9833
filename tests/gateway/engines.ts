/** A fresh database on either engine: a temporary file, or a database of its own on the real PostgreSQL. */
import { randomBytes } from 'node:crypto'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { EngineName } from '../../src/gateway/storage/engine.ts'

export const engines: readonly EngineName[] = ['sqlite', 'postgres']

/** `DATABASE_URL` of a new database with this version's tables; null for SQLite. */
export async function freshDatabaseUrl(engine: EngineName): Promise<string | null> {
  if (engine === 'sqlite') return null
  const { inject } = await import('vitest')
  return createDatabase(inject('postgresUrl'), inject('prepared').postgres)
}

/** The same without any table, as a server has it for a gateway that never ran. */
export async function emptyDatabaseUrl(engine: EngineName): Promise<string | null> {
  if (engine === 'sqlite') return null
  const { inject } = await import('vitest')
  return createDatabase(inject('postgresUrl'))
}

/**
 * Puts SQLite's file with this version's tables into a new data folder: making them takes longer than many a test.
 * Elsewhere than in this project's tests (browser tests, measurements) the gateway makes them itself.
 */
export async function prepareSqlite(dataDir: string): Promise<void> {
  // Outside a test run there is nothing to ask.
  if (process.env.VITEST_WORKER_ID === undefined) return
  const { inject } = await import('vitest')
  const prepared: { readonly sqlite: string } | undefined = inject('prepared')
  if (prepared !== undefined) await copyFile(prepared.sqlite, join(dataDir, 'motcua.sqlite'))
}

/**
 * @param template a database of this server whose tables and rows the new one begins with.
 * @returns the `DATABASE_URL` of a new database on this server.
 */
export async function createDatabase(server: string, template?: string): Promise<string> {
  const name = `motcua_${randomBytes(6).toString('hex')}`
  const client = new pg.Client({ connectionString: `${server}/postgres` })
  await client.connect()
  try {
    await client.query(`create database ${name}${template === undefined ? '' : ` template ${template}`}`)
  } finally {
    await client.end()
  }
  return `${server}/${name}`
}
