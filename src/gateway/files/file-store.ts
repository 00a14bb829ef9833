/**
 * Where files lie: one interface, on disk (`disk-files.ts`) or in an S3-compatible object store (`s3-files.ts`).
 * What is there under its key is whole: it is spooled, hashed and only then given its name.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface FileEntry {
  readonly key: string
  readonly bytes: number
  /** When it was put there, milliseconds since the epoch. */
  readonly modifiedAt: number
}

export interface StoredFile {
  readonly bytes: number
  /** To be read to its end or destroyed. */
  readonly content: Readable
}

export type PutResult =
  | { readonly ok: true; readonly bytes: number; readonly sha256: string }
  | { readonly ok: false; readonly problem: 'digest-mismatch' }

/** Keys are paths of small letters, digits, `.`, `_` and `-`, e.g. `parts/ab/abcd…`; another one throws. */
export interface FileStore {
  /**
   * Durable when it resolves; one of the same key is replaced.
   * @param sha256 base64url; content with another digest is not kept.
   */
  put(key: string, content: AsyncIterable<Uint8Array>, sha256?: string): Promise<PutResult>
  /**
   * Like `put` with a file of this machine, which is taken over: afterwards it is gone.
   * @returns false when its digest is another; the file stays where it was.
   */
  adopt(key: string, path: string, sha256: string): Promise<boolean>
  /** Null when there is none. */
  get(key: string): Promise<StoredFile | null>
  has(key: string): Promise<boolean>
  /** What is not there is no fault. */
  remove(key: string): Promise<void>
  /** All whose keys begin so, in no promised order. */
  list(prefix: string): AsyncGenerator<FileEntry, void>
}

/** A whole file of this machine. */
export interface LocalFile {
  readonly path: string
  readonly bytes: number
  /** base64url */
  readonly sha256: string
}

/** What differs between the stores. */
export interface Place extends Pick<FileStore, 'get' | 'has' | 'remove' | 'list'> {
  /** Takes the file over under this key: moved or sent, whole or not at all. */
  take(key: string, file: LocalFile): Promise<void>
}

const keyPattern = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/

/** @param spoolFolder of this machine, for what is on its way in; on disk on the same file system as the files. */
export function fileStore(place: Place, spoolFolder: string): FileStore {
  function check(key: string): void {
    if (!keyPattern.test(key)) throw new Error(`not a key for a file: ${key}`)
  }
  return {
    async put(key, content, sha256) {
      check(key)
      const path = join(spoolFolder, `${randomUUID()}.new`)
      try {
        await mkdir(spoolFolder, { recursive: true })
        await pipeline(content, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
        const file = await localFile(path)
        if (sha256 !== undefined && file.sha256 !== sha256) return { ok: false, problem: 'digest-mismatch' }
        await place.take(key, file)
        return { ok: true, bytes: file.bytes, sha256: file.sha256 }
      } finally {
        await rm(path, { force: true })
      }
    },
    async adopt(key, path, sha256) {
      check(key)
      const file = await localFile(path)
      if (file.sha256 !== sha256) return false
      await place.take(key, file)
      return true
    },
    async get(key) {
      check(key)
      return place.get(key)
    },
    async has(key) {
      check(key)
      return place.has(key)
    },
    async remove(key) {
      check(key)
      await place.remove(key)
    },
    list: (prefix) => place.list(prefix),
  }
}

/** Hashed as it lies there, without holding it in memory. */
async function localFile(path: string): Promise<LocalFile> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { path, bytes, sha256: hash.digest('base64url') }
}
