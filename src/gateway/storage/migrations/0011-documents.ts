/** Electronic documents of a dossier: scans of its components and its results, never overwritten. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  await database.schema
    .createTable('dossier_documents')
    .addColumn('dossier', 'text', (column) => column.notNull().references('dossiers.id'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('component', 'text')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('document_number', 'text', (column) => column.notNull())
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('issued_on', 'text')
    .addColumn('is_reusable', 'integer', (column) => column.notNull())
    .addColumn('media_type', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('bytes', 'integer', (column) => column.notNull())
    .addColumn('pages', 'integer', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('signatures', 'text', (column) => column.notNull())
    .addColumn('file', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('replaced_by', 'integer')
    .addPrimaryKeyConstraint('dossier_documents_key', ['dossier', 'number'])
    .execute()
}
