/** What the portal is to hear of an event, written in the event's own transaction. */
import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * Nothing where the unit tells the portal nothing, and nothing of a dossier that has no number yet: neither ours, which
 * it gets when it is received, nor the portal's.
 */
export async function queueEvent(
  transaction: Transaction<Tables>,
  dossier: string,
  number: number,
  at: string,
): Promise<void> {
  const told = await transaction
    .selectFrom('dossiers')
    .innerJoin('exchange_units', 'exchange_units.unit', 'dossiers.unit')
    .leftJoin('portal_dossiers', 'portal_dossiers.dossier', 'dossiers.id')
    .select('dossiers.unit')
    .where('dossiers.id', '=', dossier)
    .where('is_on', '=', 1)
    .where(({ or, eb }) =>
      or([eb('official_number', 'is not', null), eb('portal_dossiers.number', 'is not', null)]),
    )
    .executeTakeFirst()
  if (told === undefined) return
  await transaction
    .insertInto('exchange_messages')
    .values({ queue: dossier, number, queued_at: at, sent_at: null })
    .execute()
  await wakeQueue(transaction, { id: dossier, unit: told.unit, kind: 'dossier', content: null }, at)
}

const wasImported = (id: string) =>
  sql<number>`case when exists (select 1 from dossier_events where dossier = ${id} and type = 'import')
    then 1 else 0 end`

interface Queued {
  readonly id: string
  readonly unit: string
  readonly kind: 'dossier' | 'rating'
  readonly content: string | null
}

/** Makes the queue, or has it looked at again: what was held or refused is tried as it is now. */
export async function wakeQueue(transaction: Transaction<Tables>, queued: Queued, at: string): Promise<void> {
  const fresh = { state: 'waiting', next_at: at, attempts: 0, refusals: 0, problem: null } as const
  await transaction
    .insertInto('exchange_queues')
    .values({
      ...queued,
      ...fresh,
      lease: null,
      lease_until: null,
      // What came in from an archive the portal may have had from elsewhere: it is asked first.
      is_in_doubt: wasImported(queued.id),
      is_known: 0,
      remote_id: null,
      changed_at: at,
    })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ ...fresh, content: queued.content, changed_at: at })
        // Which waits for a person, and goes on by that person's choice.
        .where('exchange_queues.state', '!=', 'parked'),
    )
    .execute()
}
