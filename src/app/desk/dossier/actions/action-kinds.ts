/** What staff can do with a dossier by the screens: in which order it is offered, and what each step asks for. */
import type { DossierDetail, StaffSession } from '../../../../contract/desk.ts'
import type { DossierAction } from '../../../../contract/dossier-action.ts'
import { openEvents } from '../../../../domain/dossier/decide.ts'
import type { DossierEvent, Stage } from '../../../../domain/dossier/workflow.ts'
import { may } from '../../../../domain/people/permissions.ts'

export type ActionType = DossierAction['type']

type AskedFor =
  | 'reason'
  | 'note'
  | 'return-way'
  | 'papers-received'
  | 'papers-wanted'
  | 'missing-photos'
  | 'second-request'
  | 'officer'
  | 'target'
  | 'due-date'
  | 'hand-over'
  | 'amount'

interface ActionKind {
  readonly asksFor: readonly AskedFor[]
  /** The dossier goes no further. */
  readonly isEnd?: true
  /** Whoever knows the applicant's digits reads the reason (`gateway/sync/tracking.ts`). */
  readonly isReasonPublic?: true
}

/** In the order in which they are offered. */
const kinds = {
  check: { asksFor: ['note'] },
  receive: { asksFor: ['return-way', 'papers-received', 'missing-photos', 'note'] },
  supplement: { asksFor: ['note'] },
  assign: { asksFor: ['officer', 'note'] },
  start: { asksFor: ['note'] },
  'accept-transfer': { asksFor: ['note'] },
  'decline-transfer': { asksFor: ['reason'] },
  'submit-for-signature': { asksFor: ['note'] },
  sign: { asksFor: ['note'] },
  'send-back': { asksFor: ['reason'] },
  finish: { asksFor: ['note'] },
  'hand-over': { asksFor: ['hand-over', 'note'] },
  'request-supplement': { asksFor: ['second-request', 'papers-wanted', 'reason'], isReasonPublic: true },
  'request-payment': { asksFor: ['amount', 'note'] },
  pay: { asksFor: ['note'] },
  transfer: { asksFor: ['target', 'reason'] },
  extend: { asksFor: ['due-date', 'reason'] },
  refuse: { asksFor: ['reason'], isEnd: true, isReasonPublic: true },
  withdraw: { asksFor: ['reason'], isEnd: true },
  stop: { asksFor: ['reason'], isEnd: true, isReasonPublic: true },
} as const satisfies Record<ActionType, ActionKind>

/** What comes next as a rule; the first that is allowed is the primary one. */
const usual: Readonly<Record<Stage, readonly ActionType[]>> = {
  arrived: ['receive'],
  checked: ['receive'],
  'supplement-requested': ['supplement'],
  received: ['start'],
  'supplement-in-processing': ['supplement'],
  'payment-requested': ['pay'],
  processing: ['submit-for-signature'],
  transferred: ['accept-transfer'],
  'awaiting-signature': ['sign'],
  finished: ['hand-over'],
  returned: [],
  refused: [],
  withdrawn: [],
  stopped: [],
}

export function actionKind(type: ActionType): ActionKind {
  return kinds[type]
}

/** What this person may do with the dossier as it is now. */
export function openActions(
  { summary, unit, handlerUnit, extensions }: DossierDetail,
  { role, unit: { code } }: StaffSession,
): readonly ActionType[] {
  const record = { stage: summary.stage, unit, handlerUnit, extensions }
  const actor = { unit: code, has: (permission: Parameters<typeof may>[1]) => may(role, permission) }
  const open: readonly DossierEvent[] = openEvents(record, actor)
  // The keys of a literal are what the literal says.
  return (Object.keys(kinds) as ActionType[]).filter((type) => open.includes(type))
}

/** The usual next step among those open; null when it is somebody else's. */
export function usualAction({ summary }: DossierDetail, open: readonly ActionType[]): ActionType | null {
  // What nobody has is given to somebody first, by whoever may.
  const first: readonly ActionType[] =
    summary.officer === null && summary.stage === 'received' ? ['assign'] : []
  return [...first, ...usual[summary.stage]].find((type) => open.includes(type)) ?? null
}

/** Sent to an authority that does not work here: whether it was taken is known by letter only. */
export function isAtAuthority({ summary, events }: DossierDetail): boolean {
  if (summary.stage !== 'transferred') return false
  const to = events.findLast(({ type }) => type === 'transfer')?.details.to
  return typeof to === 'object' && to !== null && 'authority' in to
}
