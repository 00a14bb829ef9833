/** Search by name and number: each word of a dossier is a row, which both engines find by an index alone. */
import type { Kysely, Transaction } from 'kysely'
import { searchWords } from '../../domain/dossier/search-words.ts'
import type { Tables } from './tables.ts'

interface Findable {
  readonly id: string
  readonly unit: string
  readonly applicant_name: string
  readonly subject_name: string | null
  readonly receipt_code: string
}

/** Joins the transaction that makes the dossiers. */
export async function addDossierWords(
  transaction: Transaction<Tables> | Kysely<Tables>,
  dossiers: readonly Findable[],
): Promise<void> {
  const rows = dossiers.flatMap((dossier) =>
    searchWords(dossier.applicant_name, dossier.subject_name, dossier.receipt_code).map((word) => ({
      unit: dossier.unit,
      word,
      dossier: dossier.id,
    })),
  )
  if (rows.length === 0) return
  await transaction
    .insertInto('dossier_words')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Once it has its number, a dossier is found by the parts of that as well. */
export async function addNumberWords(
  transaction: Transaction<Tables>,
  dossier: { readonly id: string; readonly unit: string; readonly officialNumber: string },
): Promise<void> {
  const rows = searchWords(dossier.officialNumber).map((word) => ({
    unit: dossier.unit,
    word,
    dossier: dossier.id,
  }))
  await transaction
    .insertInto('dossier_words')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const pageSize = 500

/** For dossiers from before there were words. */
export async function fillDossierWords(database: Kysely<Tables>): Promise<void> {
  for (let last = ''; ; ) {
    const page = await database
      .selectFrom('dossiers')
      .select(['id', 'unit', 'applicant_name', 'subject_name', 'receipt_code', 'official_number'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(pageSize)
      .execute()
    const end = page.at(-1)
    if (end === undefined) return
    await addDossierWords(
      database,
      page.map((row) => ({ ...row, subject_name: [row.subject_name, row.official_number].join(' ') })),
    )
    last = end.id
  }
}
