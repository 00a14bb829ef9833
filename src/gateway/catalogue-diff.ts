/** `npm run catalogue:diff [-- --json]`: where official records say something else than our hand-made procedures. */
import { resolve } from 'node:path'
import { type Difference, differencesOf } from '../catalogue/importing/hand-made.ts'
import {
  importedFolder,
  storedRecords,
  UnreadableCatalogue,
} from '../catalogue/importing/imported-catalogue.ts'
import { composedRecord } from '../catalogue/importing/official-record.ts'
import { plainGuide } from '../catalogue/importing/plain-guide.ts'
import { loadProcedures } from '../catalogue/load.ts'
import type { Procedure } from '../catalogue/schema.ts'
import { readConfiguration } from './configuration.ts'

function stop(reason: string): never {
  console.error(reason)
  process.exit(1)
}

interface Found {
  readonly code: string
  readonly name: string
  readonly verifiedOn: string
  readonly differences: readonly Difference[]
}

const configuration = readConfiguration(process.env)
if (!configuration.ok) stop(`the environment variable ${configuration.variable} is not usable`)
const folder = importedFolder(resolve(configuration.configuration.dataDir))
const handMade = new Map(loadProcedures().map((procedure) => [procedure.code, procedure]))
const { found, missing, compared } = await compare(handMade).catch((error: unknown) =>
  error instanceof UnreadableCatalogue ? stop(error.message) : Promise.reject(error),
)
if (compared === 0) stop('nothing is imported yet: npm run catalogue:import -- FILE…')

if (process.argv.includes('--json')) console.log(JSON.stringify({ found, missing }, null, 2))
else {
  for (const { code, name, verifiedOn, differences } of found) {
    console.log(`${code} ${name} (verified ${verifiedOn})`)
    for (const { field, handMade: mine, official } of differences) {
      console.log(`  ${field}: ours ${mine === '' ? '–' : mine} · official ${official}`)
    }
  }
  if (missing.length > 0) console.log(`not in the imported catalogue: ${missing.join(', ')}`)
  const changed = found.filter(({ differences }) => differences.some(({ field }) => field === 'updated'))
  console.log(
    JSON.stringify({
      handMade: handMade.size,
      compared,
      changedSince: changed.length,
      differing: found.length,
      missing: missing.length,
    }),
  )
}

/** Those that changed since they were verified first. */
async function compare(ours: ReadonlyMap<string, Procedure>) {
  const differing: Found[] = []
  const left = new Set(ours.keys())
  for await (const { code, listed, detailed, takenOn } of storedRecords(folder)) {
    const procedure = ours.get(code)
    const record = composedRecord(listed, detailed)
    if (procedure === undefined || record === undefined) continue
    left.delete(code)
    const differences = differencesOf(procedure, plainGuide(record, takenOn).procedure, record)
    const { verifiedOn } = procedure
    if (differences.length > 0)
      differing.push({ code, name: procedure.plainName.vi, verifiedOn, differences })
  }
  const rank = ({ differences }: Found) => (differences[0]?.field === 'updated' ? 0 : 1)
  return {
    found: differing.sort((a, b) => rank(a) - rank(b)),
    missing: [...left],
    compared: ours.size - left.size,
  }
}
