/** One received dossier as the index and the reports count it: days and flags, no names (dvcqg-exchange.md §5, §9). */
import type { Stage } from '../dossier/workflow.ts'
import type { FeeRow } from '../fee/fee-rows.ts'
import { dayNumberOf } from '../time/civil-day.ts'
import { vietnamDay, vietnamInstant } from '../time/vietnam-time.ts'

/** The first three as `KenhThucHien` numbers them; a kiosk's dossier is sent to the portal as one of the counter. */
export const channelNumbers = { counter: 1, online: 2, post: 3, kiosk: 4 } as const
export type ChannelNumber = (typeof channelNumbers)[keyof typeof channelNumbers]

/** Instants are RFC 3339 in UTC. */
export interface CountedDossier {
  readonly stage: Stage
  /** Through the national portal, at the desk's own device, or at a kiosk or with a team. */
  readonly filedThrough: 'portal' | 'desk' | 'kiosk'
  readonly receivedAt: string
  readonly dueAt: string | null
  readonly finishedAt: string | null
  readonly closedAt: string | null
  readonly clockStoppedAt: string | null
  /** The last request, for papers or money, that was never answered; where the dossier ended with it. */
  readonly unansweredSince: string | null
  readonly supplements: number
  readonly hasResultFile: boolean
  readonly hasPaperFile: boolean
  /** How each fee stands (`currentFees`). */
  readonly fees: readonly Pick<FeeRow, 'state' | 'way' | 'amountVnd'>[]
}

/** Numbers only, so that both engines add and compare them alike. Flags are 1 or 0. */
export interface DossierFacts {
  readonly channel: ChannelNumber
  /** Days since 1970 in Vietnam. */
  readonly receivedDay: number
  /** 202611 for November 2026 in Vietnam. */
  readonly month: number
  /** Null when no date was promised. */
  readonly dueMs: number | null
  /**
   * Looked at from a later moment than this the dossier is late: `never` when it ended in time, 0 when it is late
   * whatever comes; null when no date was promised.
   */
  readonly lateFromMs: number | null
  /** Late before the month of its reception ended: what a chart by months shows, whenever it is drawn. */
  readonly isLateInMonth: number
  readonly isOpen: number
  readonly isFinished: number
  readonly isEarly: number
  readonly limitDays: number | null
  readonly savedDays: number | null
  readonly supplements: number
  readonly hasResult: number
  readonly isDigitised: number
  readonly hasFee: number
  readonly isPaidOnline: number
  readonly isUnpaid: number
}

const channelOf = {
  portal: channelNumbers.online,
  desk: channelNumbers.counter,
  kiosk: channelNumbers.kiosk,
} as const satisfies Record<CountedDossier['filedThrough'], ChannelNumber>

/** Later than every moment, and exact in both engines. */
export const never = Number.MAX_SAFE_INTEGER

export function factsOf(dossier: CountedDossier): DossierFacts {
  const { receivedAt, dueAt, finishedAt } = dossier
  const receivedOn = vietnamDay(receivedAt)
  const lateFromMs = lateFrom(dossier)
  const owed = dossier.fees.filter(
    ({ state, amountVnd }) => amountVnd > 0 && (state === 'due' || state === 'paid'),
  )
  const hasResult = finishedAt !== null && dossier.hasResultFile
  const dueDay = dueAt === null ? null : dayNumberOf(vietnamDay(dueAt))
  const finishedDay = finishedAt === null ? null : dayNumberOf(vietnamDay(finishedAt))
  const receivedDay = dayNumberOf(receivedOn)
  const isCompared = dueDay !== null && finishedDay !== null
  return {
    channel: channelOf[dossier.filedThrough],
    receivedDay,
    month: Number(receivedOn.slice(0, 4)) * 100 + Number(receivedOn.slice(5, 7)),
    dueMs: dueAt === null ? null : Date.parse(dueAt),
    lateFromMs,
    isLateInMonth: flag(lateFromMs !== null && lateFromMs < endOfMonthMs(receivedOn)),
    isOpen: flag(finishedAt === null && dossier.closedAt === null),
    isFinished: flag(finishedAt !== null),
    isEarly: flag(isCompared && lateFromMs === never && finishedDay < dueDay),
    limitDays: isCompared ? dueDay - receivedDay : null,
    savedDays: isCompared ? dueDay - finishedDay : null,
    supplements: dossier.supplements,
    hasResult: flag(hasResult),
    isDigitised: flag(hasResult && dossier.hasPaperFile),
    hasFee: flag(owed.length > 0),
    isPaidOnline: flag(
      owed.length > 0 && owed.every(({ state, way }) => state === 'paid' && way === 'transfer'),
    ),
    isUnpaid: flag(owed.some(({ state }) => state === 'due')),
  }
}

function lateFrom(dossier: CountedDossier): number | null {
  if (dossier.dueAt === null) return null
  if (dossier.supplements > 1) return 0
  const dueMs = Date.parse(dossier.dueAt)
  // A clock that stands still counts as the end: the time for papers and money is the citizen's.
  const endedAt = dossier.finishedAt ?? dossier.unansweredSince ?? dossier.closedAt ?? dossier.clockStoppedAt
  return endedAt !== null && Date.parse(endedAt) <= dueMs ? never : dueMs
}

/** First moment after the month that the day is in. */
function endOfMonthMs(day: string): number {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
  return Date.parse(vietnamInstant(next, 0))
}

function flag(is: boolean): 1 | 0 {
  return is ? 1 : 0
}
