/** The files of one gateway: on its disk, or in an object store that it shares with other processes. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { diskFiles } from './disk-files.ts'
import { moveFolderDurably } from './durable-file.ts'
import type { FileStore } from './file-store.ts'
import { type ObjectStoreSettings, s3Files } from './s3-files.ts'

export interface Files {
  /** What is kept. */
  readonly files: FileStore
  /** Where any process may go on with an upload; null where uploads lie on this machine's disk. */
  readonly sharedUploads: FileStore | null
  /** Of this machine: unfinished uploads, and what is on its way to the files. */
  readonly uploadFolder: string
}

export interface FilesOptions {
  readonly dataDir: string
  readonly objectStore: ObjectStoreSettings | null
}

/** @throws Error when the object store does not answer, or does not know the bucket or the key. */
export async function openFiles({ dataDir, objectStore }: FilesOptions): Promise<Files> {
  const uploadFolder = join(dataDir, 'uploads')
  if (objectStore !== null) {
    const files = s3Files(objectStore, 'files', uploadFolder)
    // Asking for one file would not tell a bucket that is not there from a file that is not.
    await files.list('none').next()
    return { files, uploadFolder, sharedUploads: s3Files(objectStore, 'uploads', uploadFolder) }
  }
  const folder = join(dataDir, 'files')
  // Until version 0.1 the only kind of file had its folder beside the database.
  if (existsSync(join(dataDir, 'parts')) && !existsSync(join(folder, 'parts')))
    await moveFolderDurably(join(dataDir, 'parts'), join(folder, 'parts'))
  return { files: diskFiles(folder, uploadFolder), uploadFolder, sharedUploads: null }
}
