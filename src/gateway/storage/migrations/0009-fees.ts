/** What dossiers cost and how it was paid: rows that are only ever added, whatever the code above the database does. */
import { type Kysely, sql } from 'kysely'
import type { EngineName } from '../engine.ts'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>, engine: EngineName): Promise<void> {
  await database.schema
    .createTable('dossier_fees')
    .addColumn('dossier', 'text', (column) => column.notNull().references('dossiers.id'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('fee', 'integer', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('rule', 'text')
    .addColumn('full_vnd', 'bigint', (column) => column.notNull())
    .addColumn('amount_vnd', 'bigint', (column) => column.notNull())
    .addColumn('exemption', 'text')
    .addColumn('exemption_source', 'text')
    .addColumn('exemption_proof', 'text')
    .addColumn('exemption_checked_by', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('way', 'text')
    .addColumn('receipt_number', 'text')
    .addColumn('replaces', 'integer')
    .addColumn('reason', 'text')
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('dossier_fees_key', ['dossier', 'number'])
    .execute()
  await database.schema
    .createIndex('dossier_fees_by_day')
    .on('dossier_fees')
    .columns(['unit', 'day'])
    .execute()
  await forbidRewriting(database, engine)
}

async function forbidRewriting(database: Kysely<Tables>, engine: EngineName): Promise<void> {
  if (engine === 'postgres') {
    await sql`
      create function dossier_fees_append_only() returns trigger language plpgsql as $$
      begin raise exception 'dossier_fees is append only'; end $$`.execute(database)
    await sql`
      create trigger dossier_fees_append_only before update or delete on dossier_fees
      for each row execute function dossier_fees_append_only()`.execute(database)
    return
  }
  await sql`
    create trigger dossier_fees_no_update before update on dossier_fees
    begin select raise(abort, 'dossier_fees is append only'); end`.execute(database)
  await sql`
    create trigger dossier_fees_no_delete before delete on dossier_fees
    begin select raise(abort, 'dossier_fees is append only'); end`.execute(database)
}
