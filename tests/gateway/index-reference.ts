/**
 * The index counted the slow way: each dossier's events from the first to the last, in plain TypeScript, without the
 * rows and the SQL that the product counts from. Written from the rule (dvcqg-exchange.md §5), not from the product.
 */
import { type DossierCounts, type Measure, measures } from '../../src/domain/service-index/measures.ts'

export interface ReferenceEvent {
  readonly type: string
  readonly at: string
  readonly data: {
    readonly changes: { readonly due_at?: string | null; readonly officer?: string | null }
    readonly details: {
      readonly kind?: string
      readonly fees?: readonly {
        readonly fee: number
        readonly state: string
        readonly way: string | null
        readonly amountVnd: number
      }[]
    }
  }
}

export interface ReferenceDossier {
  readonly unit: string
  readonly procedure: string
  readonly filedThrough: 'portal' | 'kiosk' | 'team' | 'desk'
  /** A photo came with it, or with what was added later. */
  readonly hasPhotos: boolean
  /** Whether the portal has it; null where the unit does not exchange. */
  readonly isSynchronised: boolean | null
  readonly events: readonly ReferenceEvent[]
}

interface Told {
  readonly receivedAt: string
  readonly officer: string | null
  readonly dueAt: string | null
  readonly finishedAt: string | null
  /** When the clock ended, or has been standing since. */
  readonly endedAt: string | null
  readonly isOver: boolean
  readonly requests: number
  readonly hasResult: boolean
  readonly hasPaper: boolean
  readonly fees: readonly {
    readonly state: string
    readonly way: string | null
    readonly amountVnd: number
  }[]
}

/** Null before reception. */
function replay({ events, hasPhotos }: ReferenceDossier): Told | null {
  let receivedAt: string | null = null
  let officer: string | null = null
  let dueAt: string | null = null
  let finishedAt: string | null = null
  let endedAt: string | null = null
  let isOver = false
  let standingSince: string | null = null
  let requests = 0
  let hasResult = false
  let hasPaper = hasPhotos
  const fees = new Map<number, Told['fees'][number]>()
  for (const { type, at, data } of events) {
    if (data.changes.due_at !== undefined) dueAt = data.changes.due_at
    if (data.changes.officer !== undefined) officer = data.changes.officer
    if (type === 'receive') receivedAt = at
    if (type === 'request-supplement') requests += 1
    if ((type === 'request-supplement' && receivedAt !== null) || type === 'request-payment')
      standingSince = at
    if (type === 'supplement' || type === 'pay') standingSince = null
    if (type === 'sign' || type === 'finish') {
      finishedAt = at
      endedAt = at
      isOver = true
    }
    if (type === 'stop' || type === 'withdraw' || type === 'lapse') {
      endedAt = standingSince ?? at
      isOver = true
    }
    if (type === 'document-added' && data.details.kind === 'result') hasResult = true
    if (type === 'document-added' && data.details.kind === 'component') hasPaper = true
    for (const { fee, ...state } of data.details.fees ?? []) fees.set(fee, state)
  }
  if (receivedAt === null) return null
  return {
    receivedAt,
    officer,
    dueAt,
    finishedAt,
    endedAt: endedAt ?? standingSince,
    isOver,
    requests,
    hasResult: hasResult && finishedAt !== null,
    hasPaper,
    fees: [...fees.values()].filter(
      ({ state, amountVnd }) => amountVnd > 0 && (state === 'due' || state === 'paid'),
    ),
  }
}

const vietnam = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' })
const dayOf = (at: string) => vietnam.format(new Date(at))

export interface ReferenceQuestion {
  /** Days of Vietnam, both included. */
  readonly from: string
  readonly until: string
  /** The group that a dossier is counted in. */
  key(dossier: ReferenceDossier, month: string, officer: string | null): string
  /** From when one looks at a dossier of this month. */
  asOf(month: string): string
}

export interface ReferenceCounts extends Partial<Record<Measure, number>> {
  readonly onlineProcedures: Set<string>
  readonly feeProcedures: Set<string>
  readonly paidProcedures: Set<string>
  limitDays: number
  savedDays: number
}

/** @param groups counted so far, when the dossiers come in pieces. */
export function countSlowly(
  dossiers: readonly ReferenceDossier[],
  { from, until, key, asOf }: ReferenceQuestion,
  groups = new Map<string, ReferenceCounts>(),
): Map<string, ReferenceCounts> {
  for (const dossier of dossiers) {
    const told = replay(dossier)
    if (told === null) continue
    const day = dayOf(told.receivedAt)
    if (day < from || day > until) continue
    const name = key(dossier, day.slice(0, 7), told.officer)
    const counts = groups.get(name) ?? {
      onlineProcedures: new Set(),
      feeProcedures: new Set(),
      paidProcedures: new Set(),
      limitDays: 0,
      savedDays: 0,
    }
    groups.set(name, counts)
    const add = (measure: Measure, is = true) => {
      counts[measure] = (counts[measure] ?? 0) + (is ? 1 : 0)
    }
    const { dueAt, finishedAt, endedAt, requests, hasResult, fees } = told
    const looked = asOf(day.slice(0, 7))
    const end = endedAt !== null && endedAt < looked ? endedAt : looked
    const isLate = dueAt !== null && (requests > 1 || end > dueAt)
    const isOnline = dossier.filedThrough === 'portal'
    const isFinished = finishedAt !== null
    add('received')
    add('online', isOnline)
    add('counter', dossier.filedThrough === 'desk')
    add('kiosk', dossier.filedThrough === 'kiosk' || dossier.filedThrough === 'team')
    add('post', false)
    add('open', !told.isOver)
    add('finished', isFinished)
    add('dated', dueAt !== null)
    add('undated', dueAt === null)
    add('late', isLate)
    add('on-time', dueAt !== null && !isLate)
    const wasInTime = isFinished && dueAt !== null && finishedAt <= dueAt && requests < 2
    add('early', wasInTime && !isLate && dayOf(finishedAt) < dayOf(dueAt))
    add('finished-late', isFinished && isLate)
    add(
      'on-the-day',
      isFinished && dueAt !== null && !isLate && !(wasInTime && dayOf(finishedAt) < dayOf(dueAt)),
    )
    add('supplemented', requests > 0)
    add('supplemented-again', requests > 1)
    add('with-result', hasResult)
    add('without-result', isFinished && !hasResult)
    add('online-with-result', isOnline && hasResult)
    add('online-without-result', isOnline && isFinished && !hasResult)
    add('digitised', hasResult && told.hasPaper)
    add('not-digitised', isFinished && !(hasResult && told.hasPaper))
    const isPaid = fees.length > 0 && fees.every(({ state, way }) => state === 'paid' && way === 'transfer')
    add('with-fee', fees.length > 0)
    add('paid-online', isPaid)
    add(
      'unpaid',
      fees.some(({ state }) => state === 'due'),
    )
    add('exchanged', dossier.isSynchronised !== null)
    add('synchronised', dossier.isSynchronised === true)
    add('not-synchronised', dossier.isSynchronised === false)
    if (isOnline) counts.onlineProcedures.add(dossier.procedure)
    if (fees.length > 0) counts.feeProcedures.add(dossier.procedure)
    if (isPaid) counts.paidProcedures.add(dossier.procedure)
    if (dueAt !== null && finishedAt !== null) {
      counts.limitDays += daysBetween(told.receivedAt, dueAt)
      counts.savedDays += daysBetween(finishedAt, dueAt)
    }
  }
  return groups
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / 86_400_000
}

/** As the product gives its counts, so that the two can be compared as they are. */
export function asCounts(slow: ReferenceCounts): DossierCounts {
  const { onlineProcedures, feeProcedures, paidProcedures, ...counts } = slow
  return {
    // The keys are all measures.
    ...(Object.fromEntries(measures.map((measure) => [measure, 0])) as Record<Measure, number>),
    ...counts,
    procedures: {
      online: onlineProcedures.size,
      'with-fee': feeProcedures.size,
      'paid-online': paidProcedures.size,
    },
  }
}
