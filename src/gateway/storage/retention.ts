/** Removing what a closed dossier contains once its time is over; numbers, dates, states and events stay. */
import { sql } from 'kysely'
import { appendAudit } from './audit-chain.ts'
import { type Engine, inTransaction } from './engine.ts'

export interface Removable {
  readonly id: string
  readonly envelope: string
  readonly unit: string
  /** Of sealed parts that no other dossier's envelope names. */
  readonly parts: readonly string[]
}

/** Refused, withdrawn, stopped, result handed over: nothing more happens in them (`domain/dossier`). */
const closedStates = [3, 7, 8, 10] as const

export function retentionStore(engine: Engine) {
  const { database } = engine
  return {
    /**
     * Dossiers that were closed before `closedBefore`, all of whose parts have arrived.
     * @param after the last id of the page before; empty to begin.
     */
    async removable(closedBefore: string, after: string, limit: number): Promise<Removable[]> {
      const dossiers = await database
        .selectFrom('dossiers')
        .select(['id', 'envelope', 'unit'])
        // As in the index, which holds only for these very words.
        .where(sql<boolean>`content_removed_at is null and state in (3, 7, 8, 10)`)
        .where('id', '>', after)
        .where(
          (eb) =>
            eb
              .selectFrom('dossier_events')
              .select((events) => events.fn.max('at').as('closed'))
              .whereRef('dossier', '=', 'dossiers.id'),
          '<',
          closedBefore,
        )
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('parts')
                .select('sha256')
                .whereRef('parts.envelope', '=', 'dossiers.envelope')
                .where('arrived_at', 'is', null),
            ),
          ),
        )
        .orderBy('id')
        .limit(limit)
        .execute()
      const removable: Removable[] = []
      for (const dossier of dossiers)
        removable.push({ ...dossier, parts: await partsOnlyOf(dossier.envelope) })
      return removable
    },

    /**
     * Forgets the content of one dossier and writes that down, in one transaction.
     * @returns false when another process was faster.
     */
    async remove({ id, envelope, unit, parts }: Removable, at: string): Promise<boolean> {
      return inTransaction(engine, async (transaction) => {
        const removed = await transaction
          .updateTable('dossiers')
          .where('id', '=', id)
          .where('content_removed_at', 'is', null)
          .where('state', 'in', closedStates)
          .set({ answers: '{}', papers: '[]', doubts: '[]', content_removed_at: at })
          .executeTakeFirst()
        if (removed.numUpdatedRows === 0n) return false
        // Its id, digest and place in the numbering stay: delivered again it is still a duplicate.
        await transaction
          .updateTable('envelopes')
          .where('id', '=', envelope)
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

  async function partsOnlyOf(envelope: string): Promise<string[]> {
    const rows = await database
      .selectFrom('parts')
      .select('sha256')
      .where('envelope', '=', envelope)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('parts as others')
              .select('others.sha256')
              .whereRef('others.sha256', '=', 'parts.sha256')
              .whereRef('others.envelope', '!=', 'parts.envelope'),
          ),
        ),
      )
      .execute()
    return rows.map(({ sha256 }) => sha256)
  }
}
