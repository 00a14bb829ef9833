/**
 * Once a day: removes sealed documents that no dossier names. A document is kept before its row is written; a gateway
 * that dies in between leaves one behind.
 */
import type { Storage } from '../storage/storage.ts'
import type { FileStore } from './file-store.ts'

export interface OrphanSweep {
  /** Does nothing when this was done within the last day. @returns how many were removed. */
  run(): Promise<number>
}

/** However long an upload takes, its row is written by then. */
const oldMs = 24 * 3_600_000
const groupSize = 200

export function createOrphanSweep(options: {
  readonly files: Pick<FileStore, 'list' | 'remove'>
  readonly storage: { readonly documents: Pick<Storage['documents'], 'namedFiles'> }
  now(): Date
}): OrphanSweep {
  const { files, storage } = options
  let doneAt = Number.NEGATIVE_INFINITY

  async function removeUnnamed(keys: readonly string[]): Promise<number> {
    const named = await storage.documents.namedFiles(keys)
    const orphans = keys.filter((key) => !named.has(key))
    for (const key of orphans) await files.remove(key)
    return orphans.length
  }

  return {
    async run() {
      const now = options.now().getTime()
      if (now - doneAt < oldMs) return 0
      let count = 0
      let group: string[] = []
      for await (const { key, modifiedAt } of files.list('documents/')) {
        // Of an unknown age: it stays.
        if (!(modifiedAt < now - oldMs)) continue
        group.push(key)
        if (group.length < groupSize) continue
        count += await removeUnnamed(group)
        group = []
      }
      if (group.length > 0) count += await removeUnnamed(group)
      doneAt = now
      return count
    },
  }
}
