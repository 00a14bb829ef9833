/** Removing what a closed dossier contains once its time is over; numbers, dates, states and events stay. */
import { sql } from 'kysely'
import { appendAudit } from './audit-chain.ts'
import { type Engine, inTransaction } from './engine.ts'
import { removeMessages } from './message-queue.ts'

export interface Removable {
  readonly id: string
  /** Its own, and those of its supplements. */
  readonly envelopes: readonly string[]
  readonly unit: string
  /** How many sealed parts they name. */
  readonly parts: number
}

/** Files of a dossier whose content has been removed. */
export interface LeftFiles {
  readonly id: string
  /** Sealed parts that no other envelope names. */
  readonly parts: readonly string[]
  /** Of its electronic documents. */
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
     * Dossiers that were closed before `closedBefore`, all of whose parts have arrived, and about which nothing waits to
     * be told to the portal, unless they were closed before `untoldBefore`.
     * @param after `next` of the page before; empty to begin.
     */
    async removable(
      { closedBefore, untoldBefore }: { readonly closedBefore: string; readonly untoldBefore: string },
      after: string,
      limit: number,
    ): Promise<RemovablePage> {
      const dossiers = await database
        .selectFrom('dossiers')
        .select(['id', 'envelope', 'unit'])
        // As in the index, which holds only for these very words.
        .where(sql<boolean>`content_removed_at is null and state in (3, 7, 8, 10)`)
        .where('id', '>', after)
        .where('closed_at', '<', closedBefore)
        .where(({ or, not, eb, exists, selectFrom }) =>
          or([
            eb('closed_at', '<', untoldBefore),
            not(
              exists(
                selectFrom('exchange_queues')
                  .select('exchange_queues.id')
                  .whereRef('exchange_queues.id', '=', 'dossiers.id')
                  .where('exchange_queues.state', '!=', 'sent'),
              ),
            ),
          ]),
        )
        .orderBy('id')
        .limit(limit)
        .execute()
      const removable: Removable[] = []
      for (const { id, envelope, unit } of dossiers) {
        const envelopes = await envelopesOf(id, envelope)
        if (await isComplete(envelopes))
          removable.push({ id, envelopes, unit, parts: (await partsOnlyOf(envelopes)).length })
      }
      return { dossiers: removable, next: dossiers.length < limit ? null : (dossiers.at(-1)?.id ?? null) }
    },

    /**
     * Forgets the content of one dossier and writes that down, in one transaction.
     * @returns false when another process was faster.
     */
    async remove({ id, envelopes, unit, parts }: Removable, at: string): Promise<boolean> {
      return inTransaction(engine, async (transaction) => {
        // Locks the row: who adds a document does so as well, and is refused from then on.
        const removed = await transaction
          .updateTable('dossiers')
          .where('id', '=', id)
          .where('content_removed_at', 'is', null)
          .where('state', 'in', closedStates)
          .set({ answers: '{}', papers: '[]', doubts: '[]', assisted_by: null, content_removed_at: at })
          .executeTakeFirst()
        if (removed.numUpdatedRows === 0n) return false
        await transaction
          .updateTable('portal_dossiers')
          .where('dossier', '=', id)
          .set({ record: null })
          .execute()
        await removeMessages(transaction, id)
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
            detail: { parts },
          },
        ])
        return true
      })
    },

    /** Files that are still there, or were when a gateway died, of content that was removed before. */
    async leftFiles(removedBefore: string, limit: number): Promise<LeftFiles[]> {
      const dossiers = await database
        .selectFrom('dossiers')
        .select(['id', 'envelope'])
        // As in the index, which holds only for these very words.
        .where(sql<boolean>`content_removed_at is not null and files_removed_at is null`)
        .where('content_removed_at', '<', removedBefore)
        .orderBy('id')
        .limit(limit)
        .execute()
      const left: LeftFiles[] = []
      for (const { id, envelope } of dossiers)
        left.push({
          id,
          parts: await partsOnlyOf(await envelopesOf(id, envelope)),
          documents: await documentsOf(id),
        })
      return left
    },

    async noteFilesRemoved(id: string, at: string): Promise<void> {
      await database.updateTable('dossiers').where('id', '=', id).set({ files_removed_at: at }).execute()
    },
  }

  async function envelopesOf(dossier: string, own: string): Promise<string[]> {
    const supplements = await database
      .selectFrom('supplement_envelopes')
      .select('envelope')
      .where('dossier', '=', dossier)
      .execute()
    return [own, ...supplements.map(({ envelope }) => envelope)]
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
        .innerJoin('envelopes', 'envelopes.id', 'parts.envelope')
        .select('parts.envelope')
        .where('parts.sha256', '=', sha256)
        .where('parts.envelope', 'not in', envelopes)
        // One whose own content is gone keeps nothing: of two that share a page the second takes it along.
        .where('envelopes.body', '!=', '')
        .limit(1)
        .executeTakeFirst()
      if (other === undefined) only.push(sha256)
    }
    return only
  }
}
