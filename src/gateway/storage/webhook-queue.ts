/** What webhooks are to hear of an event, written in the event's own transaction. */
import { randomUUID } from 'node:crypto'
import { PostgresAdapter, type Transaction } from 'kysely'
import * as v from 'valibot'
import { type WebhookEvent, type WebhookMessage, webhookEvents } from '../../contract/webhooks.ts'
import type { DossierEvent } from '../../domain/dossier/workflow.ts'
import type { Tables } from './tables.ts'

export const eventNames = v.array(v.picklist(webhookEvents))

/** What an event of the dossier is called outside; who works on it, and papers that nobody asked for, are told nobody. */
const names: Readonly<Partial<Record<DossierEvent, WebhookEvent>>> = {
  receive: 'received',
  'request-supplement': 'supplement',
  supplement: 'supplement',
  lapse: 'ended',
  start: 'progress',
  transfer: 'progress',
  'accept-transfer': 'progress',
  'decline-transfer': 'progress',
  'request-payment': 'progress',
  pay: 'progress',
  'submit-for-signature': 'progress',
  sign: 'progress',
  'send-back': 'progress',
  extend: 'progress',
  finish: 'finished',
  'hand-over': 'handed-over',
  refuse: 'ended',
  stop: 'ended',
  withdraw: 'ended',
}

/** Nothing before the dossier has its number, and nothing where nobody wants to hear it. */
export async function queueWebhooks(
  transaction: Transaction<Tables>,
  event: { readonly dossier: string; readonly number: number; readonly type: string; readonly at: string },
): Promise<void> {
  const name = Object.entries(names).find(([type]) => type === event.type)?.[1]
  if (name === undefined) return
  // SQLite writes for one at a time, and knows no such lock.
  const isPostgres = transaction.getExecutor().adapter instanceof PostgresAdapter
  const wanting = await transaction
    .selectFrom('dossiers')
    .innerJoin('units', 'units.code', 'dossiers.unit')
    .innerJoin('webhooks', (join) =>
      join.on(({ or, eb, ref }) =>
        or([eb('webhooks.unit', '=', ref('units.code')), eb('webhooks.unit', '=', ref('units.parent'))]),
      ),
    )
    .select(['webhooks.id', 'webhooks.events', 'official_number', 'dossiers.unit', 'dossiers.state'])
    .where('dossiers.id', '=', event.dossier)
    .where('webhooks.is_on', '=', 1)
    .where('official_number', 'is not', null)
    .orderBy('webhooks.id')
    // Until this is written none of them is removed, and whoever removes it finds what was written.
    .$if(isPostgres, (query) => query.forKeyShare('webhooks'))
    .execute()
  for (const { id: webhook, events, official_number, unit, state } of wanting) {
    if (official_number === null || !v.parse(eventNames, JSON.parse(events)).includes(name)) continue
    const queue = `${webhook}.${event.dossier}`
    const fresh = { state: 'waiting', next_at: event.at, attempts: 0, changed_at: event.at } as const
    await transaction
      .insertInto('webhook_queues')
      .values({
        id: queue,
        webhook,
        official_number,
        ...fresh,
        lease: null,
        lease_until: null,
        problem: null,
      })
      // What waits for its next try goes on waiting: what is new comes after it.
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(fresh).where('webhook_queues.state', '!=', 'waiting'),
      )
      .execute()
    const id = randomUUID()
    const message: WebhookMessage = {
      id,
      type: name,
      timestamp: event.at,
      data: { number: official_number, unit, state, sequence: event.number },
    }
    await transaction
      .insertInto('webhook_deliveries')
      .values({ queue, number: event.number, id, body: JSON.stringify(message), sent_at: null })
      .execute()
  }
}
