/** Electronic documents: each is a row that stays, and an event in its dossier's chain. */
import type { Selectable, Transaction } from 'kysely'
import { canHoldDocument } from '../../domain/dossier/documents.ts'
import { appendEvent, noteChange } from './dossier-history.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { DossierDocumentTable } from './tables/dossiers.ts'
import type { Tables } from './tables.ts'

export type StoredDocument = Selectable<DossierDocumentTable>
export type NewDocument = Omit<StoredDocument, 'number' | 'replaced_by'>

export type Added =
  | { readonly ok: true; readonly number: number }
  | {
      readonly ok: false
      readonly problem: 'not-found' | 'transition-not-allowed' | 'content-removed' | 'document-replaced'
    }

export function documentStore(engine: Engine) {
  const { database } = engine
  return {
    /** Of one dossier in the order they were added, those that were replaced as well. */
    async all(dossier: string): Promise<StoredDocument[]> {
      return database
        .selectFrom('dossier_documents')
        .selectAll()
        .where('dossier', '=', dossier)
        .orderBy('number')
        .execute()
    },

    async find(dossier: string, number: number): Promise<StoredDocument | undefined> {
      return database
        .selectFrom('dossier_documents')
        .selectAll()
        .where('dossier', '=', dossier)
        .where('number', '=', number)
        .executeTakeFirst()
    },

    /** Of these keys, those that a dossier's document has. */
    async namedFiles(keys: readonly string[]): Promise<ReadonlySet<string>> {
      const rows = await database
        .selectFrom('dossier_documents')
        .select('file')
        .where('file', 'in', keys)
        .execute()
      return new Set(rows.map(({ file }) => file))
    },

    /**
     * The row, its event and the notice to the device in one transaction.
     * @param replaces number of the document whose place it takes; of two that replace the same the second fails.
     */
    async add(document: NewDocument, replaces: number | null): Promise<Added> {
      const added = await inTransaction(engine, (transaction) => addDocument(transaction, document, replaces))
      if (!added.ok) return added
      await engine.news.tell(added.units)
      return { ok: true, number: added.number }
    },
  }
}

/** Joins a transaction. @returns beside the number the units whose lists the dossier is in. */
export async function addDocument(
  transaction: Transaction<Tables>,
  document: NewDocument,
  replaces: number | null,
): Promise<
  | Exclude<Added, { ok: true }>
  | { readonly ok: true; readonly number: number; readonly units: readonly string[] }
> {
  // Locks the row, and with it the dossier's chain of events.
  const dossier = await transaction
    .updateTable('dossiers')
    .where('id', '=', document.dossier)
    .set((eb) => ({ revision: eb.ref('revision') }))
    .returning(['device', 'unit', 'handler_unit', 'revision', 'stage', 'content_removed_at'])
    .executeTakeFirst()
  if (dossier === undefined) return { ok: false, problem: 'not-found' } as const
  // Asked again: fifty megabytes take their time, and the dossier may have been closed meanwhile.
  if (!canHoldDocument(document.kind, dossier.stage))
    return { ok: false, problem: 'transition-not-allowed' } as const
  if (dossier.content_removed_at !== null) return { ok: false, problem: 'content-removed' } as const
  const { last } = await transaction
    .selectFrom('dossier_documents')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('dossier', '=', document.dossier)
    .executeTakeFirstOrThrow()
  const number = (last ?? 0) + 1
  if (replaces !== null) {
    const marked = await transaction
      .updateTable('dossier_documents')
      .where('dossier', '=', document.dossier)
      .where('number', '=', replaces)
      .where('kind', '=', document.kind)
      .where('replaced_by', 'is', null)
      .set({ replaced_by: number })
      .executeTakeFirst()
    if (marked.numUpdatedRows === 0n) return { ok: false, problem: 'document-replaced' } as const
  }
  await transaction
    .insertInto('dossier_documents')
    .values({ ...document, number, replaced_by: null })
    .execute()
  await transaction
    .updateTable('dossiers')
    .where('id', '=', document.dossier)
    .set({ revision: dossier.revision + 1 })
    .execute()
  await appendEvent(transaction, document.dossier, {
    type: replaces === null ? 'document-added' : 'document-replaced',
    at: document.created_at,
    by: document.created_by,
    note: null,
    data: {
      changes: {},
      details: { ...told(document), number, ...(replaces !== null && { replaces }) },
    },
  })
  await noteChange(transaction, dossier.device, document.dossier)
  return { ok: true, number, units: [...new Set([dossier.unit, dossier.handler_unit])] } as const
}

/** What the event says for good: whose content it is, not where it lies. */
function told({ kind, component, name, document_number, sha256, bytes, pages, media_type }: NewDocument) {
  return {
    kind,
    component,
    name,
    documentNumber: document_number,
    sha256,
    bytes,
    pages,
    mediaType: media_type,
  }
}
