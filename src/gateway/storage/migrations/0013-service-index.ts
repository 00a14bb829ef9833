/** What the index (Decision 766/QĐ-TTg) and the reports count from: one narrow row a received dossier; and figures that people enter. */
import { type Kysely, sql } from 'kysely'
import type { EngineName } from '../engine.ts'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>, engine: EngineName): Promise<void> {
  await database.schema
    .createTable('dossier_facts')
    .addColumn('dossier', 'text', (column) => column.primaryKey().references('dossiers.id'))
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('procedure', 'text', (column) => column.notNull())
    .addColumn('officer', 'text')
    .addColumn('channel', 'integer', (column) => column.notNull())
    .addColumn('received_day', 'integer', (column) => column.notNull())
    .addColumn('month', 'integer', (column) => column.notNull())
    .addColumn('due_ms', 'bigint')
    .addColumn('late_from_ms', 'bigint')
    .addColumn('is_late_in_month', 'integer', (column) => column.notNull())
    .addColumn('is_open', 'integer', (column) => column.notNull())
    .addColumn('is_finished', 'integer', (column) => column.notNull())
    .addColumn('is_early', 'integer', (column) => column.notNull())
    .addColumn('limit_days', 'integer')
    .addColumn('saved_days', 'integer')
    .addColumn('supplements', 'integer', (column) => column.notNull())
    .addColumn('has_result', 'integer', (column) => column.notNull())
    .addColumn('is_digitised', 'integer', (column) => column.notNull())
    .addColumn('has_fee', 'integer', (column) => column.notNull())
    .addColumn('is_paid_online', 'integer', (column) => column.notNull())
    .addColumn('is_unpaid', 'integer', (column) => column.notNull())
    .execute()
  await database.schema
    .createIndex('dossier_facts_by_unit_day')
    .on('dossier_facts')
    .columns(['unit', 'received_day', 'dossier'])
    .execute()
  await database.schema
    .createTable('index_entries')
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('component', 'text', (column) => column.notNull())
    .addColumn('month', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('numerator', 'integer', (column) => column.notNull())
    .addColumn('denominator', 'integer', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('as_of', 'text', (column) => column.notNull())
    .addColumn('entered_at', 'text', (column) => column.notNull())
    .addColumn('entered_by', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('index_entries_key', ['unit', 'component', 'month', 'number'])
    .execute()
  await forbidRewriting(database, engine)
}

/** Who said which figure, and when, stays; a correction is a further row. */
async function forbidRewriting(database: Kysely<Tables>, engine: EngineName): Promise<void> {
  if (engine === 'postgres') {
    await sql`
      create function index_entries_append_only() returns trigger language plpgsql as $$
      begin raise exception 'index_entries is append only'; end $$`.execute(database)
    await sql`
      create trigger index_entries_append_only before update or delete on index_entries
      for each row execute function index_entries_append_only()`.execute(database)
    return
  }
  await sql`
    create trigger index_entries_no_update before update on index_entries
    begin select raise(abort, 'index_entries is append only'); end`.execute(database)
  await sql`
    create trigger index_entries_no_delete before delete on index_entries
    begin select raise(abort, 'index_entries is append only'); end`.execute(database)
}
