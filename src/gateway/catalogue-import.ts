/** `npm run catalogue:import -- FILE… [--complete] [--report FILE]`: official records into the gateway's catalogue. */
import { statSync, writeFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { importFiles } from '../catalogue/importing/import-files.ts'
import { importedFolder, UnreadableCatalogue } from '../catalogue/importing/imported-catalogue.ts'
import type { ImportReport } from '../catalogue/importing/report.ts'
import { isDoubtful, type Trap } from '../catalogue/importing/trap.ts'
import { vietnamDay } from '../domain/time/vietnam-time.ts'
import { readConfiguration } from './configuration.ts'

const usage = 'npm run catalogue:import -- FILE… [--complete] [--report FILE.json]'
/** On the terminal; the report has all of them. */
const mostShown = 20

function stop(...reasons: readonly string[]): never {
  for (const reason of reasons) console.error(reason)
  process.exit(1)
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { complete: { type: 'boolean', default: false }, report: { type: 'string' } },
    })
  } catch (error) {
    // A misspelt option; the message names it.
    if (!(error instanceof TypeError)) throw error
    return stop(error.message, `usage: ${usage}`)
  }
}

const { positionals: files, values } = readArguments()
if (files.length === 0) stop(`usage: ${usage}`)
const configuration = readConfiguration(process.env)
if (!configuration.ok) stop(`the environment variable ${configuration.variable} is not usable`)
const folder = importedFolder(resolve(configuration.configuration.dataDir))

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
const progress = startProgress(files)
const outcome = await importFiles(files, {
  folder,
  today: vietnamDay(Date.now()),
  isComplete: values.complete,
  onBytes: progress.add,
  signal: stopping.signal,
}).catch((error: unknown) => {
  if (!(error instanceof UnreadableCatalogue)) throw error
  progress.end()
  return stop(error.message, 'Move it away, then import every file again.')
})
progress.end()
if (!outcome.ok) {
  if (outcome.problem === 'file') {
    const detail = outcome.detail === '' ? '' : ` (${outcome.detail})`
    stop(`${outcome.file}: ${outcome.reason}${detail}`, 'Nothing was taken: the catalogue is as it was.')
  }
  stop(
    outcome.problem === 'stopped'
      ? 'Stopped: the catalogue is as it was.'
      : `another import is running on ${relative(process.cwd(), folder)}`,
  )
}
printReport(outcome.report)
if (values.report !== undefined) writeFileSync(values.report, `${JSON.stringify(outcome.report, null, 2)}\n`)

function printReport(report: ImportReport): void {
  for (const { file, line, problem, code, said } of report.refusals.slice(0, mostShown)) {
    const words = [code, said].filter((each) => each !== undefined).join(' ')
    console.log(`refused   ${file}:${line}: ${problem}${words === '' ? '' : ` (${words})`}`)
  }
  const shown = new Set<Trap>()
  for (const { code, file, line, traps } of report.doubts) {
    const news = traps.filter((trap) => !shown.has(trap))
    for (const trap of news) {
      shown.add(trap)
      const place = file === undefined ? '' : `, ${file}:${line}`
      console.log(`doubtful  ${trap}: ${report.traps[trap]} procedures, e.g. ${code}${place}`)
    }
  }
  for (const [trap, count] of Object.entries(report.traps)) {
    if (!shown.has(trap as Trap) && !isDoubtful(trap as Trap))
      console.log(`put right ${trap}: ${count} procedures`)
  }
  const { read, taken, refused, added, changed, unchanged, withdrawn, doubtful, procedures } = report
  if (refused > mostShown || report.doubts.length > shown.size) console.log('All of them: --report FILE.json')
  console.table({
    records: { read, taken, refused },
    procedures: { added, changed, unchanged, withdrawn, doubtful },
  })
  console.log(
    JSON.stringify({ read, taken, refused, added, changed, unchanged, withdrawn, doubtful, procedures }),
  )
}

/** A bar on a terminal, nothing elsewhere. */
function startProgress(names: readonly string[]) {
  const total = names.reduce((sum, name) => sum + (statSync(name, { throwIfNoEntry: false })?.size ?? 0), 0)
  const isShown = process.stderr.isTTY && total > 0
  const width = 40
  let done = 0
  let drawn = -1
  return {
    add(count: number): void {
      done += count
      const filled = Math.min(width, Math.floor((done / total) * width))
      if (!isShown || filled === drawn) return
      drawn = filled
      const bar = `${'█'.repeat(filled)}${'·'.repeat(width - filled)}`
      process.stderr.write(`\r${bar} ${Math.min(100, Math.floor((done / total) * 100))} %`)
    },
    end(): void {
      if (isShown) process.stderr.write('\r\u001b[K')
    },
  }
}
