/** How urgent a dossier is, for colour and words alike. */
import { vietnamCalendar } from '../../catalogue/calendar.ts'
import type { DossierSummary } from '../../contract/desk.ts'
import { dueTimes } from '../../domain/dossier/due-times.ts'

export type Urgency = 'late' | 'due-today' | 'due-soon' | 'in-time' | 'paused' | 'done'

/** @param now milliseconds since the epoch. */
export function urgencyOf(
  { dueAt, clockStoppedAt, stage }: Pick<DossierSummary, 'dueAt' | 'clockStoppedAt' | 'stage'>,
  now: number,
): Urgency | null {
  if (finished.has(stage)) return 'done'
  if (clockStoppedAt !== null) return 'paused'
  if (dueAt === null) return null
  const times = dueTimes(now, vietnamCalendar)
  if (dueAt <= times.now) return 'late'
  if (dueAt <= times.endOfToday) return 'due-today'
  return dueAt <= times.endOfSoon ? 'due-soon' : 'in-time'
}

/** A step is over its time though the dossier is not. @param now milliseconds since the epoch. */
export function isStepLate(
  { dueAt, stepDueAt, stage }: Pick<DossierSummary, 'dueAt' | 'stepDueAt' | 'stage'>,
  now: number,
): boolean {
  if (stepDueAt === null || dueAt === null || finished.has(stage)) return false
  return Date.parse(stepDueAt) <= now && now < Date.parse(dueAt)
}

const finished: ReadonlySet<DossierSummary['stage']> = new Set([
  'finished',
  'returned',
  'refused',
  'withdrawn',
  'stopped',
])
