/**
 * The outbox to citizens. A queue (one dossier) is claimed whole by one process for a while, as those to webhooks are;
 * what a process that died had claimed is in doubt, since a message may have gone.
 */

import { type Selectable, sql, type Transaction } from 'kysely'
import * as v from 'valibot'
import { messageFailure } from '../../contract/messages.ts'
import { type MessageChannel, reminderOn } from '../../domain/message/message.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { QueueOutcome } from './exchange.ts'
import { queueMessage } from './message-queue.ts'
import type { MessageQueueTable } from './tables/notices.ts'
import type { Tables } from './tables.ts'

/** JSON in `message_queues.problem`: what happened last, and how often the provider has said no. */
export const storedMessageProblem = v.object({ failure: messageFailure, refusals: v.number() })

export type StoredMessageQueue = Selectable<MessageQueueTable>

export interface ClaimedMessageQueue {
  readonly id: string
  readonly lease: string
  readonly leaseUntil: string
  readonly next_at: string
  readonly attempts: number
  readonly problem: string | null
  readonly pending: readonly number[]
  readonly refusals: number
  readonly is_in_doubt: number
  readonly is_known: number
  readonly remote_id: string | null
}

export function messageStore(engine: Engine) {
  const { database } = engine
  return {
    async find(dossier: string): Promise<StoredMessageQueue | undefined> {
      return database.selectFrom('message_queues').selectAll().where('id', '=', dossier).executeTakeFirst()
    },

    /** All of a dossier, in order. */
    async of(dossier: string) {
      return database
        .selectFrom('messages')
        .select(['number', 'id', 'kind', 'data', 'queued_at', 'sent_at', 'dropped_at'])
        .where('queue', '=', dossier)
        .orderBy('number')
        .execute()
    },

    /**
     * Ends messages to whoever the queue's are for: of all their dossiers here, on that channel. What waits is dropped.
     * @returns false when there is no such queue.
     */
    async stop(
      queue: { readonly code: string } | { readonly dossier: string },
      by: 'citizen' | 'desk',
      at: string,
    ): Promise<boolean> {
      return inTransaction(engine, async (transaction) => {
        const known = await transaction
          .selectFrom('message_queues')
          .select(['channel', 'address'])
          .$if('code' in queue, (query) => query.where('stop_code', '=', 'code' in queue ? queue.code : ''))
          .$if('dossier' in queue, (query) => query.where('id', '=', 'dossier' in queue ? queue.dossier : ''))
          .executeTakeFirst()
        if (known === undefined) return false
        const stopped = await transaction
          .updateTable('message_queues')
          .where('channel', '=', known.channel)
          .where('address', '=', known.address)
          .where('stopped_at', 'is', null)
          .set({ stopped_at: at, stopped_by: by, state: 'sent', changed_at: at, problem: null })
          .returning('id')
          .execute()
        for (const { id } of stopped)
          await transaction
            .updateTable('messages')
            .where('queue', '=', id)
            .where('sent_at', 'is', null)
            .where('dropped_at', 'is', null)
            .set({ dropped_at: at })
            .execute()
        return true
      })
    },

    async drop(queue: string, numbers: readonly number[], at: string): Promise<void> {
      if (numbers.length === 0) return
      await database
        .updateTable('messages')
        .where('queue', '=', queue)
        .where('number', 'in', [...numbers])
        .set({ dropped_at: at })
        .execute()
    },

    async counts(unit: string, since: string): Promise<{ readonly waiting: number; readonly sent: number }> {
      const counted = await database
        .selectFrom('messages')
        .innerJoin('message_queues', 'message_queues.id', 'messages.queue')
        .select([
          sql<number>`count(case when sent_at is null and dropped_at is null then 1 end)`.as('waiting'),
          sql<number>`count(case when sent_at >= ${since} then 1 end)`.as('sent'),
        ])
        .where('unit', '=', unit)
        .executeTakeFirstOrThrow()
      return { waiting: Number(counted.waiting), sent: Number(counted.sent) }
    },

    async dead(unit: string, limit: number) {
      return database
        .selectFrom('message_queues')
        .innerJoin('dossiers', 'dossiers.id', 'message_queues.id')
        .select(['message_queues.id', 'channel', 'problem', 'changed_at', 'official_number', 'receipt_code'])
        .where('message_queues.unit', '=', unit)
        .where('message_queues.state', '=', 'dead')
        .orderBy('changed_at', 'desc')
        .orderBy('message_queues.id')
        .limit(limit)
        .execute()
    },

    /** @returns false when the unit has nothing given up by that id. */
    async sendAgain(unit: string, queue: string, at: string, nextAt: string): Promise<boolean> {
      const again = await database
        .updateTable('message_queues')
        .where('id', '=', queue)
        .where('unit', '=', unit)
        .where('state', '=', 'dead')
        .where('stopped_at', 'is', null)
        .set({
          state: 'waiting',
          next_at: nextAt,
          attempts: 0,
          is_in_doubt: 0,
          problem: null,
          changed_at: at,
        })
        .executeTakeFirst()
      return again.numUpdatedRows === 1n
    },

    /** Queues that are due and that nobody else has, of channels that something can be sent on. */
    async claim(
      channels: readonly MessageChannel[],
      lease: string,
      now: string,
      leaseUntil: string,
      limit: number,
    ): Promise<ClaimedMessageQueue[]> {
      const due = database
        .selectFrom('message_queues')
        .select('id')
        .where('state', '=', 'waiting')
        .where('next_at', '<=', now)
        .where('channel', 'in', [...channels])
        .where(({ or, eb }) => or([eb('lease', 'is', null), eb('lease_until', '<', now)]))
      // Nearly always nothing is: that is found out without a transaction.
      if (channels.length === 0 || (await due.limit(1).executeTakeFirst()) === undefined) return []
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
          .updateTable('message_queues')
          .where('id', 'in', ids)
          .set({
            // Whoever had it died over it.
            is_in_doubt: sql<number>`case when lease is null then is_in_doubt else 1 end`,
            lease,
            lease_until: leaseUntil,
          })
          .returning(['id', 'next_at', 'attempts', 'problem', 'is_in_doubt'])
          .execute()
        const messages = await transaction
          .selectFrom('messages')
          .select(['queue', 'number'])
          .where('queue', 'in', ids)
          .where('sent_at', 'is', null)
          .where('dropped_at', 'is', null)
          .orderBy('number')
          .execute()
        const pending = Map.groupBy(messages, ({ queue }) => queue)
        return queues.map((queue) => ({
          ...queue,
          lease,
          leaseUntil,
          pending: (pending.get(queue.id) ?? []).map(({ number }) => number),
          refusals: 0,
          is_known: 0,
          remote_id: null,
        }))
      })
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

    /** Queues what people are to be reminded of that day; what was queued before is not queued again. */
    async remind(today: string, at: string): Promise<void> {
      const open = await database
        .selectFrom('message_queues')
        .innerJoin('dossiers', 'dossiers.id', 'message_queues.id')
        .select(['dossiers.id', 'stage', 'due_at', 'supplement_until', 'supplement_arrived_at'])
        .where('stopped_at', 'is', null)
        .where('closed_at', 'is', null)
        .where(({ or, eb }) => or([eb('due_at', 'is not', null), eb('supplement_until', 'is not', null)]))
        .execute()
      for (const dossier of open) {
        const reminder = reminderOn(
          {
            stage: dossier.stage,
            dueAt: dossier.due_at,
            supplementUntil: dossier.supplement_until,
            supplementArrivedAt: dossier.supplement_arrived_at,
          },
          today,
        )
        if (reminder === null) continue
        const { kind, day } = reminder
        const about = `${kind}:${day}`
        const told = await database
          .selectFrom('messages')
          .select('number')
          .where('queue', '=', dossier.id)
          .where('about', '=', about)
          .executeTakeFirst()
        if (told === undefined)
          await inTransaction(engine, async (transaction) => {
            // Locks the dossier: an event that is just being written numbers its own message before or after.
            await transaction
              .updateTable('dossiers')
              .where('id', '=', dossier.id)
              .set((eb) => ({ revision: eb.ref('revision') }))
              .execute()
            await queueMessage(transaction, { dossier: dossier.id, kind, about, at })
          })
      }
    },
  }
}

async function recordOne(transaction: Transaction<Tables>, outcome: QueueOutcome, at: string): Promise<void> {
  const { id, lease, sent, seen } = outcome
  const isOurs = await transaction
    .updateTable('message_queues')
    .where('id', '=', id)
    .where('lease', '=', lease)
    .set({ lease: null, lease_until: null })
    .executeTakeFirst()
  if (isOurs.numUpdatedRows === 0n) return
  if (sent.length > 0)
    await transaction
      .updateTable('messages')
      .where('queue', '=', id)
      .where('number', 'in', [...sent])
      .set({ sent_at: at, dropped_at: null })
      .execute()
  const { left } = await transaction
    .selectFrom('messages')
    .select(({ fn }) => fn.max('number').as('left'))
    .where('queue', '=', id)
    .where('sent_at', 'is', null)
    .where('dropped_at', 'is', null)
    .executeTakeFirstOrThrow()
  const hasNews = left !== null && left > seen
  const isDone = outcome.state === 'done'
  const state =
    left === null ? 'sent' : !isDone && outcome.state === 'refused' && !hasNews ? 'dead' : 'waiting'
  await transaction
    .updateTable('message_queues')
    .where('id', '=', id)
    .set({
      state,
      next_at: isDone ? at : outcome.nextAt,
      attempts: isDone ? 0 : outcome.attempts,
      is_in_doubt: !isDone && (outcome.isInDoubt || isUnanswered(outcome.problem)) ? 1 : 0,
      problem: isDone ? null : outcome.problem,
      changed_at: at,
    })
    .execute()
}

function isUnanswered(problem: string | null): boolean {
  return problem !== null && v.parse(storedMessageProblem, JSON.parse(problem)).failure === 'no-answer'
}
