/** Answers to the survey as sums, and apart from them which steps of dossiers were answered: no row is one person's. */
import { type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { EngineName } from '../engine.ts'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>, engine: EngineName): Promise<void> {
  // SQLite numbers rows in the order in which they came; without these numbers there is none.
  const unordered = <Table extends string, Column extends string>(
    table: CreateTableBuilder<Table, Column>,
  ) => (engine === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table)
  await unordered(
    database.schema
      .createTable('survey_counts')
      .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
      .addColumn('month', 'integer', (column) => column.notNull())
      .addColumn('procedure', 'text', (column) => column.notNull())
      .addColumn('step', 'text', (column) => column.notNull())
      .addColumn('question', 'text', (column) => column.notNull())
      .addColumn('face', 'integer', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('told', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('survey_counts_key', [
        'unit',
        'month',
        'procedure',
        'step',
        'question',
        'face',
      ]),
  ).execute()
  await unordered(
    database.schema
      .createTable('survey_marks')
      .addColumn('mark', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('survey_marks_key', ['mark']),
  ).execute()
}
