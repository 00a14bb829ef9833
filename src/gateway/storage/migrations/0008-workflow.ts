/** What the desk's work adds to a dossier: its stage, who works on it, its stopped clock, its end. */
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  const columns = [
    ['stage', 'text', "'arrived'"],
    ['handler_unit', 'text', "''"],
    ['officer', 'text', null],
    ['clock_stopped_at', 'text', null],
    ['supplements', 'integer', '0'],
    ['supplement_until', 'text', null],
    ['supplement_arrived_at', 'text', null],
    ['supplement_request', 'text', null],
    ['extensions', 'integer', '0'],
    ['return_way', 'text', "'counter'"],
    ['finished_at', 'text', null],
    ['returned_at', 'text', null],
    ['closed_at', 'text', null],
  ] as const
  // One by one: SQLite adds no two columns in one statement.
  for (const [name, type, fallback] of columns)
    await database.schema
      .alterTable('dossiers')
      .addColumn(name, type, (column) =>
        fallback === null ? column : column.notNull().defaultTo(sql.raw(fallback)),
      )
      .execute()
  await database.schema
    .createTable('supplement_envelopes')
    .addColumn('envelope', 'text', (column) => column.primaryKey().references('envelopes.id'))
    .addColumn('dossier', 'text', (column) => column.notNull().references('dossiers.id'))
    .execute()
  await database.schema
    .createIndex('supplement_envelopes_by_dossier')
    .on('supplement_envelopes')
    .column('dossier')
    .execute()
  await database.schema
    .createIndex('dossiers_by_supplement_until')
    .on('dossiers')
    .column('supplement_until')
    .execute()
  await sql`update dossiers set handler_unit = unit, stage = case when state = 2 then 'received' else 'arrived' end`.execute(
    database,
  )
}
