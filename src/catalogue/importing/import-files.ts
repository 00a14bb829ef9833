/** Takes files into the imported catalogue: all of them or, when one cannot be read, none. Node only. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold } from '../../domain/text/fold.ts'
import { recordDigest, replaceStored, type StoredRecord, storedRecords } from './imported-catalogue.ts'
import { composedRecord, type OfficialRecord } from './official-record.ts'
import { plainGuide } from './plain-guide.ts'
import type { ReadRecord } from './raw-record.ts'
import { codesInCircles } from './relations.ts'
import { type ImportReport, type ReportBuilder, startReport } from './report.ts'
import { recordsInFile } from './source-file.ts'
import type { FileProblem, ReadingLimits } from './source-item.ts'
import { openSpool, type Spool, type SpoolPlace } from './spool.ts'

export interface ImportOptions {
  /** Where the imported catalogue lies; made when it is not there. */
  readonly folder: string
  /** `YYYY-MM-DD`: the day on which what is new was taken. */
  readonly today: string
  /** The files are the whole catalogue: what is in none of them is taken out. */
  readonly isComplete?: boolean
  readonly limits?: ReadingLimits
  readonly onBytes?: (count: number) => void
  readonly signal?: AbortSignal
}

export type ImportOutcome =
  | { readonly ok: true; readonly report: ImportReport }
  /** The catalogue is as it was. */
  | {
      readonly ok: false
      readonly problem: 'file'
      readonly file: string
      readonly reason: FileProblem
      readonly detail: string
    }
  | { readonly ok: false; readonly problem: 'stopped' | 'already-running' }

type Part = 'listed' | 'detailed'

interface Entry {
  /** As it was before; absent for what is new. */
  readonly before: Pick<StoredRecord, 'digest' | 'takenOn'> | undefined
  readonly places: Partial<Record<Part, SpoolPlace>>
  /** Folded names of what this import brought. */
  readonly names: Partial<Record<Part, string>>
}

/** @throws UnreadableCatalogue when what was imported before cannot be read. */
export async function importFiles(files: readonly string[], options: ImportOptions): Promise<ImportOutcome> {
  const { folder } = options
  const work = join(folder, 'importing')
  mkdirSync(folder, { recursive: true })
  if (!takesPlace(work)) return { ok: false, problem: 'already-running' }
  const spool = openSpool(join(work, 'spool'))
  try {
    return await importInto(files, options, spool, join(work, 'catalogue'))
  } finally {
    spool.close()
    rmSync(work, { recursive: true, force: true })
  }
}

/** One import at a time. What an import left that was killed is removed. */
function takesPlace(work: string): boolean {
  const pidFile = join(work, 'pid')
  for (const attempt of [1, 2]) {
    try {
      mkdirSync(work)
      writeFileSync(pidFile, String(process.pid))
      return true
    } catch (error) {
      if (!isTaken(error)) throw error
      if (attempt === 2 || isRunning(pidFile)) return false
      rmSync(work, { recursive: true, force: true })
    }
  }
  return false
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}

function isRunning(pidFile: string): boolean {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 0)
    return true
  } catch {
    // No number, or no such process: whoever was here is gone.
    return false
  }
}

async function importInto(
  files: readonly string[],
  options: ImportOptions,
  spool: Spool,
  aside: string,
): Promise<ImportOutcome> {
  const { folder, today, isComplete = false, limits, onBytes = () => {}, signal } = options
  const report = startReport()
  const entries = new Map<string, Entry>()
  for await (const { code, digest, takenOn, listed, detailed } of storedRecords(folder)) {
    entries.set(code, {
      before: { digest, takenOn },
      places: {
        ...(listed === undefined ? {} : { listed: spool.add(JSON.stringify(listed)) }),
        ...(detailed === undefined ? {} : { detailed: spool.add(JSON.stringify(detailed)) }),
      },
      names: {},
    })
  }
  for (const file of files) {
    for await (const item of recordsInFile(file, onBytes, limits)) {
      if (signal?.aborted === true) return { ok: false, problem: 'stopped' }
      if (!item.ok) {
        return { ok: false, problem: 'file', file, reason: item.problem, detail: item.detail ?? '' }
      }
      take(item.read, { file, line: item.line }, entries, spool, report)
    }
  }
  const kept = isComplete
    ? [...entries].filter(([, { names }]) => Object.keys(names).length > 0)
    : [...entries]
  if (isComplete) report.withdraw(entries.size - kept.length)
  const isChanged = await write(kept, { folder, today, aside, spool, report, signal })
  if (isChanged === 'stopped') return { ok: false, problem: 'stopped' }
  return { ok: true, report: report.finish() }
}

function take(
  read: ReadRecord,
  place: { readonly file: string; readonly line: number },
  entries: Map<string, Entry>,
  spool: Spool,
  report: ReportBuilder,
): void {
  if (!read.ok) {
    if (read.problem === 'not-public' && read.code !== undefined && entries.delete(read.code))
      report.withdraw(1)
    report.refuse({ ...place, problem: read.problem, code: read.code, said: read.said })
    return
  }
  const { record, traps } = read
  const part: Part = record.detail === undefined ? 'listed' : 'detailed'
  const entry: Entry = entries.get(record.code) ?? { before: undefined, places: {}, names: {} }
  const name = fold(record.name)
  const other = entry.names[part]
  if (other !== undefined && other !== name) {
    report.refuse({ ...place, problem: 'other-name-for-code', code: record.code, said: record.name })
    return
  }
  const text = JSON.stringify(record)
  const earlier = entry.places[part]
  const isRepeated = other !== undefined && earlier !== undefined && spool.read(earlier) === text
  report.take(
    { ...place, code: record.code },
    other === undefined || isRepeated ? traps : [...traps, 'duplicate-code'],
  )
  if (isRepeated) return
  entries.set(record.code, {
    ...entry,
    places: { ...entry.places, [part]: spool.add(text) },
    names: { ...entry.names, [part]: name },
  })
}

interface Writing {
  readonly folder: string
  readonly today: string
  readonly aside: string
  readonly spool: Spool
  readonly report: ReportBuilder
  readonly signal: AbortSignal | undefined
}

/** Compares with what was there, and replaces it unless nothing has changed. */
async function write(
  entries: readonly (readonly [string, Entry])[],
  writing: Writing,
): Promise<'written' | 'unchanged' | 'stopped'> {
  const { folder, today, aside, spool, report, signal } = writing
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
  const circles = codesInCircles(replacements(sorted, spool))
  function* records(): Generator<StoredRecord> {
    for (const [code, { before, places }] of sorted) {
      const listed = partOf(places.listed, code, circles, spool)
      const detailed = partOf(places.detailed, code, circles, spool)
      const digest = recordDigest(textOf(listed), textOf(detailed))
      const isSame = before?.digest === digest
      report.compare(before === undefined ? 'added' : isSame ? 'unchanged' : 'changed')
      const takenOn = isSame && before !== undefined ? before.takenOn : today
      report.doubt(code, doubtsOf(listed, detailed, takenOn, circles.has(code)))
      yield { code, digest, takenOn, listed, detailed }
    }
  }
  const stopped = new Error('stopped')
  function* stoppable(): Generator<StoredRecord> {
    for (const record of records()) {
      if (signal?.aborted === true) throw stopped
      yield record
    }
  }
  try {
    await replaceStored(folder, aside, stoppable(), () => report.hasChanges())
  } catch (error) {
    if (error === stopped) return 'stopped'
    throw error
  }
  return report.hasChanges() ? 'written' : 'unchanged'
}

function replacements(entries: readonly (readonly [string, Entry])[], spool: Spool) {
  const found = new Map<string, readonly string[]>()
  for (const [code, { places }] of entries) {
    if (places.detailed === undefined) continue
    const record = recordIn(places.detailed, spool)
    const replaces = record.detail?.replaces ?? []
    if (replaces.length > 0) found.set(code, replaces)
  }
  return found
}

/** A procedure in a circle of replacements replaces nothing: nobody can tell which one is the older. */
function partOf(
  place: SpoolPlace | undefined,
  code: string,
  circles: ReadonlySet<string>,
  spool: Spool,
): OfficialRecord | undefined {
  if (place === undefined) return undefined
  const record = recordIn(place, spool)
  if (record.detail === undefined || !circles.has(code)) return record
  return {
    ...record,
    detail: { ...record.detail, replaces: record.detail.replaces.filter((other) => !circles.has(other)) },
  }
}

function recordIn(place: SpoolPlace, spool: Spool): OfficialRecord {
  // Written above by this process: the one place where it need not be checked again.
  return JSON.parse(spool.read(place)) as OfficialRecord
}

function textOf(record: OfficialRecord | undefined): string {
  return record === undefined ? '' : JSON.stringify(record)
}

function doubtsOf(
  listed: OfficialRecord | undefined,
  detailed: OfficialRecord | undefined,
  takenOn: string,
  isInCircle: boolean,
) {
  const record = composedRecord(listed, detailed)
  const guide = record === undefined ? [] : plainGuide(record, takenOn).traps
  const isOtherName =
    listed !== undefined && detailed !== undefined && fold(listed.name) !== fold(detailed.name)
  return [
    ...guide,
    ...(isOtherName ? (['name-differs'] as const) : []),
    ...(isInCircle ? (['circular-relation'] as const) : []),
  ]
}
