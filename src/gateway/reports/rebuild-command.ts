/** `npm run index:rebuild`: counts every dossier anew from the register; the gateway may be at work. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readConfiguration } from '../configuration.ts'
import { openStorage } from '../storage/storage.ts'

const read = readConfiguration(process.env)
if (!read.ok) stop(`the environment variable ${read.variable} is not usable`)
const { databaseUrl } = read.configuration
const dataDir = resolve(read.configuration.dataDir)
if (databaseUrl === null && !existsSync(join(dataDir, 'motcua.sqlite')))
  stop(`there is no gateway's database in ${dataDir}; set MOTCUA_DATA or DATABASE_URL as for npm start`)

const storage = await openStorage({ dataDir, databaseUrl, onBrokenConnection: () => {} })
const count = await storage.serviceIndex.rebuild((done) => {
  if (done % 50_000 === 0) console.log(`${done} dossiers`)
})
await storage.close()
console.log(`${count} received dossiers counted`)

function stop(reason: string): never {
  console.error(reason)
  process.exit(2)
}
