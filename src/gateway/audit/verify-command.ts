/** `npm run audit:verify [-- --json]`: are the logs and histories what the gateway wrote? Exit code 1 when not. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readConfiguration } from '../configuration.ts'
import { loadKeys } from '../keys.ts'
import { openStorage } from '../storage/storage.ts'
import { checkpointPath, readCheckpoint } from './checkpoint.ts'
import { type BrokenLink, verifyChains } from './verify.ts'

const reasons = {
  altered: 'its content is not what was written',
  'not-chained': 'it does not follow the one before it',
  missing: 'the one before it is missing',
  'not-as-signed': 'it is not the one that the gateway signed',
  'last-entries-missing': 'it was signed and is missing, with all after it',
  'not-signed': 'the gateway has not signed it, though it is old enough',
  'last-events-missing': 'it was there and is missing, with all after it',
} as const

const read = readConfiguration(process.env)
if (!read.ok) stop(`the environment variable ${read.variable} is not usable`)
const { databaseUrl } = read.configuration
const dataDir = resolve(read.configuration.dataDir)
const keyFolder = join(dataDir, 'keys')
if (!existsSync(keyFolder))
  stop(`there are no gateway's keys in ${keyFolder}; set MOTCUA_DATA as for npm start`)
if (databaseUrl === null && !existsSync(join(dataDir, 'motcua.sqlite')))
  stop(`there is no gateway's database in ${dataDir}; set MOTCUA_DATA or DATABASE_URL as for npm start`)

const { verificationKeys } = await loadKeys(keyFolder, null)
const storage = await openStorage({ dataDir, databaseUrl, onBrokenConnection: () => {} })
const checkpoint = await readCheckpoint(checkpointPath(dataDir), verificationKeys)
const verification = await verifyChains(storage, checkpoint, new Date())
await storage.close()
if (process.argv.includes('--json')) console.log(JSON.stringify(verification, null, 2))
else {
  const { auditEntries, dossierEvents, dossiers, broken } = verification
  if (broken === null)
    console.log(
      `whole: ${auditEntries} entries of the log, ${dossierEvents} events of ${dossiers} dossiers, all as they were written`,
    )
  else console.error(`BROKEN: ${wordsOf(broken)}`)
}
process.exitCode = verification.broken === null ? 0 : 1

function wordsOf(broken: BrokenLink): string {
  if (broken.chain === 'checkpoint')
    return broken.reason === 'missing'
      ? 'the signed end of the log (audit-checkpoint.json) is not there'
      : 'the signed end of the log (audit-checkpoint.json) was not signed by this gateway'
  const place =
    broken.chain === 'audit'
      ? `entry ${broken.number} of the log of unit ${broken.unit}`
      : `event ${broken.number} of dossier ${broken.dossier}`
  return `${place}: ${reasons[broken.reason]}`
}

function stop(reason: string): never {
  console.error(reason)
  process.exit(2)
}
