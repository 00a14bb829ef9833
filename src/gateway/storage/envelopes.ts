/** Envelopes and their parts: stored exactly once, before anything is said about them. */
import type { Transaction } from 'kysely'
import type { Envelope } from '../../contract/envelope.ts'
import type { ProblemCode } from '../../contract/problem.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { Tables } from './tables.ts'

export interface NewEnvelope {
  readonly envelope: Envelope
  readonly digest: string
  /** RFC 8785 text, as digested. */
  readonly body: string
}

export type Storing =
  | {
      readonly ok: true
      readonly outcome: 'stored' | 'duplicate'
      readonly receivedAt: string
      readonly missingParts: readonly string[]
    }
  | { readonly ok: false; readonly problem: 'envelope-conflict' | 'sequence-conflict' }

export interface StoredEnvelope {
  readonly id: string
  readonly body: string
  readonly receivedAt: string
}

export interface QuarantinedEnvelope {
  readonly id: string
  readonly device: string
  readonly receivedAt: string
  readonly problem: ProblemCode
  readonly detail: string | null
}

export interface ExpectedPart {
  readonly bytes: number
  readonly mediaType: string
  readonly arrivedAt: string | null
}

export function envelopeStore(engine: Engine) {
  const { database } = engine
  return {
    /**
     * Stores a batch in one transaction (one fsync); durable when it returns.
     * @returns one answer per entry, in order.
     */
    async store(entries: readonly NewEnvelope[], now: string): Promise<Storing[]> {
      // One order everywhere, so that two batches with the same envelopes never wait for each other in a circle.
      const ordered = [...entries.entries()].sort(([, a], [, b]) => (a.envelope.id < b.envelope.id ? -1 : 1))
      return inTransaction(engine, async (transaction) => {
        const answers = new Array<Storing>(entries.length)
        for (const [index, entry] of ordered) answers[index] = await storeOne(transaction, entry, now)
        return answers
      })
    },

    /**
     * A page of the envelopes that no one has opened yet, oldest first.
     * @param after the last one of the page before; null for the first page.
     */
    async unopened(after: StoredEnvelope | null, limit: number): Promise<StoredEnvelope[]> {
      return database
        .selectFrom('envelopes')
        .select(['id', 'body', 'received_at as receivedAt'])
        .where('state', '=', 'stored')
        .$if(after !== null, (query) =>
          query.where((eb) =>
            eb.or([
              eb('received_at', '>', after?.receivedAt ?? ''),
              eb('received_at', '=', after?.receivedAt ?? '').and('id', '>', after?.id ?? ''),
            ]),
          ),
        )
        .orderBy('received_at')
        .orderBy('id')
        .limit(limit)
        .execute()
    },

    /** Kept for staff; an envelope that was opened in the meantime stays opened. */
    async quarantine(id: string, problem: ProblemCode, detail: string): Promise<void> {
      await database
        .updateTable('envelopes')
        .where('id', '=', id)
        .where('state', '=', 'stored')
        .set({ state: 'quarantined', problem, detail })
        .execute()
    },

    async quarantined(unit: string): Promise<QuarantinedEnvelope[]> {
      const rows = await database
        .selectFrom('envelopes')
        .innerJoin('devices', 'devices.id', 'envelopes.device')
        .select(['envelopes.id', 'devices.name as device', 'received_at', 'problem', 'detail'])
        .where('state', '=', 'quarantined')
        .where('envelopes.unit', '=', unit)
        .orderBy('received_at', 'desc')
        .limit(500)
        .execute()
      return rows.map((row) => ({
        id: row.id,
        device: row.device,
        receivedAt: row.received_at,
        problem: row.problem ?? 'payload-unreadable',
        detail: row.detail,
      }))
    },

    async findPart(envelope: string, sha256: string): Promise<ExpectedPart | undefined> {
      return database
        .selectFrom('parts')
        .select(['bytes', 'media_type as mediaType', 'arrived_at as arrivedAt'])
        .where('envelope', '=', envelope)
        .where('sha256', '=', sha256)
        .executeTakeFirst()
    },

    async notePartArrived(envelope: string, sha256: string, now: string): Promise<void> {
      await database
        .updateTable('parts')
        .where('envelope', '=', envelope)
        .where('sha256', '=', sha256)
        .where('arrived_at', 'is', null)
        .set({ arrived_at: now })
        .execute()
    },
  }
}

async function storeOne(
  transaction: Transaction<Tables>,
  { envelope, digest, body }: NewEnvelope,
  now: string,
): Promise<Storing> {
  const inserted = await transaction
    .insertInto('envelopes')
    .values({
      id: envelope.id,
      device: envelope.device,
      sequence: envelope.sequence,
      digest,
      previous: envelope.previous,
      kind: envelope.kind,
      unit: envelope.unit,
      created_at: envelope.createdAt,
      // An integer beyond 2^53 is nonsense that must not stop the batch; the body keeps it as it was signed.
      clock_offset_ms: Number.isSafeInteger(envelope.clockOffsetMs) ? envelope.clockOffsetMs : null,
      received_at: now,
      body,
      state: 'stored',
      problem: null,
      detail: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 1n) {
    const parts = [...new Map(envelope.parts.map((part) => [part.sha256, part])).values()]
    if (parts.length > 0)
      await transaction
        .insertInto('parts')
        .values(
          parts.map((part) => ({
            envelope: envelope.id,
            sha256: part.sha256,
            bytes: part.bytes,
            media_type: part.mediaType,
            arrived_at: null,
          })),
        )
        .execute()
    return { ok: true, outcome: 'stored', receivedAt: now, missingParts: parts.map((part) => part.sha256) }
  }
  const existing = await transaction
    .selectFrom('envelopes')
    .select(['digest', 'received_at'])
    .where('id', '=', envelope.id)
    .executeTakeFirst()
  if (existing === undefined) return { ok: false, problem: 'sequence-conflict' }
  if (existing.digest !== digest) return { ok: false, problem: 'envelope-conflict' }
  const missing = await transaction
    .selectFrom('parts')
    .select('sha256')
    .where('envelope', '=', envelope.id)
    .where('arrived_at', 'is', null)
    .execute()
  return {
    ok: true,
    outcome: 'duplicate',
    receivedAt: existing.received_at,
    missingParts: missing.map((part) => part.sha256),
  }
}
