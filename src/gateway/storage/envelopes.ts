/** Envelopes and their parts: stored exactly once, before anything is said about them. */
import type { Kysely } from 'kysely'
import type { Envelope, PartReference } from '../../contract/envelope.ts'
import type { ProblemCode } from '../../contract/problem.ts'
import { type Engine, inTransaction, withRetry } from './engine.ts'
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
     * Stores a batch in one transaction (one fsync); durable when it returns. Of two with the same id or the same
     * place in a device's numbering one is stored, whether they are in this batch or the other was here before.
     * @returns one answer per entry, in order.
     */
    async store(entries: readonly NewEnvelope[], now: string): Promise<Storing[]> {
      if (entries.length === 0) return []
      const isOneStatement = entries.every(({ envelope }) => envelope.parts.length === 0)
      if (isOneStatement) return withRetry(engine, () => storeAll(database, entries, now))
      return inTransaction(engine, (transaction) => storeAll(transaction, entries, now))
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

    async countUnopened(): Promise<number> {
      const { count } = await database
        .selectFrom('envelopes')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('state', '=', 'stored')
        .executeTakeFirstOrThrow()
      return count
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

    /** Out of quarantine again: what kept these from being opened may be over. */
    async tryAgain(problem: ProblemCode, receivedSince: string): Promise<void> {
      await database
        .updateTable('envelopes')
        .where('state', '=', 'quarantined')
        .where('problem', '=', problem)
        .where('received_at', '>=', receivedSince)
        .set({ state: 'stored', problem: null, detail: null })
        .execute()
    },

    /** Of all units, with what was noted beside the problem. */
    async quarantinedFor(problem: ProblemCode): Promise<{ id: string; detail: string | null }[]> {
      return database
        .selectFrom('envelopes')
        .select(['id', 'detail'])
        .where('state', '=', 'quarantined')
        .where('problem', '=', problem)
        .execute()
    },

    /** Out of quarantine, to be opened once more; what was opened in the meantime stays opened. */
    async release(ids: readonly string[]): Promise<void> {
      for (let at = 0; at < ids.length; at += rowsAtOnce)
        await database
          .updateTable('envelopes')
          .where('id', 'in', ids.slice(at, at + rowsAtOnce))
          .where('state', '=', 'quarantined')
          .set({ state: 'stored', problem: null, detail: null })
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

/** @param database the transaction where parts come with the envelopes, else the database itself. */
async function storeAll(
  database: Kysely<Tables>,
  entries: readonly NewEnvelope[],
  now: string,
): Promise<Storing[]> {
  const first = firstOfEachId(entries)
  const inserted = new Set(await insert(database, [...first.values()], now))
  const isNew = (entry: NewEnvelope) =>
    inserted.has(entry.envelope.id) && first.get(entry.envelope.id) === entry
  await insertParts(database, entries.filter(isNew))
  const known = await findKnown(
    database,
    entries.filter((entry) => !isNew(entry)),
  )
  return entries.map((entry): Storing => {
    const { envelope, digest } = entry
    if (isNew(entry))
      return { ok: true, outcome: 'stored', receivedAt: now, missingParts: [...partsOf(envelope).keys()] }
    const existing = known.get(envelope.id)
    // Not stored, and not there under its id: another one has its place in the numbering.
    if (existing === undefined) return { ok: false, problem: 'sequence-conflict' }
    if (existing.digest !== digest) return { ok: false, problem: 'envelope-conflict' }
    const { receivedAt, missingParts } = existing
    return { ok: true, outcome: 'duplicate', receivedAt, missingParts }
  })
}

/** In one order everywhere, so that two batches with the same envelopes never wait for each other in a circle. */
function firstOfEachId(entries: readonly NewEnvelope[]): Map<string, NewEnvelope> {
  const first = new Map<string, NewEnvelope>()
  for (const entry of entries.toSorted((a, b) => (a.envelope.id < b.envelope.id ? -1 : 1)))
    if (!first.has(entry.envelope.id)) first.set(entry.envelope.id, entry)
  return first
}

/** @returns the ids of those that were not there, nor another in their place. */
async function insert(
  database: Kysely<Tables>,
  entries: readonly NewEnvelope[],
  now: string,
): Promise<string[]> {
  const rows = await database
    .insertInto('envelopes')
    .values(
      entries.map(({ envelope, digest, body }) => ({
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
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** By digest: a page that was photographed twice is one part. */
function partsOf({ parts }: Envelope): Map<string, PartReference> {
  return new Map(parts.map((part) => [part.sha256, part]))
}

async function insertParts(database: Kysely<Tables>, entries: readonly NewEnvelope[]): Promise<void> {
  const rows = entries.flatMap(({ envelope }) =>
    [...partsOf(envelope).values()].map((part) => ({
      envelope: envelope.id,
      sha256: part.sha256,
      bytes: part.bytes,
      media_type: part.mediaType,
      arrived_at: null,
    })),
  )
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    await database
      .insertInto('parts')
      .values(rows.slice(at, at + rowsAtOnce))
      .execute()
}

/** SQLite takes 32,766 values in one statement. */
const rowsAtOnce = 5000

interface Known {
  readonly digest: string
  readonly receivedAt: string
  readonly missingParts: readonly string[]
}

async function findKnown(
  database: Kysely<Tables>,
  entries: readonly NewEnvelope[],
): Promise<Map<string, Known>> {
  if (entries.length === 0) return new Map()
  const ids = entries.map(({ envelope }) => envelope.id)
  const rows = await database
    .selectFrom('envelopes')
    .select(['id', 'digest', 'received_at'])
    .where('id', 'in', ids)
    .execute()
  const missing = await database
    .selectFrom('parts')
    .select(['envelope', 'sha256'])
    .where('envelope', 'in', ids)
    .where('arrived_at', 'is', null)
    .execute()
  const missingOf = Map.groupBy(missing, ({ envelope }) => envelope)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        digest: row.digest,
        receivedAt: row.received_at,
        missingParts: (missingOf.get(row.id) ?? []).map(({ sha256 }) => sha256),
      },
    ]),
  )
}
