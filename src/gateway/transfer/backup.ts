/** Backs up a gateway, running or not: the database as of one moment, and every file that was there then. */
import { existsSync } from 'node:fs'
import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bytesOf } from '../../vault/text.ts'
import { openFiles } from '../files/open-files.ts'
import {
  type ArchiveWriter,
  catalogueMember,
  type Manifest,
  manifestDigestName,
  manifestName,
  tableMember,
  writeArchive,
} from './archive.ts'
import { sortedFiles } from './equality.ts'
import { importedPath, keysFolder, type Place, readTables } from './place.ts'
import { lineOf, tallyCounter } from './rows.ts'
import { migrationsOf, type Table, type TableReader } from './table-reader.ts'

export interface BackupOptions {
  readonly place: Place
  /** Of the archive; must not exist. */
  readonly path: string
  readonly withKeys: boolean
  /** `age1…`; empty for an archive that whoever has it can read. */
  readonly recipients: readonly string[]
  readonly now: Date
  onProgress(line: string): void
}

/** @returns false when there is a file of that name. */
export async function backUp(options: BackupOptions): Promise<boolean> {
  const { place, path, recipients } = options
  // The moment of the rows comes first: what arrives meanwhile is a file too many, never one too few.
  return readTables(place, (reader) =>
    writeArchive(path, recipients, async (archive) => {
      const files = await addFiles(archive, options)
      const catalogue = await addCatalogue(archive, importedPath(place.dataDir))
      const keys = options.withKeys ? await addKeys(archive, keysFolder(place.dataDir)) : null
      const tables = await addTables(archive, reader, options)
      await addManifest(archive, {
        format: 'motcua-backup',
        version: 1,
        createdAt: options.now.toISOString(),
        engine: place.databaseUrl === null ? 'sqlite' : 'postgres',
        migrations: await migrationsOf(reader),
        tables,
        files,
        keys,
        catalogue,
      })
    }),
  )
}

async function addFiles(
  archive: ArchiveWriter,
  { place, onProgress }: BackupOptions,
): Promise<Manifest['files']> {
  const { files } = await openFiles(place)
  const added: Manifest['files'] = []
  for (const { key } of await sortedFiles(files)) {
    const file = await files.get(key)
    // Retention has removed it since it was listed.
    if (file === null) continue
    const { bytes, content } = file
    added.push({ key, bytes, sha256: await archive.add(`files/${key}`, bytes, content) })
    if (added.length % 1000 === 0) onProgress(`files: ${added.length} …`)
  }
  onProgress(`files: ${added.length}`)
  return added
}

async function addKeys(archive: ArchiveWriter, folder: string): Promise<NonNullable<Manifest['keys']>> {
  const added: NonNullable<Manifest['keys']> = []
  const names = (await readdir(folder)).filter((name) => !name.endsWith('.new')).sort()
  for (const name of names) {
    const bytes = await readFile(join(folder, name))
    added.push({
      name,
      bytes: bytes.length,
      sha256: await archive.add(`keys/${name}`, bytes.length, one(bytes)),
    })
  }
  return added
}

async function addCatalogue(archive: ArchiveWriter, path: string): Promise<Manifest['catalogue']> {
  if (!existsSync(path)) return null
  // Open, it stays the one it was, whatever is imported meanwhile.
  const file = await open(path, 'r')
  try {
    const { mtime } = await file.stat()
    const bytes = await file.readFile()
    const sha256 = await archive.add(catalogueMember, bytes.length, one(bytes))
    return { bytes: bytes.length, sha256, importedAt: mtime.toISOString() }
  } finally {
    await file.close()
  }
}

async function addTables(
  archive: ArchiveWriter,
  reader: TableReader,
  { onProgress }: BackupOptions,
): Promise<Manifest['tables']> {
  const added: Manifest['tables'] = []
  for (const table of reader.tables) {
    const entry = await addTable(archive, reader, table)
    added.push(entry)
    onProgress(`${table.name}: ${entry.rows} rows`)
  }
  return added
}

/** A tar member says its length before its bytes: a table is as many members as it has groups of rows. */
async function addTable(
  archive: ArchiveWriter,
  reader: TableReader,
  table: Table,
): Promise<Manifest['tables'][number]> {
  const tally = tallyCounter()
  let members = 0
  for await (const rows of reader.rows(table)) {
    const lines = rows.map(lineOf)
    tally.add(lines)
    members += 1
    const bytes = bytesOf(lines.join(''))
    await archive.add(tableMember(table.name, members), bytes.length, one(bytes))
  }
  const { name, columns, key } = table
  return { name, columns: [...columns], key: [...key], members, ...tally.result() }
}

async function addManifest(archive: ArchiveWriter, manifest: Manifest): Promise<void> {
  const bytes = bytesOf(JSON.stringify(manifest, null, 1))
  const sha256 = bytesOf(`${await archive.add(manifestName, bytes.length, one(bytes))}\n`)
  await archive.add(manifestDigestName, sha256.length, one(sha256))
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
