/** Help with accounts in closed lists, and the days that a unit tells its people of. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  await database.schema
    .createTable('assistance')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('village', 'text', (column) => column.references('units.code'))
    .addColumn('need', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('next_step', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('helped_on', 'text', (column) => column.notNull())
    .execute()
  await database.schema
    .createIndex('assistance_of_unit')
    .on('assistance')
    .columns(['unit', 'helped_on'])
    .execute()
  await database.schema
    .createTable('unit_days')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('from_time', 'text', (column) => column.notNull())
    .addColumn('until_time', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute()
  await database.schema.createIndex('unit_days_of_unit').on('unit_days').columns(['unit', 'day']).execute()
}
