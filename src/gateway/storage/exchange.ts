/**
 * The outbox to the National Public Service Portal. A queue (one dossier) is claimed whole by one process for a while,
 * sent in order, and given back with what came of it: two processes never send the same at a time, and what a dead one
 * had claimed is in doubt.
 */
import type { Selectable, Transaction } from 'kysely'
import { noteSynchronised } from './dossier-facts.ts'
import { type Engine, inTransaction } from './engine.ts'
import { wakeQueue } from './exchange-queue.ts'
import type { ExchangeQueueTable, ExchangeState } from './tables/exchange.ts'
import type { Tables } from './tables.ts'

export type ExchangeQueue = Selectable<ExchangeQueueTable>

export interface ClaimedQueue extends ExchangeQueue {
  readonly lease: string
  readonly leaseUntil: string
  /** Numbers of the events that it has to tell, in order. */
  readonly pending: readonly number[]
}

/** What came of sending a queue. */
export interface QueueOutcome {
  readonly id: string
  /** Under which it was claimed. */
  readonly lease: string
  readonly state: Exclude<ExchangeState, 'sent'> | 'done'
  /** Of the events, those that the portal has acknowledged. */
  readonly sent: readonly number[]
  /** Highest event that was looked at: one that came meanwhile is sent next. */
  readonly seen: number
  readonly nextAt: string
  readonly attempts: number
  readonly refusals: number
  readonly isInDoubt: boolean
  readonly isKnown: boolean
  readonly remoteId: string | null
  /** JSON of `contract/exchange.ts`; null when there is none. */
  readonly problem: string | null
}

export interface ExchangeUnit {
  readonly isOn: boolean
  readonly senderCode: string
}

export function exchangeStore(engine: Engine) {
  const { database } = engine
  return {
    async unit(code: string): Promise<ExchangeUnit | undefined> {
      const row = await database
        .selectFrom('exchange_units')
        .selectAll()
        .where('unit', '=', code)
        .executeTakeFirst()
      return row === undefined ? undefined : { isOn: row.is_on === 1, senderCode: row.sender_code }
    },

    /** Codes of those that are switched on. */
    async unitsThatTell(): Promise<string[]> {
      const rows = await database
        .selectFrom('exchange_units')
        .select('unit')
        .where('is_on', '=', 1)
        .orderBy('unit')
        .execute()
      return rows.map(({ unit }) => unit)
    },

    async setUnit(code: string, { isOn, senderCode }: ExchangeUnit): Promise<void> {
      const values = { is_on: isOn ? 1 : 0, sender_code: senderCode }
      await database
        .insertInto('exchange_units')
        .values({ unit: code, ...values })
        .onConflict((conflict) => conflict.column('unit').doUpdateSet(values))
        .execute()
    },

    /** Code of the unit that is on and that the portal calls so; undefined when there is none, or more than one. */
    async unitOfSender(senderCode: string): Promise<string | undefined> {
      const rows = await database
        .selectFrom('exchange_units')
        .innerJoin('units', 'units.code', 'exchange_units.unit')
        .select('unit')
        .where('is_on', '=', 1)
        .where(({ or, eb }) => or([eb('sender_code', '=', senderCode), eb('org_code', '=', senderCode)]))
        .limit(2)
        .execute()
      return rows.length === 1 ? rows[0]?.unit : undefined
    },

    /** MaLinhVuc by TenLinhVuc, as a unit's administrator gave them. */
    async fieldCodes(unit: string): Promise<ReadonlyMap<string, string>> {
      const rows = await database
        .selectFrom('exchange_field_codes')
        .selectAll()
        .where('unit', '=', unit)
        .execute()
      return new Map(rows.map(({ field, code }) => [field, code]))
    },

    async setFieldCode(unit: string, field: string, code: string): Promise<void> {
      await database
        .insertInto('exchange_field_codes')
        .values({ unit, field, code })
        .onConflict((conflict) => conflict.columns(['unit', 'field']).doUpdateSet({ code }))
        .execute()
    },

    /** Something of the unit has changed that messages may have been held for. */
    async checkHeldAgain(unit: string, at: string): Promise<void> {
      await database
        .updateTable('exchange_queues')
        .where('unit', '=', unit)
        .where('state', '=', 'held')
        .set({ state: 'waiting', next_at: at, problem: null, changed_at: at })
        .execute()
    },

    /**
     * Queues what was accepted before the exchange was switched on, and what happened while it was off, from each
     * dossier's reception on. What was queued before stays as it is.
     * @returns how many dossiers have something to tell by it.
     */
    async queueExisting(unit: string, at: string): Promise<number> {
      return inTransaction(engine, async (transaction) => {
        const events = await transaction
          .selectFrom('dossier_events')
          .innerJoin('dossiers', 'dossiers.id', 'dossier_events.dossier')
          .select(['dossier', 'number'])
          .where('dossiers.unit', '=', unit)
          .where('official_number', 'is not', null)
          // Of which there is nothing left to tell.
          .where('content_removed_at', 'is', null)
          .where('number', '>=', ({ selectFrom }) =>
            selectFrom('dossier_events as reception')
              .select(({ fn }) => fn.min('reception.number').as('first'))
              .whereRef('reception.dossier', '=', 'dossier_events.dossier')
              .where('reception.type', '=', 'receive'),
          )
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('exchange_messages')
                  .select('queue')
                  .whereRef('queue', '=', 'dossier_events.dossier')
                  .whereRef('exchange_messages.number', '=', 'dossier_events.number'),
              ),
            ),
          )
          .execute()
        for (let from = 0; from < events.length; from += pageSize)
          await transaction
            .insertInto('exchange_messages')
            .values(
              events
                .slice(from, from + pageSize)
                .map(({ dossier, number }) => ({ queue: dossier, number, queued_at: at, sent_at: null })),
            )
            .execute()
        const dossiers = [...new Set(events.map(({ dossier }) => dossier))]
        for (const id of dossiers)
          await wakeQueue(transaction, { id, unit, kind: 'dossier', content: null }, at)
        return dossiers.length
      })
    },

    /** The month's ratings of a unit; given again, they are sent again. @param content JSON of the totals. */
    async queueRating(unit: string, month: string, content: string, at: string): Promise<void> {
      const id = `rating:${unit}:${month}`
      await inTransaction(engine, async (transaction) => {
        await transaction
          .insertInto('exchange_messages')
          .values({ queue: id, number: 1, queued_at: at, sent_at: null })
          .onConflict((conflict) =>
            conflict.columns(['queue', 'number']).doUpdateSet({ queued_at: at, sent_at: null }),
          )
          .execute()
        await wakeQueue(transaction, { id, unit, kind: 'rating', content }, at)
      })
    },

    /** Queues that are due and that nobody else has, for as long as until `leaseUntil`. */
    async claim(lease: string, now: string, leaseUntil: string, limit: number): Promise<ClaimedQueue[]> {
      return inTransaction(engine, async (transaction) => {
        const due = await transaction
          .selectFrom('exchange_queues')
          .select('id')
          .where('state', '=', 'waiting')
          .where('next_at', '<=', now)
          .where(({ or, eb }) => or([eb('lease', 'is', null), eb('lease_until', '<', now)]))
          .orderBy('next_at')
          .orderBy('id')
          .limit(limit)
          .$if(engine.name === 'postgres', (query) => query.forUpdate().skipLocked())
          .execute()
        if (due.length === 0) return []
        const ids = due.map(({ id }) => id)
        const queues = await transaction
          .updateTable('exchange_queues')
          .where('id', 'in', ids)
          .set(({ eb, ref }) => ({
            lease,
            lease_until: leaseUntil,
            // Whoever had it did not give it back: something may have been sent.
            is_in_doubt: eb.case().when('lease', 'is not', null).then(1).else(ref('is_in_doubt')).end(),
          }))
          .returningAll()
          .execute()
        const messages = await transaction
          .selectFrom('exchange_messages')
          .select(['queue', 'number'])
          .where('queue', 'in', ids)
          .where('sent_at', 'is', null)
          .orderBy('number')
          .execute()
        const pending = Map.groupBy(messages, ({ queue }) => queue)
        return queues.map((queue) => ({
          ...queue,
          lease,
          leaseUntil,
          pending: (pending.get(queue.id) ?? []).map(({ number }) => number),
        }))
      })
    },

    /** Gives queues back. One whose lease went to another process meanwhile is left to that. */
    async record(outcomes: readonly QueueOutcome[], at: string): Promise<void> {
      if (outcomes.length === 0) return
      const isPlain = (outcome: QueueOutcome) => outcome.state === 'done' && outcome.remoteId === null
      // In one order everywhere, so that two processes never wait for each other in a circle.
      const ordered = outcomes.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      await inTransaction(engine, async (transaction) => {
        await recordDone(transaction, ordered.filter(isPlain), at)
        for (const outcome of ordered) if (!isPlain(outcome)) await recordOne(transaction, outcome, at)
      })
    },

    /** How many queues of the unit are in which state. */
    async counts(unit: string): Promise<Record<ExchangeState, number>> {
      const rows = await database
        .selectFrom('exchange_queues')
        .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
        .where('unit', '=', unit)
        .groupBy('state')
        .execute()
      const of = (state: ExchangeState) => Number(rows.find((row) => row.state === state)?.count ?? 0)
      return {
        waiting: of('waiting'),
        held: of('held'),
        refused: of('refused'),
        parked: of('parked'),
        sent: of('sent'),
      }
    },

    /** What needs a person, newest first, with the names that people know a dossier by. */
    async needingPeople(unit: string, state: 'held' | 'refused', limit: number) {
      return database
        .selectFrom('exchange_queues')
        .leftJoin('dossiers', 'dossiers.id', 'exchange_queues.id')
        .select([
          'exchange_queues.id',
          'problem',
          'changed_at',
          'official_number',
          'receipt_code',
          'applicant_name',
          'procedure',
        ])
        .where('exchange_queues.unit', '=', unit)
        .where('exchange_queues.state', '=', state)
        .orderBy('changed_at', 'desc')
        .orderBy('exchange_queues.id')
        .limit(limit)
        .execute()
    },

    async find(id: string): Promise<ExchangeQueue | undefined> {
      return database.selectFrom('exchange_queues').selectAll().where('id', '=', id).executeTakeFirst()
    },

    /** @returns false when there is nothing held or refused by that id. */
    async sendAgain(id: string, at: string): Promise<boolean> {
      const result = await database
        .updateTable('exchange_queues')
        .where('id', '=', id)
        .where('state', 'in', ['held', 'refused'])
        .set({ state: 'waiting', next_at: at, attempts: 0, refusals: 0, problem: null, changed_at: at })
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** A contradiction is noted once as long as nobody has decided on it; meanwhile nothing is sent. */
    async park(conflict: {
      readonly id: string
      readonly dossier: string
      readonly unit: string
      readonly portalState: number
      readonly at: string
    }): Promise<void> {
      const { id, dossier, unit, portalState, at } = conflict
      await inTransaction(engine, async (transaction) => {
        await wakeQueue(transaction, { id: dossier, unit, kind: 'dossier', content: null }, at)
        await transaction
          .updateTable('exchange_queues')
          .where('id', '=', dossier)
          .set({ state: 'parked', changed_at: at })
          .execute()
        const open = await transaction
          .selectFrom('exchange_conflicts')
          .select('id')
          .where('dossier', '=', dossier)
          .where('chosen_at', 'is', null)
          .executeTakeFirst()
        if (open === undefined)
          await transaction
            .insertInto('exchange_conflicts')
            .values({
              id,
              dossier,
              unit,
              portal_state: portalState,
              found_at: at,
              choice: null,
              chosen_by: null,
              chosen_at: null,
            })
            .execute()
      })
    },

    async openConflicts(unit: string, limit: number) {
      return database
        .selectFrom('exchange_conflicts')
        .innerJoin('dossiers', 'dossiers.id', 'exchange_conflicts.dossier')
        .select([
          'exchange_conflicts.id',
          'exchange_conflicts.dossier',
          'portal_state',
          'found_at',
          'official_number',
          'receipt_code',
          'applicant_name',
          'state',
        ])
        .where('exchange_conflicts.unit', '=', unit)
        .where('chosen_at', 'is', null)
        .orderBy('found_at', 'desc')
        .limit(limit)
        .execute()
    },

    /** The states that a person has decided to leave at the portal, or to write over: no contradiction again. */
    async decidedStates(dossier: string): Promise<number[]> {
      const rows = await database
        .selectFrom('exchange_conflicts')
        .select('portal_state')
        .where('dossier', '=', dossier)
        .where('chosen_at', 'is not', null)
        .execute()
      return rows.map(({ portal_state }) => portal_state)
    },

    /** @returns false when somebody was faster, or there is none of that unit. */
    async decide(
      id: string,
      unit: string,
      choice: 'send-ours' | 'keep-theirs',
      by: string,
      at: string,
    ): Promise<boolean> {
      return inTransaction(engine, async (transaction) => {
        const decided = await transaction
          .updateTable('exchange_conflicts')
          .where('id', '=', id)
          .where('unit', '=', unit)
          .where('chosen_at', 'is', null)
          .set({ choice, chosen_by: by, chosen_at: at })
          .returning('dossier')
          .executeTakeFirst()
        if (decided === undefined) return false
        if (choice === 'keep-theirs')
          await transaction
            .updateTable('exchange_messages')
            .where('queue', '=', decided.dossier)
            .where('sent_at', 'is', null)
            .set({ sent_at: at })
            .execute()
        await transaction
          .updateTable('exchange_queues')
          .where('id', '=', decided.dossier)
          .where('state', '=', 'parked')
          .set({
            state: choice === 'send-ours' ? 'waiting' : 'sent',
            next_at: at,
            attempts: 0,
            refusals: 0,
            problem: null,
            changed_at: at,
          })
          .execute()
        return true
      })
    },
  }
}

/** Values in one statement: an engine takes no more than some thousands. */
const pageSize = 500

/** What went as it should, which is nearly all, in three statements however many there are. */
async function recordDone(
  transaction: Transaction<Tables>,
  outcomes: readonly QueueOutcome[],
  at: string,
): Promise<void> {
  if (outcomes.length === 0) return
  const ours = await transaction
    .updateTable('exchange_queues')
    .where(({ or, and, eb }) =>
      or(outcomes.map(({ id, lease }) => and([eb('id', '=', id), eb('lease', '=', lease)]))),
    )
    .set({
      lease: null,
      lease_until: null,
      is_in_doubt: 0,
      is_known: 1,
      attempts: 0,
      refusals: 0,
      problem: null,
      next_at: at,
      changed_at: at,
    })
    .returning('id')
    .execute()
  const ids = new Set(ours.map(({ id }) => id))
  const told = outcomes.filter(({ id }) => ids.has(id))
  if (told.length === 0) return
  await transaction
    .updateTable('exchange_messages')
    .where('sent_at', 'is', null)
    .where(({ or, and, eb }) =>
      // All that it had when it was claimed: what came since has higher numbers.
      or(told.map(({ id, seen }) => and([eb('queue', '=', id), eb('number', '<=', seen)]))),
    )
    .set({ sent_at: at })
    .execute()
  await noteSynchronised(transaction, [...ids], true)
  await transaction
    .updateTable('exchange_queues')
    .where('id', 'in', [...ids])
    // Parked meanwhile by what the portal said: that stands.
    .where('state', '!=', 'parked')
    .set(({ eb, exists, selectFrom }) => ({
      state: eb
        .case()
        .when(
          exists(
            selectFrom('exchange_messages')
              .select('queue')
              .whereRef('queue', '=', 'exchange_queues.id')
              .where('sent_at', 'is', null),
          ),
        )
        .then('waiting' as const)
        .else('sent' as const)
        .end(),
    }))
    .execute()
}

async function recordOne(transaction: Transaction<Tables>, outcome: QueueOutcome, at: string): Promise<void> {
  const { id, lease, sent } = outcome
  const isOurs = await transaction
    .updateTable('exchange_queues')
    .where('id', '=', id)
    .where('lease', '=', lease)
    .set({
      lease: null,
      lease_until: null,
      is_in_doubt: outcome.isInDoubt ? 1 : 0,
      is_known: outcome.isKnown ? 1 : 0,
      remote_id: outcome.remoteId,
    })
    .returning('state')
    .executeTakeFirst()
  if (isOurs === undefined) return
  await noteSynchronised(transaction, [id], outcome.isKnown)
  if (sent.length > 0)
    await transaction
      .updateTable('exchange_messages')
      .where('queue', '=', id)
      .where('number', 'in', sent)
      .set({ sent_at: at })
      .execute()
  // Parked meanwhile by what the portal said: that stands.
  if (isOurs.state === 'parked') return
  const { left } = await transaction
    .selectFrom('exchange_messages')
    .select(({ fn }) => fn.max('number').as('left'))
    .where('queue', '=', id)
    .where('sent_at', 'is', null)
    .executeTakeFirstOrThrow()
  const hasNews = left !== null && left > outcome.seen
  const { state, nextAt, attempts, refusals, problem } =
    hasNews || outcome.state === 'done'
      ? {
          state: left === null ? ('sent' as const) : ('waiting' as const),
          nextAt: outcome.state === 'done' ? at : outcome.nextAt,
          attempts: 0,
          refusals: 0,
          problem: null,
        }
      : { ...outcome, state: outcome.state }
  await transaction
    .updateTable('exchange_queues')
    .where('id', '=', id)
    .set({ state, next_at: nextAt, attempts, refusals, problem, changed_at: at })
    .execute()
}
