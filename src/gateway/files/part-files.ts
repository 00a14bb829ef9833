/** Sealed parts among the files, named by their digest: what is there under its name is whole and right. */
import type { FileStore } from './file-store.ts'

export interface PartFiles {
  /**
   * Takes over an uploaded file of this machine when its digest is right.
   * @returns false when it is not; the file stays where it was.
   */
  adopt(path: string, sha256: string): Promise<boolean>
  /** @returns false when the bytes have another digest; they are not kept. */
  take(content: AsyncIterable<Uint8Array>, sha256: string): Promise<boolean>
  /** @throws Error when it is not there. */
  read(sha256: string): Promise<Uint8Array<ArrayBuffer>>
  /** One that is not there is no fault. */
  remove(sha256: string): Promise<void>
}

export function partFiles(files: FileStore): PartFiles {
  return {
    adopt: (path, sha256) => files.adopt(partKey(sha256), path, sha256),
    take: async (content, sha256) => (await files.put(partKey(sha256), content, sha256)).ok,
    async read(sha256) {
      const file = await files.get(partKey(sha256))
      if (file === null) throw new Error(`there is no file of part ${sha256}`)
      return new Uint8Array(Buffer.concat(await file.content.toArray()))
    },
    remove: (sha256) => files.remove(partKey(sha256)),
  }
}

/** Hexadecimal, so that a file system that takes "a" for "A" still tells two digests apart. */
function partKey(sha256: string): string {
  const name = Buffer.from(sha256, 'base64url').toString('hex')
  return `parts/${name.slice(0, 2)}/${name}`
}
