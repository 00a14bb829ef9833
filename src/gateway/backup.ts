/** `npm run backup -- FILE [--without-keys] [--recipient age1…]`: database, files and keys, while the gateway runs. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfiguration } from './configuration.ts'
import { backUp } from './transfer/backup.ts'
import { databaseFile } from './transfer/place.ts'

const usage = 'npm run backup -- FILE [--without-keys] [--recipient age1…]'

const { positionals, values } = argumentsGiven()
const [file] = positionals
if (file === undefined || positionals.length > 1) stop(`usage: ${usage}`)
const path = resolve(file)
const read = readConfiguration(process.env)
if (!read.ok) stop(`the environment variable ${read.variable} is not usable`)
const dataDir = resolve(read.configuration.dataDir)
if (read.configuration.databaseUrl === null && !existsSync(databaseFile(dataDir)))
  stop(`there is no gateway's database in ${dataDir}; set MOTCUA_DATA or DATABASE_URL as for npm start`)
if (existsSync(path)) stop(`${path} is there already`)
const recipients = values.recipient ?? []
const withKeys = values['without-keys'] !== true
const isWritten = await backUp({
  place: { ...read.configuration, dataDir },
  path,
  withKeys,
  recipients,
  now: new Date(),
  onProgress: console.log,
}).catch((error: unknown) =>
  stop(`the backup failed: ${error instanceof Error ? error.message : String(error)}`),
)
if (!isWritten) stop(`${path} is there already`)
console.log(`Written: ${path}`)
if (!withKeys) console.log('Without the keys: keep the folder keys elsewhere, nothing opens without it.')
else if (recipients.length === 0)
  console.log('It holds the keys and is not encrypted: keep it as safe as they are.')

function argumentsGiven() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { 'without-keys': { type: 'boolean' }, recipient: { type: 'string', multiple: true } },
    })
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : String(error)}\nusage: ${usage}`)
  }
}

function stop(reason: string): never {
  console.error(reason)
  process.exit(1)
}
