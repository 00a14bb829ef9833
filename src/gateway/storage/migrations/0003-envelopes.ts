/** What devices handed over, exactly as they signed it, and the parts that belong to it. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  await database.schema
    .createTable('envelopes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('device', 'text', (column) => column.notNull().references('devices.id'))
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('previous', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('clock_offset_ms', 'bigint')
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addColumn('detail', 'text')
    .addUniqueConstraint('envelopes_by_sequence', ['device', 'sequence'])
    .execute()
  await database.schema
    .createIndex('envelopes_by_state')
    .on('envelopes')
    .columns(['state', 'unit', 'received_at'])
    .execute()
  await database.schema
    .createTable('parts')
    .addColumn('envelope', 'text', (column) => column.notNull().references('envelopes.id'))
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('media_type', 'text', (column) => column.notNull())
    .addColumn('arrived_at', 'text')
    .addPrimaryKeyConstraint('parts_key', ['envelope', 'sha256'])
    .execute()
}
