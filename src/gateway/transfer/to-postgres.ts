/**
 * Moves a stopped gateway from SQLite to PostgreSQL, and its files to the object store where one is configured. Files
 * first, which may be begun again; then all rows in one transaction; then the proof, from what lies there on both sides.
 */
import { existsSync } from 'node:fs'
import { openFiles } from '../files/open-files.ts'
import type { ObjectStoreSettings } from '../files/s3-files.ts'
import { openEngine } from '../storage/storage.ts'
import { type Compared, compareFiles, compareTables, digestFiles, sortedFiles } from './equality.ts'
import { databaseFile, postgresHasTables } from './place.ts'
import { readPostgres } from './postgres-reader.ts'
import { readSqlite } from './sqlite-reader.ts'
import { migrationsOf, type TableReader } from './table-reader.ts'
import { fillDatabase } from './table-writer.ts'

export interface MoveOptions {
  readonly dataDir: string
  readonly databaseUrl: string
  /** Null: the files stay on the disk. */
  readonly objectStore: ObjectStoreSettings | null
  onProgress(line: string): void
}

export type MoveResult =
  | { readonly ok: true; readonly compared: readonly Compared[] }
  | { readonly ok: false; readonly problem: 'source-missing' | 'target-not-empty' }

/** @throws Error when the gateway is running, or when either side fails; the rows are then not in the target. */
export async function moveToPostgres(options: MoveOptions): Promise<MoveResult> {
  const { dataDir, databaseUrl, objectStore, onProgress } = options
  const path = databaseFile(dataDir)
  if (!existsSync(path)) return { ok: false, problem: 'source-missing' }
  if (await postgresHasTables(databaseUrl)) return { ok: false, problem: 'target-not-empty' }
  return readSqlite(path, { isExclusive: true }, async (source) => {
    const files = objectStore === null ? [] : await moveFiles(dataDir, objectStore, onProgress)
    await copyTables(source, databaseUrl, onProgress)
    onProgress('comparing')
    const tables = await readPostgres(databaseUrl, (target) => compareTables(source, target))
    return { ok: true, compared: [...tables, ...files] }
  })
}

async function copyTables(
  source: TableReader,
  databaseUrl: string,
  onProgress: (line: string) => void,
): Promise<void> {
  const engine = openEngine({ dataDir: '', databaseUrl, onBrokenConnection: () => {} })
  try {
    await fillDatabase(engine, await migrationsOf(source), async (writer) => {
      for (const table of source.tables) {
        await writer.clear(table.name)
        let count = 0
        for await (const rows of source.rows(table)) {
          await writer.insert(table.name, table.columns, rows)
          count += rows.length
          if (count % 10_000 === 0) onProgress(`${table.name}: ${count} rows …`)
        }
        onProgress(`${table.name}: ${count} rows`)
      }
    })
  } finally {
    await engine.database.destroy()
  }
}

/** What is there already in its length has come with an attempt before; the proof reads every byte of it. */
async function moveFiles(
  dataDir: string,
  objectStore: ObjectStoreSettings,
  onProgress: (line: string) => void,
): Promise<Compared[]> {
  const { files: source } = await openFiles({ dataDir, objectStore: null })
  const { files: target } = await openFiles({ dataDir, objectStore })
  const there = new Map((await sortedFiles(target)).map(({ key, bytes }) => [key, bytes]))
  let count = 0
  for (const { key, bytes } of await sortedFiles(source)) {
    const file = there.get(key) === bytes ? null : await source.get(key)
    if (file !== null) await target.put(key, file.content)
    count += 1
    if (count % 1000 === 0) onProgress(`files: ${count} …`)
  }
  onProgress(`files: ${count}`)
  return compareFiles(await digestFiles(source), await digestFiles(target))
}
