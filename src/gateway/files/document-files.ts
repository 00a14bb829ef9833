/** Electronic documents among the files: sealed on their way in, so that they lie nowhere in the clear. */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { open, sealStream } from '../../vault/seal.ts'
import type { Keys } from '../keys.ts'
import type { FileStore } from './file-store.ts'

export interface DocumentFiles {
  /** Durable when it resolves; whole or not at all. @returns its key. */
  keep(content: AsyncIterable<Uint8Array>): Promise<string>
  /** @throws Error when it is not there, was altered, or is sealed to other keys. */
  read(key: string): Promise<Uint8Array<ArrayBuffer>>
  /** What is not there is no fault. */
  remove(key: string): Promise<void>
}

export function documentFiles(
  files: FileStore,
  { recipients, identities }: Pick<Keys, 'recipients' | 'identities'>,
): DocumentFiles {
  return {
    async keep(content) {
      const name = randomUUID()
      const key = `documents/${name.slice(0, 2)}/${name}`
      // The types of Node and of browsers name the same stream twice.
      const stream = Readable.toWeb(Readable.from(content)) as ReadableStream<Uint8Array>
      await files.put(key, Readable.from(await sealStream(stream, recipients)))
      return key
    },
    async read(key) {
      const file = await files.get(key)
      if (file === null) throw new Error(`there is no file ${key}`)
      return open(Buffer.concat(await file.content.toArray()), identities)
    },
    remove: (key) => files.remove(key),
  }
}
