/**
 * The way of a dossier through the desk as one table: stage × event → stage. The stages are finer than the ten
 * national states, and each has one of these (`nationalState`); an event that a stage does not list is not allowed in
 * it. Sources: Decree 118/2025 (reception, one supplement request, result), Circular 03/2025/TT-VPCP, Art. 7
 * (stopping at the citizen's wish while nothing is decided), rules.md §1.3 and §1.5.
 */
import type { Permission } from '../people/permissions.ts'
import type { DossierState } from './states.ts'

export const stages = [
  /** Opened at the gateway; nobody has looked at it. */
  'arrived',
  'checked',
  /** Formally received: the legal clock runs. */
  'received',
  /** More was asked for before reception; nothing runs yet but the citizen's own time. */
  'supplement-requested',
  /** More was asked for after reception: the clock is stopped. */
  'supplement-in-processing',
  'payment-requested',
  'processing',
  /** Offered to another unit or sent to another authority, which has not taken it yet. */
  'transferred',
  'awaiting-signature',
  'finished',
  'returned',
  'refused',
  'withdrawn',
  'stopped',
] as const
export type Stage = (typeof stages)[number]

const dossierEvents = [
  'arrive',
  'check',
  'receive',
  'refuse',
  'request-supplement',
  /** What was asked for has come. */
  'supplement',
  /** It did not come in time. */
  'lapse',
  'assign',
  'start',
  'transfer',
  'accept-transfer',
  'decline-transfer',
  'request-payment',
  'pay',
  'submit-for-signature',
  'sign',
  'send-back',
  'finish',
  'extend',
  'stop',
  'withdraw',
  'hand-over',
  /** Papers came that nobody waits for: they are kept, and staff look at them. */
  'add-papers',
] as const
export type DossierEvent = (typeof dossierEvents)[number]

/** A history also tells of documents, fees and the like, which move nothing. */
export function isDossierEvent(type: string): type is DossierEvent {
  const known: readonly string[] = dossierEvents
  return known.includes(type)
}

type Row = Partial<Record<DossierEvent, Stage>>

/** Ways out while nothing has been decided. */
const undecided = { stop: 'stopped', withdraw: 'withdrawn' } as const satisfies Row

const table = {
  none: { arrive: 'arrived' },
  arrived: {
    'add-papers': 'arrived',
    check: 'checked',
    receive: 'received',
    'request-supplement': 'supplement-requested',
    refuse: 'refused',
    withdraw: 'withdrawn',
  },
  checked: {
    'add-papers': 'checked',
    receive: 'received',
    'request-supplement': 'supplement-requested',
    refuse: 'refused',
    withdraw: 'withdrawn',
  },
  'supplement-requested': {
    'add-papers': 'supplement-requested',
    supplement: 'checked',
    lapse: 'stopped',
    withdraw: 'withdrawn',
  },
  received: {
    'add-papers': 'received',
    ...undecided,
    assign: 'received',
    start: 'processing',
    transfer: 'transferred',
    'request-supplement': 'supplement-in-processing',
    'request-payment': 'payment-requested',
    extend: 'received',
  },
  processing: {
    'add-papers': 'processing',
    ...undecided,
    assign: 'processing',
    transfer: 'transferred',
    'request-supplement': 'supplement-in-processing',
    'request-payment': 'payment-requested',
    'submit-for-signature': 'awaiting-signature',
    finish: 'finished',
    extend: 'processing',
  },
  'supplement-in-processing': {
    'add-papers': 'supplement-in-processing',
    ...undecided,
    supplement: 'processing',
    lapse: 'stopped',
    assign: 'supplement-in-processing',
  },
  'payment-requested': {
    'add-papers': 'payment-requested',
    ...undecided,
    pay: 'processing',
    assign: 'payment-requested',
    extend: 'payment-requested',
  },
  transferred: {
    'add-papers': 'transferred',
    ...undecided,
    'accept-transfer': 'processing',
    'decline-transfer': 'processing',
    extend: 'transferred',
  },
  'awaiting-signature': {
    'add-papers': 'awaiting-signature',
    sign: 'finished',
    'send-back': 'processing',
    assign: 'awaiting-signature',
    extend: 'awaiting-signature',
  },
  finished: { 'add-papers': 'finished', 'hand-over': 'returned' },
  returned: {},
  refused: {},
  withdrawn: {},
  stopped: {},
} as const satisfies Record<Stage | 'none', Row>

const national = {
  arrived: 1,
  checked: 1,
  received: 2,
  refused: 3,
  processing: 4,
  transferred: 4,
  'awaiting-signature': 4,
  'supplement-requested': 5,
  'supplement-in-processing': 5,
  'payment-requested': 6,
  withdrawn: 7,
  stopped: 8,
  finished: 9,
  returned: 10,
} as const satisfies Record<Stage, DossierState>

/** The national state (rules.md §1.5) that others are told. */
export function nationalState(stage: Stage): DossierState {
  return national[stage]
}

export type Transition =
  | { readonly ok: true; readonly stage: Stage }
  | { readonly ok: false; readonly problem: 'transition-not-allowed' }

export function nextStage(stage: Stage | 'none', event: DossierEvent): Transition {
  const row: Row = table[stage]
  const next = row[event]
  return next === undefined ? { ok: false, problem: 'transition-not-allowed' } : { ok: true, stage: next }
}

/** Those of the gateway itself are nobody's to trigger: null. */
const permissionOf = {
  arrive: null,
  'add-papers': null,
  lapse: null,
  check: 'receive-dossier',
  receive: 'receive-dossier',
  refuse: 'receive-dossier',
  'request-supplement': 'receive-dossier',
  supplement: 'receive-dossier',
  withdraw: 'receive-dossier',
  assign: 'assign-dossier',
  start: 'process-dossier',
  transfer: 'process-dossier',
  'accept-transfer': 'process-dossier',
  'decline-transfer': 'process-dossier',
  'request-payment': 'process-dossier',
  pay: 'collect-fee',
  'submit-for-signature': 'process-dossier',
  finish: 'process-dossier',
  sign: 'decide-dossier',
  'send-back': 'decide-dossier',
  extend: 'decide-dossier',
  stop: 'decide-dossier',
  'hand-over': 'hand-over-result',
} as const satisfies Record<DossierEvent, Permission | null>

/** The officer who processes may ask for more as well, once the dossier is with them. */
export function mayTrigger(
  event: DossierEvent,
  stage: Stage,
  has: (permission: Permission) => boolean,
): boolean {
  if (event === 'request-supplement' && stage !== 'arrived' && stage !== 'checked' && has('process-dossier'))
    return true
  const permission = permissionOf[event]
  return permission !== null && has(permission)
}

/** What may be done next, in the table's order. */
export function eventsIn(stage: Stage, has: (permission: Permission) => boolean): readonly DossierEvent[] {
  return dossierEvents.filter((event) => nextStage(stage, event).ok && mayTrigger(event, stage, has))
}

/** Nothing more happens to it. */
export function isClosed(stage: Stage): boolean {
  return Object.keys(table[stage]).length === 0
}

/** Whose turn an event is: the desk that receives and returns, or the unit that works on the dossier. */
export function sideOf(event: DossierEvent): 'receiver' | 'handler' | 'either' {
  return side[event]
}

const side = {
  arrive: 'receiver',
  'add-papers': 'receiver',
  check: 'receiver',
  receive: 'receiver',
  refuse: 'receiver',
  'request-supplement': 'either',
  supplement: 'receiver',
  lapse: 'receiver',
  withdraw: 'receiver',
  'hand-over': 'receiver',
  pay: 'receiver',
  assign: 'handler',
  start: 'handler',
  transfer: 'handler',
  'accept-transfer': 'handler',
  'decline-transfer': 'handler',
  'request-payment': 'handler',
  'submit-for-signature': 'handler',
  sign: 'handler',
  'send-back': 'handler',
  finish: 'handler',
  extend: 'handler',
  stop: 'handler',
} as const satisfies Record<DossierEvent, 'receiver' | 'handler' | 'either'>
