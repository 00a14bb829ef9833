/**
 * The outbox to webhooks. A queue (one webhook and dossier) is claimed whole by one process for a while, as those to the
 * national portal are (`exchange.ts`); what a dead process had claimed is sent again, under the same id.
 */
import type { Insertable, Selectable, Transaction } from 'kysely'
import type { WebhookFailure } from '../../contract/webhooks.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { QueueOutcome } from './exchange.ts'
import type { WebhookTable } from './tables/exchange.ts'
import type { Tables } from './tables.ts'

export type StoredWebhook = Selectable<WebhookTable>

export interface ClaimedWebhookQueue {
  readonly id: string
  readonly webhook: string
  readonly lease: string
  readonly leaseUntil: string
  readonly next_at: string
  readonly attempts: number
  readonly problem: string | null
  /** Numbers of the events to tell, in order. */
  readonly pending: readonly number[]
  readonly refusals: number
  readonly is_in_doubt: number
  readonly is_known: number
  readonly remote_id: string | null
}

export function webhookStore(engine: Engine) {
  const { database } = engine
  return {
    async add(webhook: Insertable<WebhookTable>): Promise<void> {
      await database.insertInto('webhooks').values(webhook).execute()
    },

    async ofUnit(unit: string): Promise<StoredWebhook[]> {
      return database
        .selectFrom('webhooks')
        .selectAll()
        .where('unit', '=', unit)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
    },

    async find(id: string): Promise<StoredWebhook | undefined> {
      return database.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst()
    },

    /** Switched on it is tried at once; what was queued before goes first. */
    async setOn(id: string, isOn: boolean): Promise<void> {
      await database
        .updateTable('webhooks')
        .where('id', '=', id)
        .set({ is_on: isOn ? 1 : 0, failures: 0, paused_until: null })
        .execute()
    },

    /** With all that it has not been told. */
    async remove(id: string): Promise<void> {
      await inTransaction(engine, async (transaction) => {
        // First: it waits for events that are just being written for it, and what comes later writes nothing.
        await transaction.deleteFrom('webhooks').where('id', '=', id).execute()
        await transaction
          .deleteFrom('webhook_deliveries')
          .where('queue', 'in', ({ selectFrom }) =>
            selectFrom('webhook_queues').select('webhook_queues.id').where('webhook', '=', id),
          )
          .execute()
        await transaction.deleteFrom('webhook_queues').where('webhook', '=', id).execute()
      })
    },

    /** Deliveries that have not been taken, given up or not. */
    async waiting(id: string): Promise<number> {
      const { count } = await database
        .selectFrom('webhook_deliveries')
        .innerJoin('webhook_queues', 'webhook_queues.id', 'webhook_deliveries.queue')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('webhook', '=', id)
        .where('webhook_queues.state', '!=', 'sent')
        .where('sent_at', 'is', null)
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    async dead(id: string, limit: number) {
      return database
        .selectFrom('webhook_queues')
        .select(['id', 'official_number', 'problem', 'changed_at'])
        .select(({ selectFrom }) =>
          selectFrom('webhook_deliveries')
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .whereRef('queue', '=', 'webhook_queues.id')
            .where('sent_at', 'is', null)
            .as('waiting'),
        )
        .where('webhook', '=', id)
        .where('state', '=', 'dead')
        .orderBy('changed_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute()
    },

    /** @returns false when there is nothing given up by that id. */
    async sendAgain(webhook: string, queue: string, at: string): Promise<boolean> {
      return inTransaction(engine, async (transaction) => {
        const again = await transaction
          .updateTable('webhook_queues')
          .where('id', '=', queue)
          .where('webhook', '=', webhook)
          .where('state', '=', 'dead')
          .set({ state: 'waiting', next_at: at, attempts: 0, problem: null, changed_at: at })
          .executeTakeFirst()
        if (again.numUpdatedRows === 0n) return false
        await transaction
          .updateTable('webhooks')
          .where('id', '=', webhook)
          .set({ failures: 0, paused_until: null })
          .execute()
        return true
      })
    },

    /** Queues that are due and that nobody else has, of webhooks that are on and not to be left alone for now. */
    async claim(
      lease: string,
      now: string,
      leaseUntil: string,
      limit: number,
    ): Promise<ClaimedWebhookQueue[]> {
      const due = database
        .selectFrom('webhook_queues')
        .select('id')
        .where('state', '=', 'waiting')
        .where('next_at', '<=', now)
        .where(({ or, eb }) => or([eb('lease', 'is', null), eb('lease_until', '<', now)]))
        .where('webhook', 'in', ({ selectFrom }) =>
          selectFrom('webhooks')
            .select('webhooks.id')
            .where('is_on', '=', 1)
            .where(({ or, eb }) => or([eb('paused_until', 'is', null), eb('paused_until', '<=', now)])),
        )
      // Nearly always nothing is: that is found out without a transaction.
      if ((await due.limit(1).executeTakeFirst()) === undefined) return []
      return inTransaction(engine, async (transaction) => {
        const found = await transaction.executeQuery(
          due
            .orderBy('next_at')
            .orderBy('id')
            .limit(limit)
            .$if(engine.name === 'postgres', (query) => query.forUpdate().skipLocked()),
        )
        const ids = found.rows.map(({ id }) => id)
        if (ids.length === 0) return []
        const queues = await transaction
          .updateTable('webhook_queues')
          .where('id', 'in', ids)
          .set({ lease, lease_until: leaseUntil })
          .returning(['id', 'webhook', 'next_at', 'attempts', 'problem'])
          .execute()
        const deliveries = await transaction
          .selectFrom('webhook_deliveries')
          .select(['queue', 'number'])
          .where('queue', 'in', ids)
          .where('sent_at', 'is', null)
          .orderBy('number')
          .execute()
        const pending = Map.groupBy(deliveries, ({ queue }) => queue)
        return queues.map((queue) => ({
          ...queue,
          lease,
          leaseUntil,
          pending: (pending.get(queue.id) ?? []).map(({ number }) => number),
          refusals: 0,
          is_in_doubt: 0,
          is_known: 0,
          remote_id: null,
        }))
      })
    },

    async deliveries(queue: string, numbers: readonly number[]) {
      if (numbers.length === 0) return []
      return database
        .selectFrom('webhook_deliveries')
        .select(['number', 'id', 'body'])
        .where('queue', '=', queue)
        .where('number', 'in', [...numbers])
        .orderBy('number')
        .execute()
    },

    /** Gives queues back. One whose lease went to another process meanwhile is left to that. */
    async record(outcomes: readonly QueueOutcome[], at: string): Promise<void> {
      if (outcomes.length === 0) return
      // In one order everywhere, so that two processes never wait for each other in a circle.
      const ordered = outcomes.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      await inTransaction(engine, async (transaction) => {
        for (const outcome of ordered) await recordOne(transaction, outcome, at)
      })
    },

    async noteTaken(id: string, count: number, at: string): Promise<void> {
      await database
        .updateTable('webhooks')
        .where('id', '=', id)
        .set((eb) => ({
          failures: 0,
          failure: null,
          paused_until: null,
          delivered: eb('delivered', '+', count),
          last_delivered_at: at,
        }))
        .execute()
    },

    /** Several fail at once: they count as one. @param until not to be tried again before. */
    async noteFailure(id: string, failure: WebhookFailure, now: string, until: string): Promise<void> {
      await database
        .updateTable('webhooks')
        .where('id', '=', id)
        .where(({ or, eb }) => or([eb('paused_until', 'is', null), eb('paused_until', '<=', now)]))
        .set((eb) => ({ failures: eb('failures', '+', 1), failure, paused_until: until }))
        .execute()
    },

    /** What was taken long ago; the dossiers keep their own history. */
    async forget(before: string): Promise<void> {
      await database.deleteFrom('webhook_deliveries').where('sent_at', '<', before).execute()
      await database
        .deleteFrom('webhook_queues')
        .where('state', '=', 'sent')
        .where('changed_at', '<', before)
        .execute()
    },
  }
}

async function recordOne(transaction: Transaction<Tables>, outcome: QueueOutcome, at: string): Promise<void> {
  const { id, lease, sent, seen } = outcome
  const isOurs = await transaction
    .updateTable('webhook_queues')
    .where('id', '=', id)
    .where('lease', '=', lease)
    .set({ lease: null, lease_until: null })
    .executeTakeFirst()
  if (isOurs.numUpdatedRows === 0n) return
  if (sent.length > 0)
    await transaction
      .updateTable('webhook_deliveries')
      .where('queue', '=', id)
      .where('number', 'in', [...sent])
      .set({ sent_at: at })
      .execute()
  const { left } = await transaction
    .selectFrom('webhook_deliveries')
    .select(({ fn }) => fn.max('number').as('left'))
    .where('queue', '=', id)
    .where('sent_at', 'is', null)
    .executeTakeFirstOrThrow()
  const hasNews = left !== null && left > seen
  const isDone = outcome.state === 'done'
  const state =
    left === null ? 'sent' : !isDone && outcome.state === 'refused' && !hasNews ? 'dead' : 'waiting'
  await transaction
    .updateTable('webhook_queues')
    .where('id', '=', id)
    .set({
      state,
      next_at: isDone ? at : outcome.nextAt,
      attempts: isDone ? 0 : outcome.attempts,
      problem: isDone ? null : outcome.problem,
      changed_at: at,
    })
    .execute()
}
