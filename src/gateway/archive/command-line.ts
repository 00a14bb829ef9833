/** What both archive commands need: the gateway's place by the environment, opened like `npm start` does. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readConfiguration } from '../configuration.ts'
import { documentFiles } from '../files/document-files.ts'
import { openFiles } from '../files/open-files.ts'
import { partFiles } from '../files/part-files.ts'
import { checkKeysBelong, loadKeys } from '../keys.ts'
import { openStorage } from '../storage/storage.ts'
import { databaseFile } from '../transfer/place.ts'
import type { Importing } from './import-bag.ts'

export async function withGateway<T>(work: (gateway: Importing) => Promise<T>): Promise<T> {
  const read = readConfiguration(process.env)
  if (!read.ok) return stop(`the environment variable ${read.variable} is not usable`)
  const { databaseUrl, objectStore, escrowRecipient } = read.configuration
  const dataDir = resolve(read.configuration.dataDir)
  if (databaseUrl === null && !existsSync(databaseFile(dataDir)))
    return stop(
      `there is no gateway's database in ${dataDir}; set MOTCUA_DATA or DATABASE_URL as for npm start`,
    )
  const { files } = await openFiles({ dataDir, objectStore })
  const storage = await openStorage({ dataDir, databaseUrl, onBrokenConnection: () => {} })
  try {
    const keys = await loadKeys(join(dataDir, 'keys'), escrowRecipient)
    await checkKeysBelong(keys, storage.settings)
    return await work({
      storage,
      keys,
      parts: partFiles(files),
      documents: documentFiles(files, keys),
      now: () => new Date(),
    })
  } finally {
    await storage.close()
  }
}

export function stop(reason: string): never {
  console.error(reason)
  process.exit(1)
}
