/** `npm run restore -- FILE [--identity FILE]`: a backup into an empty place, proved equal. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfiguration } from './configuration.ts'
import { identitiesIn } from './keys.ts'
import { comparisonTable, isEqual } from './transfer/equality.ts'
import { type RestoreResult, restore } from './transfer/restore.ts'

const usage = 'npm run restore -- FILE [--identity FILE_OF_AGE_KEYS]'

const { positionals, values } = argumentsGiven()
const [file] = positionals
if (file === undefined || positionals.length > 1) stop(`usage: ${usage}`)
const path = resolve(file)
if (!existsSync(path)) stop(`there is no file ${path}`)
const read = readConfiguration(process.env)
if (!read.ok) stop(`the environment variable ${read.variable} is not usable`)
const dataDir = resolve(read.configuration.dataDir)
const restored = await identities()
  .then((found) =>
    restore({
      place: { ...read.configuration, dataDir },
      path,
      identities: found,
      onProgress: console.log,
    }),
  )
  .catch((error: unknown) =>
    stop(`restoring failed: ${error instanceof Error ? error.message : String(error)}`),
  )
if (!restored.ok) stop(reasonOf(restored))
console.log(comparisonTable(restored.compared))
if (!restored.compared.every(isEqual)) stop('what is there now is not what was backed up: do not use it')
console.log(
  `Restored and equal. ${restored.hasKeys ? 'npm start' : `Put the keys into ${dataDir}/keys, then npm start`}`,
)

async function identities(): Promise<string[]> {
  return values.identity === undefined ? [] : identitiesIn(await readFile(values.identity, 'utf8'))
}

function reasonOf(refused: Exclude<RestoreResult, { ok: true }>): string {
  switch (refused.problem) {
    case 'archive-encrypted':
      return 'the archive is encrypted: give the key with --identity FILE'
    case 'archive-not-ours':
      return 'the file is no backup of this program, or another key opens it'
    case 'archive-damaged':
      return `the archive is damaged: ${refused.member} is not as it was written; nothing was restored`
    case 'archive-newer':
      return `the archive is of a newer version of this program (${refused.member}); nothing was restored`
    case 'place-not-empty':
      return `there is ${refused.occupant} where the backup would go; give an empty place`
    default:
      return refused satisfies never
  }
}

function argumentsGiven() {
  try {
    return parseArgs({ allowPositionals: true, options: { identity: { type: 'string' } } })
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : String(error)}\nusage: ${usage}`)
  }
}

function stop(reason: string): never {
  console.error(reason)
  process.exit(1)
}
