/** Removing what a closed dossier contains once its time is over; numbers, dates, states and events stay. */
import { sql } from 'kysely'
import { appendAudit } from './audit-chain.ts'
import { type Engine, inTransaction } from './engine.ts'

export interface Removable {
  readonly id: string
  /** Its own, and those of its supplements. */
  readonly envelopes: readonly string[]
  readonly unit: string
  /** Of sealed parts that no other envelope names. */
  readonly parts: readonly string[]
  /** Files of its electronic documents. */
  readonly documents: readonly string[]
}

export interface RemovablePage {
  readonly dossiers: readonly Removable[]
  /** Null after the last page. */
  readonly next: string | null
}

/** Refused, withdrawn, stopped, result handed over: nothing more happens in them (`domain/dossier`). */
const closedStates = [3, 7, 8, 10] as const

export function retentionStore(engine: Engine) {
  const { database } = engine
  return {
    /**
     * Dossiers that were closed before `closedBefore`, all of whose parts have arrived.
     * @param after `next` of the page before; empty to begin.
     */
    async removable(closedBefore: string, after: string, limit: number): Promise<RemovablePage> {
      const dossiers = await database
        .selectFrom('dossiers')
        .select(['id', 'envelope', 'unit'])
        // As in the index, which holds only for these very words.
        .where(sql<boolean>`content_removed_at is null and state in (3, 7, 8, 10)`)
        .where('id', '>', after)
        .where('closed_at', '<', closedBefore)
        .orderBy('id')
        .limit(limit)
        .execute()
      const removable: Removable[] = []
      for (const { id, envelope, unit } of dossiers) {
        const supplements = await database
          .selectFrom('supplement_envelopes')
          .select('envelope')
          .where('dossier', '=', id)
          .execute()
        const envelopes = [envelope, ...supplements.map((supplement) => supplement.envelope)]
        if (await isComplete(envelopes))
          removable.push({
            id,
            envelopes,
            unit,
            parts: await partsOnlyOf(envelopes),
            documents: await documentsOf(id),
          })
      }
      return { dossiers: removable, next: dossiers.length < limit ? null : (dossiers.at(-1)?.id ?? null) }
    },

    /**
     * Forgets the content of one dossier and writes that down, in one transaction.
     * @returns false when another process was faster, or a document came that is not among those removed: the next run
     *   takes it along.
     */
    async remove({ id, envelopes, unit, parts, documents }: Removable, at: string): Promise<boolean> {
      return inTransaction(engine, async (transaction) => {
        // Locks the row: who adds a document does so as well.
        await transaction
          .updateTable('dossiers')
          .where('id', '=', id)
          .set((eb) => ({ revision: eb.ref('revision') }))
          .execute()
        const { count } = await transaction
          .selectFrom('dossier_documents')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('dossier', '=', id)
          .executeTakeFirstOrThrow()
        if (count > documents.length) return false
        const removed = await transaction
          .updateTable('dossiers')
          .where('id', '=', id)
          .where('content_removed_at', 'is', null)
          .where('state', 'in', closedStates)
          .set({ answers: '{}', papers: '[]', doubts: '[]', content_removed_at: at })
          .executeTakeFirst()
        if (removed.numUpdatedRows === 0n) return false
        await transaction
          .updateTable('portal_dossiers')
          .where('dossier', '=', id)
          .set({ record: null })
          .execute()
        // Its id, digest and place in the numbering stay: delivered again it is still a duplicate.
        await transaction
          .updateTable('envelopes')
          .where('id', 'in', envelopes)
          .where('state', '=', 'opened')
          .set({ body: '' })
          .execute()
        await appendAudit(transaction, engine.name, [
          {
            unit,
            at,
            who: 'gateway',
            action: 'content-removed',
            subject: id,
            detail: { parts: parts.length },
          },
        ])
        return true
      })
    },
  }

  async function isComplete(envelopes: readonly string[]): Promise<boolean> {
    const missing = await database
      .selectFrom('parts')
      .select('sha256')
      .where('envelope', 'in', envelopes)
      .where('arrived_at', 'is', null)
      .limit(1)
      .executeTakeFirst()
    return missing === undefined
  }

  async function documentsOf(dossier: string): Promise<string[]> {
    const documents = await database
      .selectFrom('dossier_documents')
      .select('file')
      .where('dossier', '=', dossier)
      .execute()
    return documents.map(({ file }) => file)
  }

  async function partsOnlyOf(envelopes: readonly string[]): Promise<string[]> {
    const parts = await database
      .selectFrom('parts')
      .select('sha256')
      .distinct()
      .where('envelope', 'in', envelopes)
      .execute()
    const only: string[] = []
    for (const { sha256 } of parts) {
      const other = await database
        .selectFrom('parts')
        .select('envelope')
        .where('sha256', '=', sha256)
        .where('envelope', 'not in', envelopes)
        .limit(1)
        .executeTakeFirst()
      if (other === undefined) only.push(sha256)
    }
    return only
  }
}
