/** Adding to the log of a unit inside a transaction: numbers without gaps, each entry chained to the one before. */
import { sql, type Transaction } from 'kysely'
import type { AuditAction } from '../../contract/audit.ts'
import { sha256 } from '../../vault/encoding.ts'
import { canonicalBytes } from '../../vault/signature.ts'
import { textOf } from '../../vault/text.ts'
import type { EngineName } from './engine.ts'
import type { Tables } from './tables.ts'

export interface AuditRecord {
  /** Whose people may read it. */
  readonly unit: string
  readonly at: string
  /** A user name, a device's id, `gateway`, or `unknown`. */
  readonly who: string
  readonly action: AuditAction
  readonly subject: string | null
  /** Nothing that a citizen typed and no names: ids, codes, counts. */
  readonly detail: object
}

/** The last entry of a unit's log. */
export interface ChainHead {
  readonly unit: string
  readonly number: number
  readonly digest: string
}

/** Any number: with the unit's hash it names the right to add to its log. */
const advisoryLock = 668_283
/** SQLite takes 32,766 values in one statement. */
const rowsAtOnce = 1000

/** @returns the new last entries, one a unit. */
export async function appendAudit(
  transaction: Transaction<Tables>,
  engine: EngineName,
  records: readonly AuditRecord[],
): Promise<ChainHead[]> {
  const units = Map.groupBy(records, ({ unit }) => unit)
  const heads: ChainHead[] = []
  // In one order everywhere, so that two processes never wait for each other in a circle.
  for (const unit of [...units.keys()].toSorted()) {
    // SQLite's transactions write alone. Other processes over PostgreSQL wait here, and then see what was committed.
    if (engine === 'postgres')
      await sql`select pg_advisory_xact_lock(${advisoryLock}, hashtext(${unit}))`.execute(transaction)
    heads.push(await appendToUnit(transaction, unit, units.get(unit) ?? []))
  }
  return heads
}

async function appendToUnit(
  transaction: Transaction<Tables>,
  unit: string,
  records: readonly AuditRecord[],
): Promise<ChainHead> {
  const last = await transaction
    .selectFrom('audit_log')
    .select(['number', 'digest'])
    .where('unit', '=', unit)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  let number = last?.number ?? 0
  let previous = last?.digest ?? null
  const rows = []
  for (const record of records) {
    number += 1
    const digest = await auditDigest({ ...record, number, previous })
    rows.push({ ...record, number, detail: textOf(canonicalBytes(record.detail)), previous, digest })
    previous = digest
  }
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    await transaction
      .insertInto('audit_log')
      .values(rows.slice(at, at + rowsAtOnce))
      .execute()
  return { unit, number, digest: previous ?? '' }
}

/** SHA-256 over the RFC 8785 bytes of the entry and the digest before it. */
export async function auditDigest(
  entry: AuditRecord & { readonly number: number; readonly previous: string | null },
): Promise<string> {
  const { unit, number, at, who, action, subject, detail, previous } = entry
  return sha256(canonicalBytes({ unit, number, at, who, action, subject, detail, previous }))
}
