/** Feedback of citizens, its unalterable history, and what devices must hear of it. */
import { type Kysely, sql } from 'kysely'
import type { EngineName } from '../engine.ts'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>, engine: EngineName): Promise<void> {
  await database.schema
    .createTable('feedback')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('envelope', 'text', (column) => column.notNull().unique().references('envelopes.id'))
    .addColumn('receipt_code', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('handler_unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('device', 'text', (column) => column.notNull().references('devices.id'))
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('recording', 'text')
    .addColumn('photos', 'text', (column) => column.notNull())
    .addColumn('sender', 'text')
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('filed_on', 'text', (column) => column.notNull())
    .addColumn('arrived_at', 'text', (column) => column.notNull())
    .addColumn('arrived_day', 'text', (column) => column.notNull())
    .addColumn('body_digest', 'text')
    .addColumn('duplicate_of', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('officer', 'text')
    .addColumn('excluded', 'text', (column) => column.notNull())
    .addColumn('reply', 'text')
    .addColumn('replied_at', 'text')
    .addColumn('question', 'text')
    .addColumn('publication', 'text')
    .addColumn('published_at', 'text')
    .addColumn('due_at', 'text')
    .addColumn('step_due_at', 'text')
    .addColumn('paused_at', 'text')
    .addColumn('closed_at', 'text')
    .addColumn('is_content', 'integer')
    .addColumn('content_removed_at', 'text')
    .addColumn('files_removed_at', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute()
  await sql`create index feedback_open on feedback (handler_unit, arrived_at) where closed_at is null`.execute(
    database,
  )
  await sql`create index feedback_closed on feedback (handler_unit, closed_at) where closed_at is not null`.execute(
    database,
  )
  await sql`create index feedback_published on feedback (handler_unit, published_at) where published_at is not null`.execute(
    database,
  )
  await database.schema
    .createIndex('feedback_by_receipt_code')
    .on('feedback')
    .column('receipt_code')
    .execute()
  await database.schema
    .createIndex('feedback_by_day')
    .on('feedback')
    .columns(['unit', 'arrived_day'])
    .execute()
  await database.schema
    .createIndex('feedback_by_body')
    .on('feedback')
    .columns(['unit', 'body_digest', 'arrived_at'])
    .execute()
  await database.schema
    .createTable('feedback_events')
    .addColumn('feedback', 'text', (column) => column.notNull().references('feedback.id'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('note', 'text')
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('previous', 'text')
    .addColumn('digest', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('feedback_events_key', ['feedback', 'number'])
    .execute()
  await forbidRewriting(database, engine)
  // Numbered by the same counter as `device_changes`: a device has one cursor.
  await database.schema
    .createTable('feedback_changes')
    .addColumn('device', 'text', (column) => column.notNull().references('devices.id'))
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('feedback', 'text', (column) => column.notNull().references('feedback.id'))
    .addPrimaryKeyConstraint('feedback_changes_key', ['device', 'sequence'])
    .execute()
}

/** As with the history of a dossier (migration 0004). */
async function forbidRewriting(database: Kysely<Tables>, engine: EngineName): Promise<void> {
  if (engine === 'postgres') {
    await sql`
      create function feedback_events_append_only() returns trigger language plpgsql as $$
      begin raise exception 'feedback_events is append only'; end $$`.execute(database)
    await sql`
      create trigger feedback_events_append_only before update or delete on feedback_events
      for each row execute function feedback_events_append_only()`.execute(database)
    return
  }
  await sql`
    create trigger feedback_events_no_update before update on feedback_events
    begin select raise(abort, 'feedback_events is append only'); end`.execute(database)
  await sql`
    create trigger feedback_events_no_delete before delete on feedback_events
    begin select raise(abort, 'feedback_events is append only'); end`.execute(database)
}
