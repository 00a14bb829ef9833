/** What a citizen who asked for it is to be told of a dossier, written in the event's own transaction. */
import { randomBytes, randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import * as v from 'valibot'
import {
  type MessageChannel,
  type MessageKind,
  messageOf,
  sendableFrom,
} from '../../domain/message/message.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { DossierTable } from './tables/dossiers.ts'
import type { Tables } from './tables.ts'

export interface MessageContact {
  readonly channel: MessageChannel
  /** As `parseAddress` gives it. */
  readonly address: string
  /** BCP 47, the citizen's. */
  readonly language: string
}

/** JSON in `messages.data`: all that a text may say. */
export const messageFacts = v.object({
  /** Official number, or the receipt code before there is one. */
  code: v.string(),
  /** `YYYY-MM-DD`: promised, or the last one; null where none is. */
  day: v.nullable(v.string()),
  place: v.string(),
})
export type MessageFacts = v.InferOutput<typeof messageFacts>

export async function openMessageQueue(
  transaction: Transaction<Tables>,
  { id, unit, arrived_at }: Pick<DossierTable, 'id' | 'unit' | 'arrived_at'>,
  contact: MessageContact,
): Promise<void> {
  await transaction
    .insertInto('message_queues')
    .values({
      id,
      unit,
      ...contact,
      // 96 bits: the link is all that is needed to end messages, and nobody guesses one.
      stop_code: randomBytes(12).toString('base64url'),
      agreed_at: arrived_at,
      stopped_at: null,
      stopped_by: null,
      state: 'sent',
      next_at: arrived_at,
      attempts: 0,
      lease: null,
      lease_until: null,
      is_in_doubt: 0,
      problem: null,
      changed_at: arrived_at,
    })
    .execute()
}

export async function queueEventMessage(
  transaction: Transaction<Tables>,
  event: { readonly dossier: string; readonly number: number; readonly type: string; readonly at: string },
): Promise<void> {
  const kind = messageOf(event.type)
  if (kind === null) return
  await queueMessage(transaction, {
    dossier: event.dossier,
    kind,
    about: `event:${event.number}`,
    at: event.at,
  })
}

/** Nothing for who has not asked, or wants no more; the same thing is queued once. */
export async function queueMessage(
  transaction: Transaction<Tables>,
  { dossier, kind, about, at }: { dossier: string; kind: MessageKind; about: string; at: string },
): Promise<void> {
  const wanting = await transaction
    .selectFrom('message_queues')
    .innerJoin('dossiers', 'dossiers.id', 'message_queues.id')
    .innerJoin('units', 'units.code', 'dossiers.unit')
    .select([
      'official_number',
      'receipt_code',
      'due_at',
      'supplement_until',
      'units.name',
      'message_queues.state',
    ])
    .where('message_queues.id', '=', dossier)
    .where('stopped_at', 'is', null)
    .executeTakeFirst()
  if (wanting === undefined) return
  const facts: MessageFacts = {
    code: wanting.official_number ?? wanting.receipt_code,
    day: dayOf(kind, wanting),
    place: wanting.name,
  }
  const next_at = sendableFrom(at)
  // What waits for its next try goes on waiting: what is new comes after it.
  if (wanting.state !== 'waiting')
    await transaction
      .updateTable('message_queues')
      .where('id', '=', dossier)
      .set({ state: 'waiting', next_at, attempts: 0, changed_at: at })
      .execute()
  await transaction
    .insertInto('messages')
    .values((eb) => ({
      queue: dossier,
      number: eb
        .selectFrom('messages as earlier')
        .select(sql<number>`coalesce(max(earlier.number), 0) + 1`.as('next'))
        .where('earlier.queue', '=', dossier),
      id: randomUUID(),
      about,
      kind,
      data: JSON.stringify(facts),
      queued_at: at,
      sent_at: null,
      dropped_at: null,
    }))
    .onConflict((conflict) => conflict.columns(['queue', 'about']).doNothing())
    .execute()
}

/** With the content of its dossier. */
export async function removeMessages(transaction: Transaction<Tables>, dossier: string): Promise<void> {
  await transaction.deleteFrom('messages').where('queue', '=', dossier).execute()
  await transaction.deleteFrom('message_queues').where('id', '=', dossier).execute()
}

function dayOf(
  kind: MessageKind,
  { due_at, supplement_until }: Pick<DossierTable, 'due_at' | 'supplement_until'>,
): string | null {
  if (kind === 'supplement' || kind === 'remind-supplement') return supplement_until
  return due_at === null ? null : vietnamDay(due_at)
}
