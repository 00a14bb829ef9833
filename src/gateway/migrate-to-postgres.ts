/** `npm run migrate:to-postgres`: from `MOTCUA_DATA` to `DATABASE_URL`, and to the object store when `S3_…` is set. */
import { resolve } from 'node:path'
import { readConfiguration } from './configuration.ts'
import { comparisonTable, isEqual } from './transfer/equality.ts'
import { moveToPostgres } from './transfer/to-postgres.ts'

const read = readConfiguration(process.env)
if (!read.ok) stop(`the environment variable ${read.variable} is not usable`)
const { databaseUrl, objectStore } = read.configuration
if (databaseUrl === null) stop('set DATABASE_URL to an empty PostgreSQL database')
const dataDir = resolve(read.configuration.dataDir)
const moved = await moveToPostgres({ dataDir, databaseUrl, objectStore, onProgress: console.log }).catch(
  (error: unknown) => stop(error instanceof Error ? error.message : String(error)),
)
if (!moved.ok)
  stop(
    moved.problem === 'source-missing'
      ? `there is no SQLite database in ${dataDir}; set MOTCUA_DATA as for npm start`
      : 'the PostgreSQL database has tables already: give an empty one',
  )
console.log(comparisonTable(moved.compared))
if (!moved.compared.every(isEqual)) stop('the two sides differ: do not use the new one')
console.log(
  `Both sides are equal. Start with DATABASE_URL${objectStore === null ? '' : ' and S3_…'} from now on.`,
)

function stop(reason: string): never {
  console.error(reason)
  process.exit(1)
}
