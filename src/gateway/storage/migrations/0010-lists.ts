/** What the desk's lists and its search are read from: without these they would read every dossier there is. */
import { type Kysely, sql } from 'kysely'
import { fillDossierWords } from '../dossier-words.ts'
import type { EngineName } from '../engine.ts'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>, engine: EngineName): Promise<void> {
  // Beginnings of words are ranges, and those hold only where letters are compared as bytes.
  const word = engine === 'postgres' ? sql`text collate "C"` : sql`text`
  await database.schema
    .createTable('dossier_words')
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('word', word, (column) => column.notNull())
    .addColumn('dossier', 'text', (column) => column.notNull().references('dossiers.id'))
    .addPrimaryKeyConstraint('dossier_words_key', ['unit', 'word', 'dossier'])
    .execute()
  await database.schema
    .createIndex('dossier_words_by_dossier')
    .on('dossier_words')
    .columns(['dossier', 'word'])
    .execute()
  // Only what is still worked on: a few of a unit's dossiers, however many it has had.
  const open = sql`where received_at is not null and finished_at is null and closed_at is null`
  await sql`create index dossiers_open_by_due on dossiers (handler_unit, due_at, id) ${open}`.execute(
    database,
  )
  await sql`create index dossiers_open_by_officer on dossiers (handler_unit, officer, due_at, id) ${open}`.execute(
    database,
  )
  await sql`create index dossiers_by_unit_stage on dossiers (unit, stage, id)`.execute(database)
  await sql`create index dossiers_by_unit_procedure on dossiers (unit, procedure, id)`.execute(database)
  await sql`create index dossiers_by_unit_finished on dossiers (unit, finished_at)`.execute(database)
  await sql`create index dossiers_by_supplement on dossiers (unit, supplement_arrived_at) where supplement_arrived_at is not null`.execute(
    database,
  )
  await sql`drop index dossiers_by_unit_state`.execute(database)
  await fillDossierWords(database)
}
