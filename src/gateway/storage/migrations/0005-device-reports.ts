/** What devices say of themselves with each contact, so that the desk misses a dossier before a citizen does. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  const columns = [
    ['reported_sequence', 'bigint'],
    ['queue_length', 'bigint'],
    ['reported_clock_offset_ms', 'bigint'],
    ['store_lost_at', 'text'],
  ] as const
  // One by one: SQLite adds no two columns in one statement.
  for (const [name, type] of columns)
    await database.schema.alterTable('devices').addColumn(name, type).execute()
}
