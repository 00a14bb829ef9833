/** The outbox's book: every change of an envelope's state, with what follows from it, in one transaction each. */
import type { Acknowledgement } from '../../contract/acknowledgement.ts'
import { database, deleteWhere, type OutboxPartRow, type OutboxRow, type ReceiptRow } from '../database.ts'
import { hasCome } from './backoff.ts'
import { type DeliveryEvent, type DeliveryReason, type DeliveryState, nextState } from './machine.ts'

export interface Happening {
  readonly event: DeliveryEvent
  readonly reason?: DeliveryReason
  /** For states that wait: milliseconds since the epoch. */
  readonly nextAttemptAt?: number
  readonly acknowledgement?: Acknowledgement
}

const { carried, outbox, outboxBodies, outboxParts, outboxPartBytes, receipts } = database

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/**
 * Applies one event to each of some envelopes, all in one transaction. An envelope that is gone was delivered by
 * someone else.
 */
export function record(happenings: ReadonlyMap<string, Happening>): Promise<void> {
  const tables = [outbox, outboxBodies, outboxParts, outboxPartBytes, receipts, carried]
  return database.transaction('rw', tables, async () => {
    for (const [id, happening] of happenings) {
      const row = await outbox.get(id)
      if (row === undefined) continue
      const state = nextState(row.state, happening.event)
      const answer = happening.acknowledgement
      const isAnswered = state === 'delivered' || state === 'needs-attention'
      // The sequence only says when it goes: whose it is, the row of its import does.
      const isCarried = (await carried.get(id)) !== undefined
      if (isCarried && isAnswered && answer !== undefined) {
        // The device it came from has it still, and is the one to hear a refusal: the answer goes home by hand.
        await carried.update(id, { state: 'answered', answer })
        await drop(id)
      } else if (state === 'delivered') await drop(id)
      else await outbox.put(changed(row, state, happening))
      const receipt = await receipts.get(id)
      if (receipt !== undefined) await receipts.put(receiptAfter(receipt, state, happening))
    }
  })
}

function changed(row: OutboxRow, state: DeliveryState, happening: Happening): OutboxRow {
  const { event } = happening
  const hasProgress = event === 'awaiting-parts' || event === 'parts-sent' || event === 'retry-requested'
  const startsAttempt = event === 'attempt-started'
  const losesPart = row.state === 'uploading-parts' && state !== 'uploading-parts' && !hasProgress
  // Not by progress: a part that is refused again and again would be sent anew every few seconds.
  const attempts = event === 'retry-requested' ? 0 : row.attempts + (startsAttempt || losesPart ? 1 : 0)
  return {
    ...row,
    state,
    attempts,
    nextAttemptAt: happening.nextAttemptAt ?? 0,
    reason: happening.reason ?? (hasProgress ? null : row.reason),
  }
}

function receiptAfter(receipt: ReceiptRow, state: DeliveryState, happening: Happening): ReceiptRow {
  const deliveredAt = happening.acknowledgement?.receivedAt ?? receipt.deliveredAt
  const reason = happening.reason ?? null
  if (state === 'delivered') return { ...receipt, delivery: 'delivered', deliveredAt, reason: null }
  if (state === 'needs-attention') return { ...receipt, delivery: 'needs-attention', reason }
  return { ...receipt, delivery: deliveredAt === null ? 'queued' : 'received', deliveredAt, reason }
}

/** Joins the transaction of `record`: the only place where a payload is forgotten. */
async function drop(id: string): Promise<void> {
  await outbox.delete(id)
  await outboxBodies.delete(id)
  await deleteWhere(outboxParts, { envelope: id })
  await deleteWhere(outboxPartBytes, { envelope: id })
}

/** The way to the gateway was closed: the moment it is tried again, they all go. */
const networkReasons: ReadonlySet<DeliveryReason | null> = new Set([
  'unreachable',
  'captive-portal',
  'not-a-gateway',
])
/** The gateway was in trouble, perhaps with this very envelope. */
const troubleReasons: ReadonlySet<DeliveryReason | null> = new Set(['gateway-error', 'gateway-busy'])

/**
 * At the start of a run: what a vanished runner held is free again, what waited is due, and what waited for the
 * network only goes with this run.
 * @param early what else is woken before its time: nothing, what met a gateway in trouble, or everything
 */
export function wakeDue(nowMs: number, early: 'nothing' | 'trouble' | 'everything'): Promise<void> {
  return database.transaction('rw', outbox, outboxParts, async () => {
    await outbox
      .where('state')
      .equals('sending')
      .modify((row: Mutable<OutboxRow>) => {
        row.state = nextState(row.state, 'interrupted')
      })
    await outbox
      .where('state')
      .anyOf('waiting', 'parts-waiting')
      .modify((row: Mutable<OutboxRow>) => {
        const isEarly =
          early === 'everything' ||
          networkReasons.has(row.reason) ||
          (early === 'trouble' && troubleReasons.has(row.reason))
        if (!isEarly && !hasCome(row.nextAttemptAt, nowMs)) return
        row.state = nextState(row.state, 'due')
      })
    await outboxParts.where({ state: 'sending' }).modify({ state: 'unsent' })
  })
}

/** What says nothing against the envelope itself: it goes with the others and in its order. */
const ordinaryReasons: ReadonlySet<DeliveryReason | null> = new Set([
  null,
  ...networkReasons,
  'gateway-busy',
  'retry-later',
])

/** It broke the gateway, or the gateway did not even look into it: it may do so again. */
function isTroubled({ reason }: OutboxRow): boolean {
  return !ordinaryReasons.has(reason)
}

export type Work =
  | { readonly kind: 'envelopes'; readonly rows: readonly OutboxRow[] }
  /** The parts of one envelope. */
  | { readonly kind: 'parts'; readonly row: OutboxRow }

/**
 * What to send next: envelopes in the order they were made, as many as fit, then parts. What met trouble of its own
 * goes after all of that and alone, what was tried least first: however many are in trouble, they delay no other.
 * @param limits.envelopes in one request; 0: parts only
 */
export async function nextWork(limits: {
  readonly envelopes: number
  readonly bytes: number
}): Promise<Work | null> {
  const rows = limits.envelopes === 0 ? [] : await nextBatch(limits.envelopes, limits.bytes)
  if (rows.length > 0) return { kind: 'envelopes', rows }
  const row = await inOrder('uploading-parts')
    .filter((candidate) => !isTroubled(candidate))
    .first()
  if (row !== undefined) return { kind: 'parts', row }

  const troubled = [
    ...(limits.envelopes === 0 ? [] : await inOrder('queued').filter(isTroubled).toArray()),
    ...(await inOrder('uploading-parts').filter(isTroubled).toArray()),
  ]
  const [first] = troubled.toSorted((a, b) => a.attempts - b.attempts || a.sequence - b.sequence)
  if (first === undefined) return null
  return first.state === 'queued' ? { kind: 'envelopes', rows: [first] } : { kind: 'parts', row: first }
}

/** At least one when there is one. */
async function nextBatch(count: number, bytes: number): Promise<OutboxRow[]> {
  const candidates = await inOrder('queued')
    .filter((candidate) => !isTroubled(candidate))
    .limit(count)
    .toArray()
  const batch: OutboxRow[] = []
  let total = 0
  for (const row of candidates) {
    total += row.bytes
    if (batch.length > 0 && total > bytes) break
    batch.push(row)
  }
  return batch
}

function inOrder(state: DeliveryState) {
  return outbox.where('[state+sequence]').between([state, 0], [state, Number.MAX_SAFE_INTEGER])
}

export function nextPart(envelope: string): Promise<OutboxPartRow | undefined> {
  return outboxParts.where({ envelope, state: 'unsent' }).first()
}

/** Notes which parts the gateway still lacks, and takes the others as sent. */
export function markMissingParts(envelope: string, missing: readonly string[]): Promise<number> {
  return outboxParts.where({ envelope }).modify((part: Mutable<OutboxPartRow>) => {
    const isMissing = missing.includes(part.sha256)
    // An upload that we finished and the gateway did not get is no longer worth going on with.
    if (isMissing && part.state === 'sent') part.uploadUrl = null
    part.state = isMissing ? 'unsent' : 'sent'
  })
}

/** Milliseconds since the epoch of the earliest wait to end; null when nothing waits. */
export async function earliestWait(): Promise<number | null> {
  const first = await Promise.all(
    (['waiting', 'parts-waiting'] as const).map((state) =>
      outbox.where('[state+nextAttemptAt]').between([state, 0], [state, Number.MAX_SAFE_INTEGER]).first(),
    ),
  )
  const moments = first.flatMap((row) => (row === undefined ? [] : [row.nextAttemptAt]))
  return moments.length === 0 ? null : Math.min(...moments)
}
