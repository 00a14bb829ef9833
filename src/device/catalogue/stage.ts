/** Puts the parts of a pack together beside the one in use, proves them, and leaves them ready to take its place. */
import Dexie from 'dexie'
import { type Lines, linesOfText, textOfLines, withDelta } from '../../catalogue/packs/lines.ts'
import {
  type CataloguePack,
  type PackFile,
  type PackPartName,
  packContentLimitBytes,
} from '../../contract/catalogue-pack.ts'
import { decompress } from '../../vault/compress.ts'
import { sha256 } from '../../vault/encoding.ts'
import { bytesOf, textOf } from '../../vault/text.ts'
import { type CataloguePackRow, database } from '../database.ts'
import { hasRoomFor } from '../persistence.ts'
import type { Downloaded } from './download.ts'

/** Where the files of the pack come from: the network, or one file. */
export type FileSource = (file: PackFile) => Promise<Downloaded>

export type Staged =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly problem: Extract<Downloaded, { ok: false }>['problem'] | 'storage-full'
    }

/** So many rows a transaction: between them the device files and reads. */
const sliceSize = 500

/**
 * @param installed what changes are relative to; undefined for the whole.
 * @throws Dexie errors when the store is out of reach.
 */
export async function stagePack(
  pack: CataloguePack,
  installed: CataloguePackRow | undefined,
  source: FileSource,
): Promise<Staged> {
  // As text and once more as rows. Dossiers need the room more than a catalogue does.
  const needed = 2 * (pack.list.content.bytes + pack.details.content.bytes)
  if (!(await hasRoomFor(needed))) return { ok: false, problem: 'storage-full' }
  await dropUnused(installed?.version)
  const list = await linesOf('list', pack, installed, source)
  if (!list.ok) return list
  const details = await linesOf('details', pack, installed, source)
  if (!details.ok) return details
  await database.catalogueLists.put({ version: pack.version, text: textOfLines(list.lines) })
  const rows = [...details.lines].map(([code, line]) => ({ version: pack.version, code, line }))
  for (let at = 0; at < rows.length; at += sliceSize)
    await database.catalogueRecords.bulkPut(rows.slice(at, at + sliceSize))
  // Last: with this row the pack is there.
  await database.cataloguePacks.put({
    version: pack.version,
    gatewayId: pack.gatewayId,
    province: pack.province,
    importedAt: pack.importedAt,
    procedures: pack.procedures,
    state: 'staged',
    list: pack.list.content.sha256,
    details: pack.details.content.sha256,
  })
  return { ok: true }
}

/** Everything but the version in use: half a pack after a crash, or one that came before it was needed. */
export async function dropUnused(kept: number | undefined): Promise<void> {
  const { cataloguePacks, catalogueLists, catalogueRecords } = database
  await database.transaction('rw', [cataloguePacks, catalogueLists, catalogueRecords], async () => {
    const version = kept ?? -1
    await cataloguePacks.where('version').notEqual(version).delete()
    await catalogueLists.where('version').notEqual(version).delete()
    await catalogueRecords.where('[version+code]').below([version, Dexie.minKey]).delete()
    await catalogueRecords.where('[version+code]').above([version, Dexie.maxKey]).delete()
  })
}

type PartLines =
  | { readonly ok: true; readonly lines: Lines }
  | { readonly ok: false; readonly problem: Extract<Downloaded, { ok: false }>['problem'] }

async function linesOf(
  name: PackPartName,
  pack: CataloguePack,
  installed: CataloguePackRow | undefined,
  source: FileSource,
): Promise<PartLines> {
  const { content, full, deltas } = pack[name]
  const isWanted = async (lines: Lines) => (await sha256(bytesOf(textOfLines(lines)))) === content.sha256
  const delta = deltas.find(({ from }) => from === installed?.version)
  if (installed !== undefined && (installed[name] === content.sha256 || delta !== undefined)) {
    const before = await installedLines(name, installed.version)
    const after =
      installed[name] === content.sha256 || delta === undefined
        ? { ok: true as const, lines: before }
        : await unzipped(delta, source, (text) => withDelta(before, text))
    if (!after.ok) {
      if (after.problem !== 'altered') return after
    } else if (await isWanted(after.lines)) return after
    // What was changed is not what the gateway thinks it is: the whole is taken.
  }
  const whole = await unzipped(full, source, linesOfText)
  if (!whole.ok) return whole
  return (await isWanted(whole.lines)) ? whole : { ok: false, problem: 'altered' }
}

async function installedLines(name: PackPartName, version: number): Promise<Lines> {
  if (name === 'list') return linesOfText((await database.catalogueLists.get(version))?.text ?? '')
  const rows = await database.catalogueRecords
    .where('[version+code]')
    .between([version, Dexie.minKey], [version, Dexie.maxKey])
    .toArray()
  return new Map(rows.map(({ code, line }) => [code, line]))
}

async function unzipped(
  file: PackFile,
  source: FileSource,
  read: (text: string) => Lines,
): Promise<PartLines> {
  const came = await source(file)
  if (!came.ok) return came
  try {
    return { ok: true, lines: read(textOf(await decompress(came.bytes, packContentLimitBytes))) }
  } catch {
    // Signed, but not what a pack has inside: nothing of it is used.
    return { ok: false, problem: 'altered' }
  }
}
