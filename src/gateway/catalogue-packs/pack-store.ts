/**
 * Published catalogue packs among the files, so that every process of a gateway offers the same: `catalogue/PROVINCE/`
 * with a manifest per version and the files it names by digest. A manifest is written last: what it names is there.
 */
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import * as v from 'valibot'
import {
  type CataloguePack,
  cataloguePack,
  type PackFile,
  type PackPart,
  packContentLimitBytes,
  packParts,
} from '../../contract/catalogue-pack.ts'
import type { FileStore } from '../files/file-store.ts'

export interface PackStore {
  /** The newest first. */
  all(): Promise<readonly CataloguePack[]>
  /** Null when it is not there (any more). */
  read(file: Pick<PackFile, 'sha256'>): Promise<Buffer | null>
  add(bytes: Uint8Array): Promise<PackFile>
  /** From here on devices find it. */
  publish(pack: CataloguePack): Promise<void>
  /** Removes a version, and what no other version names. */
  remove(pack: CataloguePack): Promise<void>
}

export function packStore(files: FileStore, province: string): PackStore {
  const folder = `catalogue/${province}/`
  const manifestKey = (version: number) => `${folder}${version}.json`
  const fileKey = (sha256: string) => `${folder}${Buffer.from(sha256, 'base64url').toString('hex')}.deflate`
  /** A manifest of one version never changes. */
  const known = new Map<number, CataloguePack>()

  async function bytesOf(key: string): Promise<Buffer | null> {
    const file = await files.get(key)
    return file === null ? null : Buffer.concat(await file.content.toArray())
  }

  async function manifest(version: number): Promise<CataloguePack | null> {
    const seen = known.get(version)
    if (seen !== undefined) return seen
    const text = await bytesOf(manifestKey(version))
    // Removed between list and look, or written by another version of the product.
    const read = text === null ? null : v.safeParse(cataloguePack, JSON.parse(text.toString()))
    if (read === null || !read.success) return null
    known.set(version, read.output)
    return read.output
  }

  async function all(): Promise<CataloguePack[]> {
    const versions: number[] = []
    for await (const { key } of files.list(folder)) {
      const version = /\/(\d+)\.json$/.exec(key)?.[1]
      if (version !== undefined) versions.push(Number(version))
    }
    const packs = await Promise.all(versions.sort((a, b) => b - a).map(manifest))
    return packs.filter((pack) => pack !== null)
  }

  return {
    all,
    read: ({ sha256 }) => bytesOf(fileKey(sha256)),
    async add(bytes) {
      const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString(
        'base64url',
      )
      const put = await files.put(fileKey(sha256), content(bytes), sha256)
      if (!put.ok) throw new Error('the digest of a pack is that of its bytes')
      return { sha256, bytes: bytes.length }
    },
    async publish(pack) {
      await files.put(manifestKey(pack.version), content(Buffer.from(JSON.stringify(pack))))
    },
    async remove(pack) {
      known.delete(pack.version)
      await files.remove(manifestKey(pack.version))
      const named = new Set((await all()).flatMap(filesOf).map(({ sha256 }) => sha256))
      for (const { sha256 } of filesOf(pack)) if (!named.has(sha256)) await files.remove(fileKey(sha256))
    },
  }
}

async function* content(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** All that a pack names. */
export function filesOf(pack: CataloguePack): readonly PackFile[] {
  return packParts.flatMap((part) => [pack[part].full, ...pack[part].deltas])
}

/** The lines of a part. @returns null when its file is not there any more. */
export async function contentOf(store: PackStore, part: PackPart): Promise<string | null> {
  const bytes = await store.read(part.full)
  if (bytes === null) return null
  const text = await promisify(inflateRaw)(bytes, { maxOutputLength: packContentLimitBytes })
  return text.toString()
}
