/** Unfinished uploads, as the tus server sees them, and their end: the bytes become a part or are thrown away. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore as FolderUploads } from '@tus/file-store'
import type { DataStore } from '@tus/server'
import type { GatewayContext } from '../context.ts'
import { PieceUploads } from './piece-uploads.ts'

export interface Uploads {
  readonly store: DataStore
  /** @returns false when the bytes have another digest; then they are gone. */
  handOver(id: string, sha256: string): Promise<boolean>
  /** After the part has been noted as arrived. */
  forget(id: string): Promise<void>
}

/** An upload that nobody has continued for this long begins again. */
const expiryMs = 14 * 24 * 3_600_000

export function openUploads({
  parts,
  sharedUploads,
  uploadFolder,
}: Pick<GatewayContext, 'parts' | 'sharedUploads' | 'uploadFolder'>): Uploads {
  if (sharedUploads !== null) {
    const store = new PieceUploads(sharedUploads, expiryMs)
    return {
      store,
      async handOver(id, sha256) {
        const isRight = await parts.take(store.content(id), sha256)
        if (!isRight) await store.remove(id)
        return isRight
      },
      forget: (id) => store.remove(id),
    }
  }
  const store = new FolderUploads({ directory: uploadFolder, expirationPeriodInMilliseconds: expiryMs })
  return {
    store,
    async handOver(id, sha256) {
      const isRight = await parts.adopt(join(uploadFolder, id), sha256)
      if (!isRight) await store.remove(id)
      return isRight
    },
    forget: (id) => rm(join(uploadFolder, `${id}.json`), { force: true }),
  }
}
