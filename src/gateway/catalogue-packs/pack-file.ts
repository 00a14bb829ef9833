/** A pack in one file, for a stick: the manifest as a line, then the full parts as they are transferred. */
import { type CataloguePack, packParts } from '../../contract/catalogue-pack.ts'
import type { PackStore } from './pack-store.ts'

/** Null when another version has just taken its place. */
export async function packInOneFile(store: PackStore, pack: CataloguePack): Promise<Buffer | null> {
  const parts = await Promise.all(packParts.map((part) => store.read(pack[part].full)))
  if (parts.some((part) => part === null)) return null
  return Buffer.concat([Buffer.from(`${JSON.stringify(pack)}\n`), ...parts.filter((part) => part !== null)])
}
