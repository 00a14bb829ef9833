/** What arrived at a gateway, read beside it from its database and its disk. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'

export interface Arrived {
  /** Ids of envelopes, once for each row. */
  readonly envelopes: readonly string[]
  /** Receipt codes of dossiers, once for each row. */
  readonly dossiers: readonly string[]
  readonly quarantined: number
  /** Parts that count as arrived and whose bytes on disk are missing or wrong. */
  readonly corruptParts: number
  /** Digests of the parts that count as arrived. */
  readonly parts: ReadonlySet<string>
}

export async function readArrived(dataFolder: string, databaseUrl: string | null): Promise<Arrived> {
  const rows = await (databaseUrl === null ? sqliteReader(dataFolder) : postgresReader(databaseUrl))
  const envelopes = await rows('select id, state from envelopes')
  const parts = await rows('select sha256 from parts where arrived_at is not null')
  const dossiers = await rows('select receipt_code from dossiers')
  await rows(null)
  const digests = new Set(
    readdirSync(join(dataFolder, 'files', 'parts'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const bytes = readFileSync(join(entry.parentPath, entry.name))
        return createHash('sha256').update(bytes).digest('base64url')
      }),
  )
  return {
    envelopes: envelopes.map(({ id }) => String(id)),
    dossiers: dossiers.map((row) => String(row.receipt_code)),
    quarantined: envelopes.filter(({ state }) => state === 'quarantined').length,
    parts: new Set(parts.map(({ sha256 }) => String(sha256))),
    corruptParts: parts.filter(({ sha256 }) => !digests.has(String(sha256))).length,
  }
}

/** Reads rows; `null` closes. */
type Reader = (sql: string | null) => Promise<Record<string, unknown>[]>

async function sqliteReader(dataFolder: string): Promise<Reader> {
  const database = new DatabaseSync(join(dataFolder, 'motcua.sqlite'), { readOnly: true })
  return async (sql) => {
    if (sql !== null) return database.prepare(sql).all()
    database.close()
    return []
  }
}

async function postgresReader(url: string): Promise<Reader> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return async (sql) => {
    if (sql !== null) return (await client.query<Record<string, unknown>>(sql)).rows
    await client.end()
    return []
  }
}
