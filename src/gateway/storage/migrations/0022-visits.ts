/** Visits of community teams with how many people they helped, and how a helped citizen agreed to it. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  await database.schema.alterTable('dossiers').addColumn('assisted_by', 'text').execute()
  await database.schema
    .createTable('visits')
    .addColumn('envelope', 'text', (column) => column.primaryKey().references('envelopes.id'))
    .addColumn('device', 'text', (column) => column.notNull().references('devices.id'))
    .addColumn('visit', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('team', 'text')
    .addColumn('province', 'text', (column) => column.notNull())
    .addColumn('commune', 'text', (column) => column.notNull())
    .addColumn('village', 'text', (column) => column.notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('began_at', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text', (column) => column.notNull())
    .addColumn('is_doubtful', 'integer', (column) => column.notNull())
    .addColumn('people', 'integer', (column) => column.notNull())
    .addUniqueConstraint('visits_once', ['device', 'visit'])
    .execute()
  await database.schema.createIndex('visits_by_unit_day').on('visits').columns(['unit', 'day']).execute()
  await database.schema
    .createTable('visit_help')
    .addColumn('envelope', 'text', (column) => column.notNull().references('visits.envelope'))
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('difficulty', 'text', (column) => column.notNull())
    .addColumn('people', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('visit_help_key', ['envelope', 'service', 'difficulty'])
    .execute()
}
