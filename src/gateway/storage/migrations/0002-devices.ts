/** Devices that may deliver, and the one-time codes that let them join. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  await database.schema
    .createTable('devices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('public_key', 'text', (column) => column.notNull())
    .addColumn('enrolled_at', 'text', (column) => column.notNull())
    .addColumn('last_contact_at', 'text')
    .addColumn('revoked_at', 'text')
    .addColumn('change_sequence', 'bigint', (column) => column.notNull())
    .execute()
  await database.schema.createIndex('devices_by_unit').on('devices').column('unit').execute()
  await database.schema
    .createTable('enrolment_codes')
    .addColumn('code_hash', 'text', (column) => column.primaryKey())
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('used_by', 'text')
    .addColumn('used_at', 'text')
    .execute()
}
