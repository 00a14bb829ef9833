/** Dossiers, their unalterable history, what devices must hear of it, and the running numbers. */
import { type Kysely, sql } from 'kysely'
import type { EngineName } from '../engine.ts'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>, engine: EngineName): Promise<void> {
  await database.schema
    .createTable('dossiers')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('envelope', 'text', (column) => column.notNull().unique().references('envelopes.id'))
    .addColumn('receipt_code', 'text', (column) => column.notNull())
    .addColumn('official_number', 'text', (column) => column.unique())
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('device', 'text', (column) => column.notNull().references('devices.id'))
    .addColumn('procedure', 'text', (column) => column.notNull())
    .addColumn('form_name', 'text', (column) => column.notNull())
    .addColumn('form_version', 'integer', (column) => column.notNull())
    .addColumn('state', 'integer', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('applicant_name', 'text', (column) => column.notNull())
    .addColumn('applicant_last_four', 'text')
    .addColumn('subject_name', 'text')
    .addColumn('answers', 'text', (column) => column.notNull())
    .addColumn('papers', 'text', (column) => column.notNull())
    .addColumn('doubts', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('filed_on', 'text', (column) => column.notNull())
    .addColumn('arrived_at', 'text', (column) => column.notNull())
    .addColumn('received_at', 'text')
    .addColumn('due_at', 'text')
    .addColumn('due_reason', 'text')
    .execute()
  await database.schema
    .createIndex('dossiers_by_receipt_code')
    .on('dossiers')
    .column('receipt_code')
    .execute()
  await database.schema.createIndex('dossiers_by_unit').on('dossiers').columns(['unit', 'id']).execute()
  await database.schema
    .createIndex('dossiers_by_unit_state')
    .on('dossiers')
    .columns(['unit', 'state', 'id'])
    .execute()
  await database.schema
    .createTable('dossier_events')
    .addColumn('dossier', 'text', (column) => column.notNull().references('dossiers.id'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('note', 'text')
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('previous', 'text')
    .addColumn('digest', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('dossier_events_key', ['dossier', 'number'])
    .execute()
  await forbidRewriting(database, engine)
  await database.schema
    .createTable('device_changes')
    .addColumn('device', 'text', (column) => column.notNull().references('devices.id'))
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('dossier', 'text', (column) => column.notNull().references('dossiers.id'))
    .addPrimaryKeyConstraint('device_changes_key', ['device', 'sequence'])
    .execute()
  await database.schema
    .createTable('counters')
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('value', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('counters_key', ['unit', 'day'])
    .execute()
}

/** The history of a dossier is only ever added to (DESIGN §5), whatever the code above the database does. */
async function forbidRewriting(database: Kysely<Tables>, engine: EngineName): Promise<void> {
  if (engine === 'postgres') {
    await sql`
      create function dossier_events_append_only() returns trigger language plpgsql as $$
      begin raise exception 'dossier_events is append only'; end $$`.execute(database)
    await sql`
      create trigger dossier_events_append_only before update or delete on dossier_events
      for each row execute function dossier_events_append_only()`.execute(database)
    return
  }
  await sql`
    create trigger dossier_events_no_update before update on dossier_events
    begin select raise(abort, 'dossier_events is append only'); end`.execute(database)
  await sql`
    create trigger dossier_events_no_delete before delete on dossier_events
    begin select raise(abort, 'dossier_events is append only'); end`.execute(database)
}
