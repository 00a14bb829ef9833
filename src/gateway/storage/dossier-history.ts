/** The unalterable history of a dossier, and the notices that tell its device of it. */
import type { Transaction } from 'kysely'
import { sha256 } from '../../vault/encoding.ts'
import { canonicalBytes } from '../../vault/signature.ts'
import { textOf } from '../../vault/text.ts'
import { noteFacts } from './dossier-facts.ts'
import { queueEvent } from './exchange-queue.ts'
import { queueEventMessage } from './message-queue.ts'
import type { Tables } from './tables.ts'
import { queueWebhooks } from './webhook-queue.ts'

interface EventContent {
  readonly type: string
  readonly at: string
  readonly by: string
  readonly note: string | null
  readonly data: object
}

/**
 * The dossier's row is locked by its update before, so that the chain has no forks. Whatever the event brings with it
 * has been written before: the dossier is counted anew here.
 */
export async function appendEvent(
  transaction: Transaction<Tables>,
  dossier: string,
  content: EventContent,
): Promise<void> {
  const last = await transaction
    .selectFrom('dossier_events')
    .select(['number', 'digest'])
    .where('dossier', '=', dossier)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  const previous = last?.digest ?? null
  await transaction
    .insertInto('dossier_events')
    .values({
      dossier,
      number,
      type: content.type,
      at: content.at,
      by: content.by,
      note: content.note,
      data: textOf(canonicalBytes(content.data)),
      previous,
      digest: await eventDigest({ ...content, dossier, number, previous }),
    })
    .execute()
  // Of what has only arrived nobody is told, and nothing is counted: that keeps the intake as fast as it is.
  if (content.type === 'arrive') return
  // What an archive brings has happened long ago: whoever was to hear of it has heard.
  if (content.type !== 'import') await queueEvent(transaction, dossier, number, content.at)
  await queueWebhooks(transaction, { dossier, number, type: content.type, at: content.at })
  await queueEventMessage(transaction, { dossier, number, type: content.type, at: content.at })
  // After the outbox, which is locked in this order when it is recorded that the portal has taken something, too.
  await noteFacts(transaction, dossier)
}

/** The link of a dossier's history: SHA-256 over the RFC 8785 bytes of the event and the digest before it. */
export async function eventDigest(
  event: EventContent & {
    readonly dossier: string
    readonly number: number
    readonly previous: string | null
  },
): Promise<string> {
  const { type, at, by, note, data, dossier, number, previous } = event
  return sha256(canonicalBytes({ type, at, by, note, data, dossier, number, previous }))
}

export async function noteChange(
  transaction: Transaction<Tables>,
  device: string,
  dossier: string,
): Promise<void> {
  const sequence = await nextChange(transaction, device)
  await transaction.insertInto('device_changes').values({ device, sequence, dossier }).execute()
}

/** Locks the device's row until commit: numbers without gaps, and none that becomes visible after a higher one. */
export async function nextChange(transaction: Transaction<Tables>, device: string): Promise<number> {
  const { change_sequence } = await transaction
    .updateTable('devices')
    .where('id', '=', device)
    .set((eb) => ({ change_sequence: eb('change_sequence', '+', 1) }))
    .returning('change_sequence')
    .executeTakeFirstOrThrow()
  return change_sequence
}
