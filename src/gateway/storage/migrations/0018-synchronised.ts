/** Whether the national portal has a dossier, beside what else is counted of it; and the count of all that were there before. */
import type { Kysely } from 'kysely'
import { fillDossierFacts } from '../dossier-facts.ts'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>): Promise<void> {
  await database.schema
    .alterTable('dossier_facts')
    .addColumn('is_synchronised', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  // Here, and not where the table is made: what counts writes every column.
  await fillDossierFacts(database)
}
