/** When a device said what it last said of itself, by its own clock: a copy of an older request says nothing new. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  await database.schema.alterTable('devices').addColumn('reported_created_at', 'text').execute()
}
