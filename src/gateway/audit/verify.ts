/** Recomputes every chain of digests: the units' logs and the dossiers' histories. Tells the first broken link. */
import type { AuditRow } from '../storage/audit.ts'
import { auditDigest, type ChainHead } from '../storage/audit-chain.ts'
import { eventDigest } from '../storage/dossier-history.ts'
import type { Storage } from '../storage/storage.ts'
import type { CheckpointReading } from './checkpoint.ts'

export type BrokenLink =
  | { readonly chain: 'checkpoint'; readonly reason: 'not-genuine' | 'missing' }
  | {
      readonly chain: 'audit'
      readonly unit: string
      readonly number: number
      readonly reason: LinkFault | 'not-as-signed' | 'last-entries-missing' | 'not-signed'
    }
  | {
      readonly chain: 'dossier'
      readonly dossier: string
      readonly number: number
      readonly reason: LinkFault | 'last-events-missing'
    }

/** `altered`: the content has another digest. `not-chained`: it names another predecessor. `missing`: a number is. */
type LinkFault = 'altered' | 'not-chained' | 'missing'

export interface Verification {
  readonly auditEntries: number
  readonly dossierEvents: number
  readonly dossiers: number
  readonly broken: BrokenLink | null
}

const pageSize = 1000
/** A gateway at work signs each entry within a second, and again once a minute. */
const unsignedAtMostMs = 120_000

export async function verifyChains(
  storage: Storage,
  reading: CheckpointReading,
  now: Date,
): Promise<Verification> {
  const counts = { auditEntries: 0, dossierEvents: 0, dossiers: 0 }
  const broken =
    checkpointFault(reading) ??
    (await auditFault(storage, reading.ok ? (reading.checkpoint?.heads ?? []) : [], now, counts)) ??
    (await eventFault(storage, counts)) ??
    (await endingFault(storage, counts))
  return { ...counts, broken }
}

function checkpointFault(reading: CheckpointReading): BrokenLink | null {
  return reading.ok ? null : { chain: 'checkpoint', reason: 'not-genuine' }
}

interface Link {
  readonly number: number
  readonly previous: string | null
  readonly digest: string
}

/** @param computed the digest that the content has; null when it has none, being no JSON any more. */
function linkFault(link: Link, before: Link | null, computed: string | null): LinkFault | null {
  if (link.number !== (before?.number ?? 0) + 1) return 'missing'
  if (computed !== link.digest) return 'altered'
  return link.previous === (before?.digest ?? null) ? null : 'not-chained'
}

async function auditFault(
  storage: Storage,
  signed: readonly ChainHead[],
  now: Date,
  counts: { auditEntries: number },
): Promise<BrokenLink | null> {
  const heads = await storage.audit.heads()
  if (signed.length === 0 && heads.some((head) => head.number > 0)) {
    const oldest = await storage.audit.find(heads[0]?.unit ?? '', 1)
    if (!isRecent(oldest, now)) return { chain: 'checkpoint', reason: 'missing' }
  }
  const units = new Set([...heads, ...signed].map(({ unit }) => unit))
  for (const unit of [...units].toSorted()) {
    const fault = await unitFault(
      storage,
      unit,
      signed.find((head) => head.unit === unit),
      now,
      counts,
    )
    if (fault !== null) return fault
  }
  return null
}

async function unitFault(
  storage: Storage,
  unit: string,
  signed: ChainHead | undefined,
  now: Date,
  counts: { auditEntries: number },
): Promise<BrokenLink | null> {
  const broken = (number: number, reason: 'not-as-signed' | 'last-entries-missing' | 'not-signed') =>
    ({ chain: 'audit', unit, number, reason }) as const
  let before: AuditRow | null = null
  for (;;) {
    const page: AuditRow[] = await storage.audit.page(unit, before?.number ?? 0, pageSize)
    for (const row of page) {
      const detail = parsed(row.detail)
      const computed = detail === null ? null : await auditDigest({ ...row, detail })
      const reason = linkFault(row, before, computed)
      if (reason !== null) return { chain: 'audit', unit, number: row.number, reason }
      if (signed?.number === row.number && signed.digest !== row.digest)
        return broken(row.number, 'not-as-signed')
      if (row.number > (signed?.number ?? 0) && !isRecent(row, now)) return broken(row.number, 'not-signed')
      before = row
      counts.auditEntries += 1
    }
    const fault = await readingFault(storage, page)
    if (fault !== null) return fault
    if (page.length < pageSize) break
  }
  const last = before?.number ?? 0
  return signed !== undefined && last < signed.number ? broken(last + 1, 'last-entries-missing') : null
}

function isRecent(row: AuditRow | undefined, now: Date): boolean {
  return row !== undefined && Math.abs(now.getTime() - Date.parse(row.at)) < unsignedAtMostMs
}

/** Each reading wrote down where the dossier's history ended then: at least so far it must still go. */
async function readingFault(storage: Storage, page: readonly AuditRow[]): Promise<BrokenLink | null> {
  for (const { action, subject, detail } of page) {
    if (action !== 'read-dossier' || subject === null) continue
    const read = parsed(detail)
    if (read === null || !('event' in read) || !('digest' in read) || typeof read.event !== 'number') continue
    const digest = await storage.audit.eventDigest(subject, read.event)
    if (digest !== read.digest)
      return {
        chain: 'dossier',
        dossier: subject,
        number: read.event,
        reason: digest === undefined ? 'last-events-missing' : 'altered',
      }
  }
  return null
}

async function eventFault(storage: Storage, counts: { dossierEvents: number }): Promise<BrokenLink | null> {
  let before: Awaited<ReturnType<typeof storage.audit.eventPage>>[number] | null = null
  for (;;) {
    const page: Awaited<ReturnType<typeof storage.audit.eventPage>> = await storage.audit.eventPage(
      before,
      pageSize,
    )
    for (const event of page) {
      const data = parsed(event.data)
      const computed = data === null ? null : await eventDigest({ ...event, data })
      const predecessor = before?.dossier === event.dossier ? before : null
      const reason = linkFault(event, predecessor, computed)
      if (reason !== null) return { chain: 'dossier', dossier: event.dossier, number: event.number, reason }
      before = event
      counts.dossierEvents += 1
    }
    if (page.length < pageSize) return null
  }
}

/** Each event raises its dossier's revision, in one transaction. */
async function endingFault(storage: Storage, counts: { dossiers: number }): Promise<BrokenLink | null> {
  let after = ''
  for (;;) {
    const page = await storage.audit.lastEvents(after, pageSize)
    for (const { id, revision, lastEvent } of page) {
      if (revision !== (lastEvent ?? 0))
        return { chain: 'dossier', dossier: id, number: (lastEvent ?? 0) + 1, reason: 'last-events-missing' }
      counts.dossiers += 1
      after = id
    }
    if (page.length < pageSize) return null
  }
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    // It was written as JSON: somebody altered it.
    return null
  }
}
