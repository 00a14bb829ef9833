/** Who read and did what (append only), when a dossier's content was removed, and how often a code was tried. */
import { type Kysely, sql } from 'kysely'
import type { EngineName } from '../engine.ts'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>, engine: EngineName): Promise<void> {
  await database.schema
    .createTable('audit_log')
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('who', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text')
    .addColumn('detail', 'text', (column) => column.notNull())
    .addColumn('previous', 'text')
    .addColumn('digest', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('audit_log_key', ['unit', 'number'])
    .execute()
  for (const column of ['subject', 'who', 'at'] as const)
    await database.schema
      .createIndex(`audit_log_by_${column}`)
      .on('audit_log')
      .columns(['unit', column, 'number'])
      .execute()
  await forbidRewriting(database, engine)

  await database.schema.alterTable('dossiers').addColumn('content_removed_at', 'text').execute()
  // Of a register of years only those whose content is still there are looked at.
  await sql`create index dossiers_with_content on dossiers (id) where content_removed_at is null and state in (3, 7, 8, 10)`.execute(
    database,
  )

  await database.schema.createIndex('parts_by_digest').on('parts').column('sha256').execute()

  await database.schema
    .createTable('tracking_attempts')
    .addColumn('code_hash', 'text', (column) => column.notNull())
    .addColumn('period', 'bigint', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('tracking_attempts_key', ['period', 'code_hash'])
    .execute()
}

async function forbidRewriting(database: Kysely<Tables>, engine: EngineName): Promise<void> {
  if (engine === 'postgres') {
    await sql`
      create function audit_log_append_only() returns trigger language plpgsql as $$
      begin raise exception 'audit_log is append only'; end $$`.execute(database)
    await sql`
      create trigger audit_log_append_only before update or delete on audit_log
      for each row execute function audit_log_append_only()`.execute(database)
    await sql`
      create trigger audit_log_no_truncate before truncate on audit_log
      for each statement execute function audit_log_append_only()`.execute(database)
    return
  }
  await sql`
    create trigger audit_log_no_update before update on audit_log
    begin select raise(abort, 'audit_log is append only'); end`.execute(database)
  await sql`
    create trigger audit_log_no_delete before delete on audit_log
    begin select raise(abort, 'audit_log is append only'); end`.execute(database)
}
