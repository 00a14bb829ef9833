/** The one interface between the gateway and its database. A new engine is one more file that gives an `Engine`. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { deviceStore } from './devices.ts'
import { documentStore } from './documents.ts'
import { dossierLists } from './dossier-lists.ts'
import { dossierRowStore } from './dossier-rows.ts'
import { dossierStore } from './dossiers.ts'
import type { Engine, EngineName } from './engine.ts'
import { envelopeStore } from './envelopes.ts'
import { migrate } from './migrate.ts'
import { openPostgres } from './postgres.ts'
import { settingStore } from './settings.ts'
import { openSqlite } from './sqlite.ts'
import { staffStore } from './staff.ts'
import { unitStore } from './units.ts'

export interface Storage {
  readonly engine: EngineName
  readonly units: ReturnType<typeof unitStore>
  readonly staff: ReturnType<typeof staffStore>
  readonly settings: ReturnType<typeof settingStore>
  readonly devices: ReturnType<typeof deviceStore>
  readonly envelopes: ReturnType<typeof envelopeStore>
  readonly dossiers: ReturnType<typeof dossierStore>
  readonly lists: ReturnType<typeof dossierLists>
  readonly documents: ReturnType<typeof documentStore>
  readonly dossierRows: ReturnType<typeof dossierRowStore>
  /** @throws when the database does not answer. */
  ping(): Promise<void>
  /** Told the units whose dossiers have changed, here or in another process. @returns the way to unsubscribe. */
  onDossierChange(listener: (units: readonly string[]) => void): () => void
  close(): Promise<void>
}

export interface StorageOptions {
  readonly dataDir: string
  /** Of a PostgreSQL database; SQLite under `dataDir` when null. */
  readonly databaseUrl: string | null
  /** An idle connection, or the thread that writes: it is replaced, the caller only notes it. */
  onBrokenConnection(error: Error): void
}

/** Opens the database and brings its tables up to date. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const engine = openEngine(options)
  try {
    await migrate(engine)
  } catch (error) {
    await engine.database.destroy()
    throw error
  }
  return {
    engine: engine.name,
    units: unitStore(engine),
    staff: staffStore(engine),
    settings: settingStore(engine),
    devices: deviceStore(engine),
    envelopes: envelopeStore(engine),
    dossiers: dossierStore(engine),
    lists: dossierLists(engine),
    documents: documentStore(engine),
    dossierRows: dossierRowStore(engine),
    ping: async () => {
      await sql`select 1`.execute(engine.database)
    },
    onDossierChange: engine.news.listen,
    close: async () => {
      await engine.news.close()
      await engine.database.destroy()
    },
  }
}

/** The database as it is, whatever tables it has. */
export function openEngine({ dataDir, databaseUrl, onBrokenConnection }: StorageOptions): Engine {
  if (databaseUrl !== null) return openPostgres(databaseUrl, onBrokenConnection)
  mkdirSync(dataDir, { recursive: true })
  return openSqlite(join(dataDir, 'motcua.sqlite'), onBrokenConnection)
}
