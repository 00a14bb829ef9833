/** Where a gateway lives: its data folder, its database, its files; and whether somebody lives there already. */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { importedFile, importedFolder } from '../../catalogue/importing/imported-catalogue.ts'
import type { Configuration } from '../configuration.ts'
import { openFiles } from '../files/open-files.ts'
import { readPostgres } from './postgres-reader.ts'
import { readSqlite } from './sqlite-reader.ts'
import type { TableReader } from './table-reader.ts'

export type Place = Pick<Configuration, 'dataDir' | 'databaseUrl' | 'objectStore'>

export function databaseFile(dataDir: string): string {
  return join(dataDir, 'motcua.sqlite')
}

export function keysFolder(dataDir: string): string {
  return join(dataDir, 'keys')
}

/** Of the imported catalogue. */
export function importedPath(dataDir: string): string {
  return join(importedFolder(dataDir), importedFile)
}

/** As of one moment, while the gateway goes on. */
export function readTables<T>(
  { dataDir, databaseUrl }: Place,
  work: (reader: TableReader) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== null) return readPostgres(databaseUrl, work)
  return readSqlite(databaseFile(dataDir), { isExclusive: false }, work)
}

/**
 * @param brings without keys, whoever restores may have put them there before; a catalogue likewise.
 * @returns what lies there, e.g. `keys`; null for an empty place.
 */
export async function occupantOf(
  place: Place,
  brings: { readonly keys: boolean; readonly catalogue: boolean },
): Promise<string | null> {
  const { dataDir, databaseUrl } = place
  const hasDatabase =
    databaseUrl === null ? existsSync(databaseFile(dataDir)) : await postgresHasTables(databaseUrl)
  if (hasDatabase) return 'a database'
  const keys = keysFolder(dataDir)
  if (brings.keys && existsSync(keys) && (await readdir(keys)).length > 0) return 'keys'
  if (brings.catalogue && existsSync(importedPath(dataDir))) return 'an imported catalogue'
  const { files } = await openFiles(place)
  const first = await files.list('').next()
  return first.done === true ? null : 'files'
}

export async function postgresHasTables(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(
      "select 1 from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') limit 1",
    )
    return rows.length > 0
  } finally {
    await client.end()
  }
}
