/** What a unit sets for all its kiosks: kiosks were set one by one, on the spot. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  await database.schema.alterTable('units').addColumn('kiosk_settings', 'text').execute()
}
