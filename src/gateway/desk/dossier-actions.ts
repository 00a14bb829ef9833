/** Carries out what an officer decides: the rules say what changes, the storage takes it whole or not at all. */
import { loadProvincialRules } from '../../catalogue/provincial-rules.ts'
import type { DossierAction } from '../../contract/dossier-action.ts'
import type { ProblemCode } from '../../contract/problem.ts'
import { type Actor, type Decision, type DeskRecord, decide } from '../../domain/dossier/decide.ts'
import { formatOfficialNumber } from '../../domain/dossier/number-pattern.ts'
import { type DossierEvent, nationalState, type Stage } from '../../domain/dossier/workflow.ts'
import { may } from '../../domain/people/permissions.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import type { Dossier, EventColumns, Transition } from '../storage/dossiers.ts'
import type { FeeRecorded } from '../storage/fees.ts'
import type { Staff } from '../storage/staff.ts'
import type { Unit } from '../storage/units.ts'
import { paymentRequest } from './payment-request.ts'
import { promisedDate } from './promised-date.ts'
import { stepDuesOf, stepSharesOf } from './step-shares.ts'

export type Acted =
  | { readonly ok: true; readonly dossier: Dossier }
  | { readonly ok: false; readonly problem: ProblemCode }

export async function act(
  context: GatewayContext,
  staff: Staff,
  dossier: Dossier,
  action: DossierAction,
): Promise<Acted> {
  if (dossier.revision !== action.revision) return { ok: false, problem: 'dossier-changed' }
  const decision = await decisionOf(context, dossier, action)
  if ('problem' in decision) return { ok: false, problem: decision.problem }
  const actor: Actor = {
    username: staff.username,
    unit: staff.unit,
    has: (permission) => may(staff.role, permission),
  }
  const { type: _, revision: __, note, ...details } = action
  const occasion = { actor, by: staff.username, note: note ?? null }
  if (action.type === 'request-payment') {
    const request = await paymentRequest(context, staff.username, dossier, action)
    if (!request.ok) return request
    const { fee } = request
    if (fee === null) return carryOut(context, dossier, decision, { ...occasion, details: request.details })
    const outcome: { recorded: FeeRecorded } = { recorded: 'recorded' }
    const acted = await carryOut(context, dossier, decision, {
      ...occasion,
      details: request.details,
      async store(transition) {
        outcome.recorded = await context.storage.fees.record({ ...fee, transition })
        return outcome.recorded === 'recorded'
      },
    })
    return outcome.recorded === 'fee-changed' ? { ok: false, problem: outcome.recorded } : acted
  }
  // The letter of apology names the day that was promised before.
  const told = action.type === 'extend' ? { ...details, previousDueAt: dossier.due_at } : details
  return carryOut(context, dossier, decision, { ...occasion, details: told })
}

export interface Occasion {
  /** Null for the gateway itself. */
  readonly actor: Actor | null
  readonly by: string
  readonly note: string | null
  readonly details: object
  /** Columns beside those of the workflow: papers that came with the event. */
  readonly beside?: Pick<EventColumns, 'papers'>
  /** `storage.dossiers.change` unless the event comes with more than the dossier's own row. */
  store?(transition: Transition): Promise<boolean>
}

/** @returns `dossier-changed` when somebody else was faster: nothing has happened then. */
export async function carryOut(
  context: Pick<GatewayContext, 'storage' | 'catalogue' | 'now'> & Partial<Pick<GatewayContext, 'exchange'>>,
  dossier: Dossier,
  decision: Decision,
  { actor, by, note, details, beside, store = context.storage.dossiers.change }: Occasion,
): Promise<Acted> {
  const { storage, catalogue, now } = context
  const unit = await storage.units.find(dossier.unit)
  if (unit === undefined) throw new Error(`dossier ${dossier.id} belongs to no unit`)
  const rules = await loadProvincialRules(unit.province)
  const at = now().toISOString()
  const decided = decide(recordOf(dossier), decision, actor, {
    at,
    calendar: catalogue.calendar,
    due: (from) => promisedDate({ dossier, rules, commune: unit.commune, receivedAt: from, catalogue }),
    shares: await stepSharesOf(storage, dossier.unit, vietnamDay(at)),
  })
  if (!decided.ok) return decided
  const numbering = decision.type === 'receive' ? await numberingOf(context, unit, at) : undefined
  if (numbering === null) return { ok: false, problem: 'number-unavailable' }
  const transition: Transition = {
    dossier: dossier.id,
    revision: dossier.revision,
    type: decision.type,
    at,
    by,
    note,
    changes: { ...columnsOf(decided.changes), ...requestedIn(decision.type, details), ...beside },
    details,
    ...(numbering === undefined ? {} : { numbering }),
  }
  if (!(await store(transition))) return { ok: false, problem: 'dossier-changed' }
  const changed = await storage.dossiers.find(dossier.id)
  if (changed === undefined) throw new Error(`dossier ${dossier.id} is gone`)
  return { ok: true, dossier: changed }
}

/** What people name is looked up before the rules see it. */
async function decisionOf(
  { storage }: GatewayContext,
  dossier: Dossier,
  action: DossierAction,
): Promise<Decision | { readonly problem: ProblemCode }> {
  if (action.type === 'assign') {
    const officer = await storage.staff.find(action.officer)
    const isFit =
      officer?.unit === dossier.handler_unit &&
      officer.deactivated_at === null &&
      may(officer.role, 'process-dossier')
    return isFit ? { type: 'assign', officer: officer.username } : { problem: 'officer-unsuitable' }
  }
  if (action.type === 'transfer') {
    if ('authority' in action.to) return { type: 'transfer', to: null }
    const unit = await storage.units.find(action.to.unit)
    const isOther = unit !== undefined && unit.kind !== 'team' && unit.code !== dossier.handler_unit
    return isOther ? { type: 'transfer', to: unit.code } : { problem: 'unit-unsuitable' }
  }
  // Money is written down as a fee first; that ends the waiting by itself.
  if (action.type === 'pay' && (await storage.fees.isAnyDue(dossier.id))) return { problem: 'fee-unpaid' }
  return action
}

function recordOf(dossier: Dossier): DeskRecord {
  return {
    stage: dossier.stage,
    unit: dossier.unit,
    handlerUnit: dossier.handler_unit,
    transferredFrom: dossier.transferred_from,
    officer: dossier.officer,
    receivedAt: dossier.received_at,
    dueAt: dossier.due_at,
    dueReason: dossier.due_reason,
    stepDues: stepDuesOf(dossier),
    stepDueAt: dossier.step_due_at,
    clockStoppedAt: dossier.clock_stopped_at,
    supplements: dossier.supplements,
    supplementUntil: dossier.supplement_until,
    supplementArrivedAt: dossier.supplement_arrived_at,
    extensions: dossier.extensions,
    returnWay: dossier.return_way,
    finishedAt: dossier.finished_at,
    returnedAt: dossier.returned_at,
    closedAt: dossier.closed_at,
  }
}

const columns = {
  handlerUnit: 'handler_unit',
  transferredFrom: 'transferred_from',
  officer: 'officer',
  receivedAt: 'received_at',
  dueAt: 'due_at',
  dueReason: 'due_reason',
  stepDues: 'step_dues',
  stepDueAt: 'step_due_at',
  clockStoppedAt: 'clock_stopped_at',
  supplements: 'supplements',
  supplementUntil: 'supplement_until',
  supplementArrivedAt: 'supplement_arrived_at',
  extensions: 'extensions',
  returnWay: 'return_way',
  finishedAt: 'finished_at',
  returnedAt: 'returned_at',
  closedAt: 'closed_at',
} as const satisfies Partial<Record<keyof DeskRecord, keyof EventColumns>>

function columnsOf(changes: Partial<DeskRecord> & { readonly stage: Stage }): Partial<EventColumns> {
  const changed = Object.entries(columns).flatMap(([name, column]) => {
    // The keys of a literal are what the literal says.
    const value = changes[name as keyof typeof columns]
    if (value === undefined) return []
    return [[column, typeof value === 'object' && value !== null ? JSON.stringify(value) : value] as const]
  })
  return { ...Object.fromEntries(changed), stage: changes.stage, state: nationalState(changes.stage) }
}

/** What is being asked for stays beside the dossier as long as it is, for the citizen's receipt. */
function requestedIn(event: DossierEvent, details: object): Partial<EventColumns> {
  if (event === 'request-supplement') return { supplement_request: JSON.stringify(details) }
  const endsRequest: readonly DossierEvent[] = ['supplement', 'lapse', 'withdraw', 'stop']
  return endsRequest.includes(event) ? { supplement_request: null } : {}
}

/** By the unit's own pattern, or from the portal's number service where that gives them; null when it does not answer. */
async function numberingOf(
  { storage, exchange }: Pick<GatewayContext, 'storage'> & Partial<Pick<GatewayContext, 'exchange'>>,
  unit: Unit,
  at: string,
): Promise<NonNullable<Transition['numbering']> | null> {
  if (exchange?.nextNumber !== undefined && (await storage.exchange.unit(unit.code))?.isOn === true) {
    const given = await exchange.nextNumber(unit.org_code)
    return given === null ? null : { given }
  }
  const day = vietnamDay(at)
  return {
    unit: unit.code,
    day,
    officialNumber: (running) =>
      formatOfficialNumber({ pattern: unit.number_pattern, orgCode: unit.org_code, day, running }),
  }
}
