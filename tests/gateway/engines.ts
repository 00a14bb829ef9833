/** A fresh database on either engine: a temporary file, or a database of its own on the real PostgreSQL. */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { EngineName } from '../../src/gateway/storage/engine.ts'

export const engines: readonly EngineName[] = ['sqlite', 'postgres']

/** `DATABASE_URL` for a gateway on this engine; null for SQLite. */
export async function freshDatabaseUrl(engine: EngineName): Promise<string | null> {
  if (engine === 'sqlite') return null
  // Only inside a test run: a child process has no provided values and uses SQLite.
  const { inject } = await import('vitest')
  return createDatabase(inject('postgresUrl'))
}

/** @returns the `DATABASE_URL` of a new database on this server. */
export async function createDatabase(server: string): Promise<string> {
  const name = `motcua_${randomBytes(6).toString('hex')}`
  const client = new pg.Client({ connectionString: `${server}/postgres` })
  await client.connect()
  try {
    await client.query(`create database ${name}`)
  } finally {
    await client.end()
  }
  return `${server}/${name}`
}
