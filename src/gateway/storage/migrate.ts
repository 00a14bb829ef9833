/** Brings a database to this version's tables; forward only, all or nothing, safe when two processes start at once. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Engine, EngineName } from './engine.ts'
import * as unitsAndStaff from './migrations/0001-units-and-staff.ts'
import * as devices from './migrations/0002-devices.ts'
import * as envelopes from './migrations/0003-envelopes.ts'
import * as dossiers from './migrations/0004-dossiers.ts'
import * as deviceReports from './migrations/0005-device-reports.ts'
import * as deviceReportTimes from './migrations/0006-device-report-times.ts'
import * as people from './migrations/0006-people.ts'
import * as audit from './migrations/0007-audit.ts'
import * as workflow from './migrations/0008-workflow.ts'
import * as fees from './migrations/0009-fees.ts'
import * as lists from './migrations/0010-lists.ts'
import * as documents from './migrations/0011-documents.ts'
import * as exchange from './migrations/0012-exchange.ts'
import * as serviceIndex from './migrations/0013-service-index.ts'
import * as stepShares from './migrations/0015-step-shares.ts'
import * as webhooks from './migrations/0017-webhooks.ts'
import * as synchronised from './migrations/0018-synchronised.ts'
import * as survey from './migrations/0019-survey.ts'
import * as feedback from './migrations/0020-feedback.ts'
import * as visitorQueue from './migrations/0021-visitor-queue.ts'
import * as visits from './migrations/0022-visits.ts'
import * as assistance from './migrations/0023-assistance.ts'
import * as voices from './migrations/0024-voices.ts'
import * as kioskSettings from './migrations/0026-kiosk-settings.ts'
import * as notices from './migrations/0027-notices.ts'
import * as fromElsewhere from './migrations/0028-from-elsewhere.ts'
import type { Tables } from './tables.ts'

interface Migration {
  up(database: Kysely<Tables>, engine: EngineName): Promise<void>
}

const migrations: readonly (readonly [string, Migration])[] = [
  ['0001-units-and-staff', unitsAndStaff],
  ['0002-devices', devices],
  ['0003-envelopes', envelopes],
  ['0004-dossiers', dossiers],
  ['0005-device-reports', deviceReports],
  ['0006-device-report-times', deviceReportTimes],
  ['0007-audit', audit],
  ['0006-people', people],
  ['0008-workflow', workflow],
  ['0009-fees', fees],
  ['0010-lists', lists],
  ['0011-documents', documents],
  ['0012-exchange', exchange],
  ['0013-service-index', serviceIndex],
  ['0015-step-shares', stepShares],
  ['0017-webhooks', webhooks],
  ['0018-synchronised', synchronised],
  ['0019-survey', survey],
  ['0020-feedback', feedback],
  ['0021-visitor-queue', visitorQueue],
  ['0022-visits', visits],
  ['0023-assistance', assistance],
  ['0024-voices', voices],
  ['0026-kiosk-settings', kioskSettings],
  ['0027-notices', notices],
  ['0028-from-elsewhere', fromElsewhere],
]

/** Any number, the same for all gateways: "motcua" on a telephone keypad. */
const advisoryLock = 668_282

/** @throws Error when the database was made by a newer version. */
export async function migrate(engine: Engine): Promise<void> {
  await engine.database.transaction().execute((transaction) => migrateWithin(transaction, engine.name))
}

/** Of these, the ones that only a newer program knows. */
export function unknownMigrations(names: readonly string[]): string[] {
  return names.filter((name) => !migrations.some(([known]) => known === name))
}

/**
 * @param wanted the only ones to apply: tables as they were in the version that knew no others.
 * @throws Error when the database, or one of those wanted, is of a newer version.
 */
export async function migrateWithin(
  transaction: Transaction<Tables>,
  engine: EngineName,
  wanted: readonly string[] = migrations.map(([name]) => name),
): Promise<void> {
  // SQLite's transactions begin immediately (sqlite.ts) and so lock out a second process by themselves.
  if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${advisoryLock})`.execute(transaction)
  await sql`create table if not exists migrations (name text primary key, applied_at text not null)`.execute(
    transaction,
  )
  const { rows } = await sql<{ name: string }>`select name from migrations`.execute(transaction)
  const applied = new Set(rows.map((row) => row.name))
  const unknown = unknownMigrations([...applied, ...wanted])
  if (unknown.length > 0)
    throw new Error(`the database is newer than this program (it has ${unknown.join(', ')})`)
  for (const [name, migration] of migrations) {
    if (applied.has(name) || !wanted.includes(name)) continue
    await migration.up(transaction, engine)
    await sql`insert into migrations (name, applied_at) values (${name}, ${new Date().toISOString()})`.execute(
      transaction,
    )
  }
}
