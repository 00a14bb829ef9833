/** Removing what people told a unit once its time is over; codes, dates, states, answers and events stay. */
import { appendAudit } from './audit-chain.ts'
import { type Engine, inTransaction } from './engine.ts'

export function feedbackRetentionStore(engine: Engine) {
  const { database } = engine
  return {
    /** Closed before, with all its parts here. */
    async removable(closedBefore: string, limit: number): Promise<string[]> {
      const rows = await database
        .selectFrom('feedback')
        .select('id')
        .where('content_removed_at', 'is', null)
        .where('closed_at', '<', closedBefore)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('parts')
                .select('sha256')
                .whereRef('parts.envelope', '=', 'feedback.envelope')
                .where('arrived_at', 'is', null),
            ),
          ),
        )
        .limit(limit)
        .execute()
      return rows.map(({ id }) => id)
    },

    /** In one transaction with its entry in the log. @returns false when another process was faster. */
    async remove(id: string, at: string): Promise<boolean> {
      return inTransaction(engine, async (transaction) => {
        const removed = await transaction
          .updateTable('feedback')
          .where('id', '=', id)
          .where('content_removed_at', 'is', null)
          .where('closed_at', 'is not', null)
          .set({
            body: '',
            body_digest: null,
            recording: null,
            photos: '[]',
            sender: null,
            content_removed_at: at,
          })
          .returning(['envelope', 'unit'])
          .executeTakeFirst()
        if (removed === undefined) return false
        // Its id, digest and place in the numbering stay: delivered again it is still a duplicate.
        await transaction
          .updateTable('envelopes')
          .where('id', '=', removed.envelope)
          .where('state', '=', 'opened')
          .set({ body: '' })
          .execute()
        await appendAudit(transaction, engine.name, [
          { unit: removed.unit, at, who: 'gateway', action: 'content-removed', subject: id, detail: {} },
        ])
        return true
      })
    },

    /** Sealed recordings and photos of content that was removed before: sealed anew each time, they are in no other. */
    async leftFiles(
      removedBefore: string,
      limit: number,
    ): Promise<{ readonly id: string; readonly parts: readonly string[] }[]> {
      const rows = await database
        .selectFrom('feedback')
        .select(['id', 'envelope'])
        .where('content_removed_at', '<', removedBefore)
        .where('files_removed_at', 'is', null)
        .limit(limit)
        .execute()
      const left: { readonly id: string; readonly parts: readonly string[] }[] = []
      for (const { id, envelope } of rows) {
        const parts = await database
          .selectFrom('parts')
          .select('sha256')
          .where('envelope', '=', envelope)
          .execute()
        left.push({ id, parts: parts.map(({ sha256 }) => sha256) })
      }
      return left
    },

    async noteFilesRemoved(id: string, at: string): Promise<void> {
      await database.updateTable('feedback').where('id', '=', id).set({ files_removed_at: at }).execute()
    },
  }
}
