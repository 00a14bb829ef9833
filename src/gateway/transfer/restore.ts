/** Puts a backup into an empty place of either engine, and proves that what is there now is what was then. */
import { createHash } from 'node:crypto'
import { readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importedFolder } from '../../catalogue/importing/imported-catalogue.ts'
import { textOf } from '../../vault/text.ts'
import { makeFolder, moveDurably, temporaryName } from '../files/durable-file.ts'
import type { FileStore } from '../files/file-store.ts'
import { openFiles } from '../files/open-files.ts'
import { openEngine } from '../storage/storage.ts'
import { catalogueMember, type Manifest, type Member, readArchive } from './archive.ts'
import { type Compared, compareFiles, digestFiles } from './equality.ts'
import { databaseFile, importedPath, keysFolder, occupantOf, type Place, readTables } from './place.ts'
import { rowOf } from './rows.ts'
import { tallyOf } from './table-reader.ts'
import { fillDatabase, type TableWriter } from './table-writer.ts'
import { type ArchiveProblem, verifyArchive } from './verify-archive.ts'

export interface RestoreOptions {
  readonly place: Place
  readonly path: string
  /** `AGE-SECRET-KEY-1…` for an archive that is encrypted. */
  readonly identities: readonly string[]
  onProgress(line: string): void
}

export type RestoreResult =
  | { readonly ok: true; readonly compared: readonly Compared[]; readonly hasKeys: boolean }
  | ArchiveProblem
  /** `occupant` is what lies there. */
  | { readonly ok: false; readonly problem: 'place-not-empty'; readonly occupant: string }

/**
 * Nothing is written before all of the archive has been read and found whole. The rows come last and in one
 * transaction: a place with files and without a database was not restored.
 */
export async function restore(options: RestoreOptions): Promise<RestoreResult> {
  const { place, path, identities, onProgress } = options
  const verified = await verifyArchive(path, identities)
  if (!verified.ok) return verified
  const { manifest } = verified
  onProgress(`the archive of ${manifest.createdAt} is whole`)
  const occupant = await occupantOf(place, {
    keys: manifest.keys !== null,
    catalogue: manifest.catalogue !== null,
  })
  if (occupant !== null) return { ok: false, problem: 'place-not-empty', occupant }
  await write(options, manifest)
  onProgress('comparing')
  const compared = await compare(place, manifest)
  if (manifest.tables.some(({ name }) => name === 'exchange_queues')) await doubtWhatWaits(place)
  return { ok: true, compared, hasKeys: manifest.keys !== null }
}

/** The portal may have been told since the backup: it is asked before anything that waited then is sent. */
async function doubtWhatWaits(place: Place): Promise<void> {
  const engine = openEngine({ ...place, onBrokenConnection: () => {} })
  try {
    await engine.database
      .updateTable('exchange_queues')
      .where('state', '!=', 'sent')
      .set({ is_in_doubt: 1 })
      .execute()
  } finally {
    await engine.database.destroy()
  }
}

async function write(
  { place, path, identities, onProgress }: RestoreOptions,
  manifest: Manifest,
): Promise<void> {
  const members = readArchive(path, identities)
  const first = await writeFiles(members, place, manifest)
  onProgress(`files: ${manifest.files.length}`)
  await makeFolder(place.dataDir)
  const engine = openEngine({ ...place, onBrokenConnection: () => {} })
  try {
    await fillDatabase(engine, manifest.migrations, (writer) => writeTables(members, first, manifest, writer))
  } catch (error) {
    await engine.database.destroy()
    // Made just now, and empty: the place was without one.
    if (place.databaseUrl === null)
      for (const ending of ['', '-wal', '-shm'])
        await rm(databaseFile(place.dataDir) + ending, { force: true })
    throw error
  }
  await engine.database.destroy()
  onProgress(`tables: ${manifest.tables.length}`)
}

/** @returns the first member that is of a table, or of the manifest. */
async function writeFiles(
  members: AsyncGenerator<Member, void>,
  place: Place,
  manifest: Manifest,
): Promise<Member | null> {
  const { files } = await openFiles(place)
  const digests = new Map(manifest.files.map(({ key, sha256 }) => [key, sha256]))
  for (;;) {
    const { value: member } = await members.next()
    if (member === undefined) return null
    if (member.name.startsWith('files/')) await putFile(files, member, digests)
    else if (member.name.startsWith('keys/')) await writeKey(place.dataDir, member)
    else if (member.name === catalogueMember) await writeCatalogue(place.dataDir, member, manifest)
    else return member
  }
}

async function putFile(
  files: FileStore,
  { name, content }: Member,
  digests: ReadonlyMap<string, string>,
): Promise<void> {
  const key = name.slice('files/'.length)
  const put = await files.put(key, content, digests.get(key))
  if (!put.ok) throw new Error(`${name} has changed since the archive was checked`)
}

async function writeKey(dataDir: string, { name, content }: Member): Promise<void> {
  const folder = keysFolder(dataDir)
  await makeFolder(folder, 0o700)
  const path = join(folder, name.slice('keys/'.length))
  const temporary = temporaryName(path)
  await writeFile(temporary, content, { flag: 'wx', mode: 0o600 })
  await moveDurably(temporary, path)
}

/** With its time: what another machine imported later is known by it. */
async function writeCatalogue(dataDir: string, { content }: Member, { catalogue }: Manifest): Promise<void> {
  const path = importedPath(dataDir)
  await makeFolder(importedFolder(dataDir))
  const temporary = temporaryName(path)
  await writeFile(temporary, content, { flag: 'wx' })
  await moveDurably(temporary, path)
  const importedAt = new Date(catalogue?.importedAt ?? Date.now())
  await utimes(path, importedAt, importedAt)
}

async function writeTables(
  members: AsyncGenerator<Member, void>,
  first: Member | null,
  manifest: Manifest,
  writer: TableWriter,
): Promise<void> {
  // Also those that were empty: a migration may have put something there.
  for (const { name } of manifest.tables.toReversed()) await writer.clear(name)
  const columns = new Map(manifest.tables.map((table) => [table.name, table.columns]))
  for (let member = first; member !== null; member = (await members.next()).value ?? null) {
    const [, table = ''] = /^tables\/([^/]+)\//.exec(member.name) ?? []
    const bytes = Buffer.concat(await Array.fromAsync(member.content))
    const tableColumns = columns.get(table)
    if (tableColumns === undefined) continue
    const rows = textOf(bytes).trimEnd().split('\n').map(rowOf)
    await writer.insert(table, tableColumns, rows)
  }
}

async function compare(place: Place, manifest: Manifest): Promise<Compared[]> {
  const tables = await readTables(place, async (reader) => {
    const compared: Compared[] = []
    for (const { name, columns, key, rows, sha256 } of manifest.tables) {
      const target = await tallyOf(reader, { name, columns, key, parents: [] })
      compared.push({ name, source: { rows, sha256 }, target })
    }
    return compared
  })
  const { files } = await openFiles(place)
  const { catalogue } = manifest
  const imported =
    catalogue === null
      ? []
      : [
          {
            name: 'imported catalogue',
            source: { rows: 1, sha256: catalogue.sha256 },
            target: { rows: 1, sha256: await digestOfFile(importedPath(place.dataDir)) },
          },
        ]
  return [...tables, ...imported, ...compareFiles(manifest.files, await digestFiles(files))]
}

async function digestOfFile(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('base64url')
}
