/**
 * The imported catalogue on disk: one gzipped file of JSON lines, replaced as a whole. Node only.
 *
 * The first line is `{"format":"motcua-imported-catalogue","version":1}`; each other one is a `StoredRecord`, sorted by
 * code. The same records give the same bytes.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream'
import { pipeline as finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import * as v from 'valibot'
import type { Procedure, ProcedureSummary } from '../schema.ts'
import { summarise } from '../summary.ts'
import { withOfficialRecord } from './hand-made.ts'
import { composedRecord, type OfficialRecord, officialRecord } from './official-record.ts'
import { plainGuide } from './plain-guide.ts'

/** Name of the file in its folder. */
export const importedFile = 'imported.jsonl.gz'
const header = JSON.stringify({ format: 'motcua-imported-catalogue', version: 1 })
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

const storedRecord = v.strictObject({
  code: v.string(),
  /** SHA-256 of the two parts below: another one means that the official record has changed. */
  digest: hash,
  /** The day on which this state was first imported. */
  takenOn: v.pipe(v.string(), v.isoDate()),
  /** What a list says of it. */
  listed: v.optional(officialRecord),
  /** The full record. */
  detailed: v.optional(officialRecord),
})
export type StoredRecord = v.InferOutput<typeof storedRecord>

/** The folder below the gateway's data folder in which the imported catalogue lies. */
export function importedFolder(dataDir: string): string {
  return join(dataDir, 'catalogue')
}

/** Not what this product wrote: a damaged disk, or a later version. */
export class UnreadableCatalogue extends Error {}

/** Of the texts of `listed` and `detailed`, `''` where there is none. */
export function recordDigest(listed: string, detailed: string): string {
  return sha256(`${listed}\n${detailed}`)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Every stored record, by code; none before the first import. @throws UnreadableCatalogue */
export async function* storedRecords(folder: string): AsyncGenerator<StoredRecord> {
  const file = join(folder, importedFile)
  if (!existsSync(file)) return
  let isFirst = true
  try {
    const gunzip = createGunzip()
    // An error destroys the stream, and reading the lines throws it.
    pipeline(createReadStream(file), gunzip, () => {})
    for await (const line of createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (isFirst && line !== header) throw new UnreadableCatalogue(`${file} has another format`)
      if (!isFirst) yield v.parse(storedRecord, JSON.parse(line))
      isFirst = false
    }
  } catch (error) {
    if (error instanceof UnreadableCatalogue || !(error instanceof Error)) throw error
    throw new UnreadableCatalogue(`${file} cannot be read: ${error.message}`)
  }
}

/**
 * Writes aside, and puts the whole in the place of the old one in one step.
 *
 * @param isWanted asked when all is written: without a change the old file stays.
 */
export async function replaceStored(
  folder: string,
  aside: string,
  records: Iterable<StoredRecord>,
  isWanted: () => boolean,
): Promise<void> {
  function* lines() {
    yield `${header}\n`
    for (const record of records) yield `${JSON.stringify(record)}\n`
  }
  await finished(lines(), createGzip(), createWriteStream(aside))
  if (!isWanted()) return
  await synced(aside)
  await rename(aside, join(folder, importedFile))
  await synced(folder)
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** One procedure of the imported catalogue, ready to be published. */
export interface ImportedProcedure {
  readonly code: string
  /** SHA-256 of `procedure` as JSON: a device that has this one needs no new one. */
  readonly digest: string
  readonly procedure: Procedure
  readonly summary: ProcedureSummary
  /** What it was made from; `plainGuide(record, takenOn)` makes it again, on a device too. */
  readonly record: OfficialRecord
  readonly takenOn: string
  /** False for what is done between agencies. */
  readonly isForCitizens: boolean
  /** Does a full record stand behind it, or a row of a list only? */
  readonly isDetailed: boolean
}

/**
 * The imported catalogue as procedures, by code, one at a time. Where a hand-made procedure has the same code, it is that
 * one, with the record's text beside it.
 *
 * @throws UnreadableCatalogue
 */
export async function* readImportedCatalogue(
  folder: string,
  handMade: readonly Procedure[] = [],
): AsyncGenerator<ImportedProcedure> {
  const byCode = new Map(handMade.map((procedure) => [procedure.code, procedure]))
  for await (const { code, takenOn, listed, detailed } of storedRecords(folder)) {
    const record = composedRecord(listed, detailed)
    if (record === undefined) throw new UnreadableCatalogue(`${code} is empty`)
    const imported = plainGuide(record, takenOn).procedure
    const own = byCode.get(code)
    const procedure = own === undefined ? imported : withOfficialRecord(own, imported)
    yield {
      code,
      digest: sha256(JSON.stringify(procedure)),
      procedure,
      summary: summarise(procedure),
      record,
      takenOn,
      isForCitizens: record.reach !== 'between-agencies',
      isDetailed: record.detail !== undefined,
    }
  }
}
