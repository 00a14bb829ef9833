/** Shares of the time limit by step, who offered a dossier that is on its way, and when the files of removed content went. */
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  for (const name of ['transferred_from', 'step_dues', 'step_due_at', 'files_removed_at'] as const)
    await database.schema.alterTable('dossiers').addColumn(name, 'text').execute()
  // Of those that other units received: few, and not found by the receiving unit.
  await sql`create index dossiers_from_elsewhere on dossiers (handler_unit, id) where handler_unit <> unit`.execute(
    database,
  )
  await sql`create index dossiers_with_files_left on dossiers (id)
    where content_removed_at is not null and files_removed_at is null`.execute(database)
  await database.schema
    .createTable('unit_step_shares')
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('from_day', 'text', (column) => column.notNull())
    .addColumn('reception', 'integer', (column) => column.notNull())
    .addColumn('processing', 'integer', (column) => column.notNull())
    .addColumn('signature', 'integer', (column) => column.notNull())
    .addColumn('result', 'integer', (column) => column.notNull())
    .addColumn('set_at', 'text', (column) => column.notNull())
    .addColumn('set_by', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('unit_step_shares_key', ['unit', 'from_day'])
    .execute()
}
