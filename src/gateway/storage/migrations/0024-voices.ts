/** What native speakers have recorded and written of the app's sentences, and the packs that are published of it. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  await database.schema
    .createTable('voice_sentences')
    .addColumn('unit', 'text', (column) => column.notNull().references('units.code'))
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('sentence', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('translation', 'text')
    .addColumn('translated_by', 'text')
    .addColumn('recording', 'text')
    .addColumn('recording_bytes', 'integer')
    .addColumn('media_type', 'text')
    .addColumn('recorded_by', 'text')
    .addColumn('reviewed_by', 'text')
    .addColumn('reviewed_at', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('voice_sentences_key', ['unit', 'language', 'sentence'])
    .execute()
  await database.schema
    .createTable('voice_manifests')
    .addColumn('unit', 'text', (column) => column.primaryKey().references('units.code'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute()
}
