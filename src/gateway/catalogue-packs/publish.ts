/** Makes a catalogue pack of what is imported, when that is something new. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import { importedFile, readImportedCatalogue } from '../../catalogue/importing/imported-catalogue.ts'
import { deltaBetween, type Lines, linesOfText, textOfLines } from '../../catalogue/packs/lines.ts'
import { packedLines } from '../../catalogue/packs/packed.ts'
import type { CataloguePack, PackPart, PackPartName, UnsignedPack } from '../../contract/catalogue-pack.ts'
import { sha256 } from '../../vault/encoding.ts'
import { canonicalBytes, sign } from '../../vault/signature.ts'
import { bytesOf } from '../../vault/text.ts'
import type { Keys } from '../keys.ts'
import { contentOf, type PackStore } from './pack-store.ts'

/** With it a device that was off for some days needs the changes only; an older one takes the whole. */
const keptVersions = 6

export interface PublishContext {
  readonly store: PackStore
  readonly keys: Pick<Keys, 'signing'>
  readonly gatewayId: string
  /** Where the imported catalogue lies. */
  readonly folder: string
  readonly province: string
  now(): Date
  /** One that no process was given before, and at least this. */
  claimVersion(atLeast: number): Promise<number>
}

/** In `settings`: the last version of a province's packs that was given out. */
export function versionKey(province: string): string {
  return `catalogue-pack-version ${province}`
}

/** @returns when the imported catalogue was written, RFC 3339; null when nothing is imported here. */
export async function importedAt(folder: string): Promise<string | null> {
  const status = await stat(join(folder, importedFile)).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  return status === null ? null : status.mtime.toISOString()
}

/**
 * Publishes what is imported here, unless the newest pack has it, or another machine has published a later import.
 *
 * @returns the newest pack; null when there is none.
 * @throws UnreadableCatalogue
 */
export async function publishCatalogue(context: PublishContext): Promise<CataloguePack | null> {
  const { store, folder, province } = context
  const before = await store.all()
  const [newest = null] = before
  const at = await importedAt(folder)
  if (at === null || (newest !== null && newest.importedAt > at)) return newest
  const { list, details } = await packedLines(readImportedCatalogue(folder), province)
  const texts = { list: textOfLines(list), details: textOfLines(details) }
  const isKnown =
    newest !== null &&
    newest.list.content.sha256 === (await sha256(bytesOf(texts.list))) &&
    newest.details.content.sha256 === (await sha256(bytesOf(texts.details)))
  if (isKnown) return newest
  const bases = before.slice(0, keptVersions - 1)
  const [listPart, detailsPart] = [
    await partOf(store, 'list', list, texts.list, bases),
    await partOf(store, 'details', details, texts.details, bases),
  ]
  // Another process was at it too and is done.
  const [current = null] = await store.all()
  if (current !== null && current.version !== newest?.version) return current
  const atLeast = Math.max((newest?.version ?? 0) + 1, Math.floor(context.now().getTime() / 1000))
  const unsigned: UnsignedPack = {
    format: 'motcua-catalogue',
    formatVersion: 1,
    gatewayId: context.gatewayId,
    province,
    // Two processes that are both still at it publish two versions: one never writes over the other.
    version: await context.claimVersion(atLeast),
    importedAt: at,
    procedures: list.size,
    list: listPart,
    details: detailsPart,
    keyId: context.keys.signing.keyId,
  }
  const signature = await sign(context.keys.signing.privateKey, canonicalBytes(unsigned))
  const pack = { ...unsigned, signature }
  await store.publish(pack)
  for (const old of before.slice(keptVersions - 1)) await store.remove(old)
  return pack
}

async function partOf(
  store: PackStore,
  name: PackPartName,
  lines: Lines,
  text: string,
  bases: readonly CataloguePack[],
): Promise<PackPart> {
  const content = bytesOf(text)
  const full = await store.add(await zipped(content))
  const deltas: PackPart['deltas'] = []
  for (const base of bases) {
    const old = await contentOf(store, base[name])
    if (old === null) continue
    const delta = await zipped(bytesOf(deltaBetween(linesOfText(old), lines)))
    if (delta.length < full.bytes) deltas.push({ from: base.version, ...(await store.add(delta)) })
  }
  return { content: { sha256: await sha256(content), bytes: content.length }, full, deltas }
}

function zipped(bytes: Uint8Array): Promise<Buffer> {
  return promisify(deflateRaw)(bytes, { level: 9 })
}
