/** Files in a folder of this machine, flushed before their name counts. */
import type { Stats } from 'node:fs'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { moveDurably } from './durable-file.ts'
import { type FileStore, fileStore } from './file-store.ts'

/** @param spoolFolder on the same file system. */
export function diskFiles(folder: string, spoolFolder: string): FileStore {
  const pathOf = (key: string) => join(folder, ...key.split('/'))
  return fileStore(
    {
      take: (key, file) => moveDurably(file.path, pathOf(key)),
      async get(key) {
        const file = await unlessAbsent(open(pathOf(key), 'r'))
        if (file === null) return null
        return { bytes: (await file.stat()).size, content: file.createReadStream() }
      },
      has: async (key) => (await statOf(pathOf(key)))?.isFile() === true,
      remove: (key) => rm(pathOf(key), { force: true }),
      async *list(prefix) {
        // Only the folder that all keys with this beginning lie in is walked.
        const from = pathOf(prefix.slice(0, prefix.lastIndexOf('/') + 1))
        const entries = await unlessAbsent(readdir(from, { recursive: true, withFileTypes: true }))
        for (const entry of entries ?? []) {
          if (!entry.isFile()) continue
          const path = join(entry.parentPath, entry.name)
          const key = relative(folder, path).replaceAll(sep, '/')
          const status = key.startsWith(prefix) ? await statOf(path) : null
          if (status !== null) yield { key, bytes: status.size, modifiedAt: status.mtimeMs }
        }
      },
    },
    spoolFolder,
  )
}

function statOf(path: string): Promise<Stats | null> {
  return unlessAbsent(stat(path))
}

async function unlessAbsent<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return null
    throw error
  }
}
