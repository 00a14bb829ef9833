/**
 * How a dossier's time limit is shared among the steps of its way: each has its own due time, so that a leader sees what
 * stands still before the dossier is late. The shares are an office's own rule (internal procedure by Decree
 * 118/2025/NĐ-CP); no general split was found, so the shipped one is to be confirmed by staff.
 */
import type { CivilDay } from '../time/civil-day.ts'
import { dueAfterPause } from '../time/paused-due-date.ts'
import type { Instant } from '../time/vietnam-time.ts'
import type { Calendar } from '../time/working-days.ts'
import { addWorkingMs, workingMsBetween } from '../time/working-time.ts'
import { isDossierEvent, nextStage, type Stage } from './workflow.ts'

export const processingSteps = ['reception', 'processing', 'signature', 'result'] as const
export type ProcessingStep = (typeof processingSteps)[number]

/** Parts of the time limit in whole percent, together 100. */
export type StepShares = Readonly<Record<ProcessingStep, number>>

/** Shares and the first day of reception that they hold for. */
export interface DatedShares {
  readonly from: CivilDay
  readonly shares: StepShares
}

/** When each step is due, RFC 3339 in UTC; steps that a limit did not cover are absent. */
export type StepDues = Readonly<Partial<Record<ProcessingStep, string>>>

export function areStepShares(shares: StepShares): boolean {
  const parts = processingSteps.map((step) => shares[step])
  return (
    parts.every((part) => Number.isInteger(part) && part >= 0) &&
    parts.reduce((sum, part) => sum + part, 0) === 100
  )
}

/** Those in force on a day; undefined before the first. */
export function sharesOn(day: CivilDay, versions: readonly DatedShares[]): StepShares | undefined {
  return versions
    .filter(({ from }) => from <= day)
    .reduce<DatedShares | undefined>(
      (latest, each) => (latest === undefined || each.from > latest.from ? each : latest),
      undefined,
    )?.shares
}

const stepOfStage = {
  arrived: null,
  checked: null,
  'supplement-requested': null,
  received: 'reception',
  // Somebody else has to act: no step runs.
  'supplement-in-processing': null,
  'payment-requested': null,
  processing: 'processing',
  transferred: 'processing',
  'awaiting-signature': 'signature',
  finished: 'result',
  returned: null,
  refused: null,
  withdrawn: null,
  stopped: null,
} as const satisfies Record<Stage, ProcessingStep | null>

/** The step whose time runs in a stage; null where none does. */
export function runningStep(stage: Stage): ProcessingStep | null {
  return stepOfStage[stage]
}

/**
 * Shares the working time from one moment to the due date among a step and those after it, in proportion.
 *
 * @returns nothing where the calendar does not reach; the last step is due with the dossier.
 */
export function shareTime(sharing: {
  readonly first: ProcessingStep
  readonly from: Instant
  readonly dueAt: string
  readonly shares: StepShares
  readonly calendar: Calendar
}): StepDues {
  const { first, from, dueAt, shares, calendar } = sharing
  const total = workingMsBetween(from, dueAt, calendar)
  if (total === null) return {}
  const steps = processingSteps.slice(processingSteps.indexOf(first))
  const parts = steps.reduce((sum, step) => sum + shares[step], 0)
  const dues: Partial<Record<ProcessingStep, string>> = {}
  let used = 0
  for (const step of steps) {
    used += shares[step]
    const end = parts === 0 ? null : addWorkingMs(from, Math.round((total * used) / parts), calendar)
    // A limit may end outside working time: what is left of the last step ends with it.
    dues[step] = step === 'result' || end === null || end > dueAt ? dueAt : end
  }
  return dues
}

/** What `dueAfterPause` does to the dossier's date, for each step's. */
export function shiftDues(
  dues: StepDues,
  pausedAt: Instant,
  resumedAt: Instant,
  calendar: Calendar,
): StepDues {
  const shifted: Partial<Record<ProcessingStep, string>> = {}
  for (const step of processingSteps) {
    const due = dues[step]
    // What was over before the pause stays as it was.
    const moved =
      due === undefined || Date.parse(due) <= milliseconds(pausedAt)
        ? due
        : (dueAfterPause(due, pausedAt, resumedAt, calendar) ?? undefined)
    if (moved !== undefined) shifted[step] = moved
  }
  return shifted
}

function milliseconds(instant: Instant): number {
  return typeof instant === 'number' ? instant : Date.parse(instant)
}

/** When each step was last left behind, by the events of the dossier; a step that was sent back to is open again. */
export function stepEnds(
  events: readonly { readonly type: string; readonly at: string }[],
): Readonly<Partial<Record<ProcessingStep, string>>> {
  const ends: Partial<Record<ProcessingStep, string>> = {}
  let stage: Stage | 'none' = 'none'
  for (const { type, at } of events) {
    const next = stageAfter(stage, type)
    if (next === null) continue
    stage = next
    const running = runningStep(next)
    // While others have to act, or after an end without a result, no step is left behind.
    if (running === null && next !== 'returned') continue
    const reached = running === null ? processingSteps.length : processingSteps.indexOf(running)
    processingSteps.forEach((step, index) => {
      if (index < reached) ends[step] ??= at
      else delete ends[step]
    })
  }
  return ends
}

function stageAfter(stage: Stage | 'none', type: string): Stage | null {
  if (!isDossierEvent(type)) return null
  const next = nextStage(stage, type)
  return next.ok ? next.stage : null
}
