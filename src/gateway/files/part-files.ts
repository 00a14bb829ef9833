/** Sealed parts on disk, named by their digest: what is there under its name is whole and right. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { moveDurably } from './durable-file.ts'

export interface PartFiles {
  /**
   * Takes over an uploaded file when its digest is right.
   * @returns false when it is not; the file stays where it was.
   */
  adopt(path: string, sha256: string): Promise<boolean>
  read(sha256: string): Promise<Uint8Array<ArrayBuffer>>
  /** One that is not there is no fault. */
  remove(sha256: string): Promise<void>
}

export function partFiles(folder: string): PartFiles {
  // Hexadecimal, so that a file system that takes "a" for "A" still tells two digests apart.
  const pathOf = (sha256: string) => {
    const name = Buffer.from(sha256, 'base64url').toString('hex')
    return join(folder, name.slice(0, 2), name)
  }
  return {
    async adopt(path, sha256) {
      if ((await digestOf(path)) !== sha256) return false
      await moveDurably(path, pathOf(sha256))
      return true
    },
    async read(sha256) {
      return new Uint8Array(await readFile(pathOf(sha256)))
    },
    async remove(sha256) {
      await rm(pathOf(sha256), { force: true })
    },
  }
}

/** SHA-256 of a file, base64url, without holding it in memory. */
async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('base64url')
}
