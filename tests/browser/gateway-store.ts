/** What the gateway has on its disk, read beside it. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export interface StoredDossier {
  readonly receiptCode: string
  readonly subject: string
  readonly answers: Readonly<Record<string, unknown>>
}

function query(dataFolder: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(join(dataFolder, 'motcua.sqlite'), { readOnly: true })
  try {
    return database.prepare(sql).all()
  } finally {
    database.close()
  }
}

/** Every dossier, in the order of arrival. */
export function storedDossiers(dataFolder: string): readonly StoredDossier[] {
  const rows = query(dataFolder, 'select receipt_code, subject_name, answers from dossiers order by id')
  return rows.map((row) => ({
    receiptCode: String(row.receipt_code),
    subject: String(row.subject_name),
    answers: JSON.parse(String(row.answers)),
  }))
}

/** Envelopes that arrived, whatever became of them. */
export function countEnvelopes(dataFolder: string): number {
  return Number(query(dataFolder, 'select count(*) as count from envelopes')[0]?.count)
}

export interface StoredPart {
  /** What the device signed: base64url. */
  readonly sha256: string
  /** What the file has, base64url; null while there is none. */
  readonly fileSha256: string | null
}

/** Every part that an envelope names, with the digest of the bytes on disk. */
export function storedParts(dataFolder: string): readonly StoredPart[] {
  const folder = join(dataFolder, 'files', 'parts')
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const bytes = readFileSync(join(entry.parentPath, entry.name))
        return [entry.name, createHash('sha256').update(bytes).digest('base64url')]
      }),
  )
  return query(dataFolder, 'select sha256 from parts').map(({ sha256 }) => ({
    sha256: String(sha256),
    fileSha256: files.get(Buffer.from(String(sha256), 'base64url').toString('hex')) ?? null,
  }))
}

/** Sums of what people answered, one text a sum: `filing staff 5: 2`. */
export function storedAnswers(dataFolder: string): readonly string[] {
  const rows = query(dataFolder, 'select step, question, face, count from survey_counts order by 1, 2, 3')
  return rows.map(({ step, question, face, count }) => `${step} ${question} ${face}: ${count}`)
}
