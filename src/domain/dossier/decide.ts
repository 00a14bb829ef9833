/** What an event changes in a dossier's record: pure, so that replaying the events gives the record again. */
import type { Permission } from '../people/permissions.ts'
import { dueAfterPause } from '../time/paused-due-date.ts'
import { vietnamDay } from '../time/vietnam-time.ts'
import { addWorkingDays, type Calendar } from '../time/working-days.ts'
import { runningStep, type StepDues, type StepShares, shareTime, shiftDues } from './step-dues.ts'
import {
  type DossierEvent,
  eventsIn,
  isClosed,
  mayTrigger,
  nextStage,
  type Stage,
  sideOf,
} from './workflow.ts'

/** The part of a dossier's record that only events change. Instants are RFC 3339 in UTC. */
export interface DeskRecord {
  readonly stage: Stage
  /** Code of the unit that receives and returns. */
  readonly unit: string
  /** Code of the unit that works on it now. */
  readonly handlerUnit: string
  /** The unit that offered it to another; null unless it is on its way. */
  readonly transferredFrom: string | null
  /** User name of the officer who works on it. */
  readonly officer: string | null
  readonly receivedAt: string | null
  readonly dueAt: string | null
  readonly dueReason: string | null
  /** When each step is due; null where nothing was promised or it was received before steps had shares. */
  readonly stepDues: StepDues | null
  /** When the step that runs now is due; null while none does. */
  readonly stepDueAt: string | null
  /** When the clock was stopped; null while it runs. */
  readonly clockStoppedAt: string | null
  /** Requests for more papers so far. */
  readonly supplements: number
  /** Last day on which what was asked for may come, `YYYY-MM-DD`. */
  readonly supplementUntil: string | null
  /** When the last of it came; staff say whether it is complete. */
  readonly supplementArrivedAt: string | null
  /** New appointments so far: one at most (Lai Châu Decision 88/2025/QĐ-UBND; rules.md §1.3(6)). */
  readonly extensions: number
  readonly returnWay: ReturnWay
  readonly finishedAt: string | null
  readonly returnedAt: string | null
  readonly closedAt: string | null
}

export type ReturnWay = 'counter' | 'post' | 'electronic'

/** An event with what decides its effect; what is only told (reasons, lists of papers) goes beside. */
export type Decision =
  | {
      readonly type: Exclude<
        DossierEvent,
        'receive' | 'assign' | 'transfer' | 'extend' | 'request-supplement' | 'hand-over'
      >
    }
  | { readonly type: 'receive'; readonly returnWay?: ReturnWay }
  | { readonly type: 'assign'; readonly officer: string }
  /** @param to code of another unit; null for an authority that does not work here. */
  | { readonly type: 'transfer'; readonly to: string | null }
  | { readonly type: 'extend'; readonly dueAt: string }
  | { readonly type: 'request-supplement'; readonly isSecondMeant?: boolean }
  | { readonly type: 'hand-over'; readonly way: ReturnWay }

export interface Actor {
  readonly username: string
  readonly unit: string
  has(permission: Permission): boolean
}

export interface Circumstances {
  readonly at: string
  readonly calendar: Calendar
  /** End of the procedure's time limit when it starts at an instant (`due-date.ts`); null where none can be promised. */
  due(from: string): { readonly dueAt: string | null; readonly dueReason: string | null }
  /** How the limit is shared among the steps on the day of the decision. */
  readonly shares: StepShares
}

export type DecisionProblem =
  | 'transition-not-allowed'
  | 'forbidden'
  | 'extension-used'
  | 'due-date-not-later'
  | 'second-supplement-request'

export type Decided =
  | { readonly ok: true; readonly changes: Partial<DeskRecord> & { readonly stage: Stage } }
  | { readonly ok: false; readonly problem: DecisionProblem }

/** A dossier is closed when what was asked for has not come in this many working days (rules.md §1.3(5)). */
const supplementWorkingDays = 15

/** @param actor null for the gateway itself. */
export function decide(
  record: DeskRecord,
  decision: Decision,
  actor: Actor | null,
  circumstances: Circumstances,
): Decided {
  const next = nextStage(record.stage, decision.type)
  if (!next.ok) return next
  if (actor !== null && !isTheirs(record, decision.type, actor)) return { ok: false, problem: 'forbidden' }
  const effect = effectOf(record, decision, actor, circumstances)
  if ('problem' in effect) return { ok: false, problem: effect.problem }
  const closed = isClosed(next.stage) ? { closedAt: circumstances.at } : {}
  const steps = stepsAfter(record, { ...record, ...effect, stage: next.stage }, decision.type, circumstances)
  return { ok: true, changes: { ...effect, ...steps, ...closed, stage: next.stage } }
}

/** What changes in the dates of the steps: they follow the dossier's date, and the stage says which one runs. */
function stepsAfter(
  before: DeskRecord,
  after: DeskRecord,
  event: DossierEvent,
  { at, calendar, shares }: Circumstances,
): Partial<Pick<DeskRecord, 'stepDues' | 'stepDueAt'>> {
  let stepDues = before.stepDues
  if (after.dueAt === null) stepDues = null
  else if (after.dueAt !== before.dueAt || event === 'supplement') {
    stepDues =
      event === 'pay'
        ? before.stepDues && shiftDues(before.stepDues, before.clockStoppedAt ?? at, at, calendar)
        : {
            ...before.stepDues,
            ...shareTime({
              first: runningStep(after.stage) ?? 'processing',
              from: event === 'supplement' ? (before.supplementArrivedAt ?? at) : at,
              dueAt: after.dueAt,
              shares,
              calendar,
            }),
          }
  }
  const running = runningStep(after.stage)
  const stepDueAt = running === null ? null : (stepDues?.[running] ?? null)
  return {
    ...(stepDues === before.stepDues ? {} : { stepDues }),
    ...(stepDueAt === before.stepDueAt ? {} : { stepDueAt }),
  }
}

type Turn = Pick<DeskRecord, 'stage' | 'unit' | 'handlerUnit'>

/** What this person may do next: what the stage, the permission and the unit allow, in the table's order. */
export function openEvents(
  record: Turn & Pick<DeskRecord, 'extensions'>,
  actor: Omit<Actor, 'username'>,
): readonly DossierEvent[] {
  return eventsIn(record.stage, (permission) => actor.has(permission)).filter(
    (event) => isTheirs(record, event, actor) && !(event === 'extend' && record.extensions > 0),
  )
}

/** The permission, in the unit whose turn it is. */
function isTheirs(record: Turn, event: DossierEvent, actor: Omit<Actor, 'username'>): boolean {
  if (!mayTrigger(event, record.stage, (permission) => actor.has(permission))) return false
  const isReceiver = actor.unit === record.unit
  const isHandler = actor.unit === record.handlerUnit
  const side = sideOf(event)
  return side === 'either' ? isReceiver || isHandler : side === 'receiver' ? isReceiver : isHandler
}

/** Nothing is asked for any more, and what came waits for nobody. */
const answered = { supplementUntil: null, supplementArrivedAt: null } as const

type Effect = Partial<DeskRecord> | { readonly problem: DecisionProblem }

function effectOf(
  record: DeskRecord,
  decision: Decision,
  actor: Actor | null,
  { at, calendar, due }: Circumstances,
): Effect {
  switch (decision.type) {
    case 'receive':
      return {
        receivedAt: at,
        ...due(at),
        ...(decision.returnWay === undefined ? {} : { returnWay: decision.returnWay }),
      }
    case 'request-supplement': {
      if (record.supplements > 0 && decision.isSecondMeant !== true)
        return { problem: 'second-supplement-request' }
      const last = addWorkingDays(vietnamDay(at), supplementWorkingDays, calendar)
      return {
        supplements: record.supplements + 1,
        supplementUntil: last.ok ? last.day : null,
        supplementArrivedAt: null,
        ...(record.receivedAt === null ? {} : { clockStoppedAt: at }),
      }
    }
    case 'supplement':
      // The time limit starts again from zero (Decree 297/2025, Art. 6; rules.md §1.3(4)), on the day it was complete,
      // not on the day when somebody looked.
      return record.receivedAt === null
        ? answered
        : { ...answered, clockStoppedAt: null, ...due(record.supplementArrivedAt ?? at) }
    case 'request-payment':
      return { clockStoppedAt: at }
    case 'pay':
      return {
        clockStoppedAt: null,
        ...(record.dueAt === null || record.clockStoppedAt === null
          ? {}
          : { dueAt: dueAfterPause(record.dueAt, record.clockStoppedAt, at, calendar) }),
      }
    case 'assign':
      return { officer: decision.officer }
    case 'start':
      return { officer: record.officer ?? actor?.username ?? null }
    case 'transfer':
      return {
        transferredFrom: record.handlerUnit,
        ...(decision.to === null ? {} : { handlerUnit: decision.to, officer: null }),
      }
    case 'accept-transfer':
      return { transferredFrom: null, officer: actor?.username ?? null }
    case 'decline-transfer':
      // Back to who offered it, which need not be the unit that received it.
      return { transferredFrom: null, handlerUnit: record.transferredFrom ?? record.unit, officer: null }
    case 'sign':
    case 'finish':
      // Handing over is the receiving desk's.
      return { finishedAt: at, handlerUnit: record.unit }
    case 'extend':
      if (record.extensions > 0) return { problem: 'extension-used' }
      if (decision.dueAt <= at || (record.dueAt !== null && decision.dueAt <= record.dueAt))
        return { problem: 'due-date-not-later' }
      return { dueAt: decision.dueAt, dueReason: 'extended', extensions: record.extensions + 1 }
    case 'hand-over':
      return { returnedAt: at, returnWay: decision.way }
    case 'stop':
    case 'withdraw':
    case 'lapse':
      return { ...answered, clockStoppedAt: null, transferredFrom: null, handlerUnit: record.unit }
    case 'arrive':
    case 'check':
    case 'refuse':
    case 'submit-for-signature':
    case 'send-back':
      return {}
    case 'add-papers':
      return record.supplementUntil === null ? {} : { supplementArrivedAt: at }
  }
}
