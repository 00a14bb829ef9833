/** `/api/desk/dossiers/:id/fees` and `/api/desk/cash-book`: what is asked, paid and waived, and the day's money. */
import type { FastifyInstance } from 'fastify'
import { loadProvincialRules } from '../../catalogue/provincial-rules.ts'
import {
  type CashBook,
  cashBookQuery,
  type DossierFees,
  type FeeAction,
  feeAction,
} from '../../contract/fees.ts'
import type { ProblemCode } from '../../contract/problem.ts'
import { currentFees, decideFee, type FeeRow } from '../../domain/fee/fee-rows.ts'
import { isWithin, may } from '../../domain/people/permissions.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import { transferOf } from '../payments/transfer.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Dossier } from '../storage/dossiers.ts'
import type { FeeChange, FeeRecorded } from '../storage/fees.ts'
import type { Staff } from '../storage/staff.ts'
import { carryOut } from './dossier-actions.ts'
import { feeProposalsOf } from './fee-proposals.ts'
import { ownDossier } from './own-dossier.ts'
import { noteReading } from './read-note.ts'
import { forStaff } from './session.ts'

export function feeRoutes(app: FastifyInstance, context: GatewayContext): void {
  app.get(
    '/dossiers/:id/fees',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const dossier = await ownDossier(context, staff, request.params)
      if (dossier === undefined) return sendProblem(reply, 'not-found')
      await noteReading(context, staff, dossier, 'read-fees')
      return feesOf(context, dossier)
    }),
  )

  app.post(
    '/dossiers/:id/fees',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const action = parseRequest(feeAction, request.body)
      if (!action.ok) return sendProblem(reply, 'request-malformed', action.details)
      const dossier = await ownDossier(context, staff, request.params)
      if (dossier === undefined) return sendProblem(reply, 'not-found')
      // Whoever works on the dossier sees what it costs; the desk that receives it takes the money.
      const permission = action.value.type === 'waive' ? 'waive-fee' : 'collect-fee'
      if (!may(staff.role, permission) || dossier.unit !== staff.unit) return sendProblem(reply, 'forbidden')
      const problem = await recordFee(context, staff, dossier, action.value)
      if (problem !== null) return sendProblem(reply, problem)
      await noteReading(context, staff, dossier, 'read-fees')
      return feesOf(context, dossier)
    }),
  )

  app.get(
    '/cash-book',
    forStaff(context, 'read-cash-book', async (staff, request, reply) => {
      const query = parseRequest(cashBookQuery, request.query)
      if (!query.ok) return sendProblem(reply, 'request-malformed', query.details)
      await context.audit.record({
        unit: staff.unit,
        who: staff.username,
        action: 'read-cash-book',
        subject: null,
        detail: query.value,
      })
      return cashBookOf(context, staff, query.value)
    }),
  )
}

const events = {
  set: 'fee-set',
  pay: 'fee-paid',
  waive: 'fee-waived',
  correct: 'fee-corrected',
} as const satisfies Record<FeeAction['type'], FeeChange['type']>

/** @returns null when it was written. */
async function recordFee(
  context: GatewayContext,
  staff: Staff,
  dossier: Dossier,
  action: FeeAction,
): Promise<ProblemCode | null> {
  const { storage, now } = context
  const rows = await storage.fees.of(dossier.id)
  if (action.seen !== rows.length) return 'fee-changed'
  const decided = decideFee(rows, action, { at: now().toISOString(), by: staff.username })
  if (!decided.ok) return decided.problem
  return recordFeeRows(context, dossier, rows, decided.rows, events[action.type], staff.username)
}

/**
 * Writes rows that were decided on those before; a dossier that waited for nothing else goes on.
 * @returns null when it was written.
 */
export async function recordFeeRows(
  context: GatewayContext,
  dossier: Dossier,
  before: readonly FeeRow[],
  rows: readonly FeeRow[],
  type: FeeChange['type'],
  by: string,
): Promise<ProblemCode | null> {
  const { storage } = context
  const change: FeeChange = { dossier: dossier.id, unit: dossier.unit, rows, type }
  if (!endsWaiting(dossier, [...before, ...rows])) return problemIn(await storage.fees.record(change))
  let recorded: FeeRecorded = 'recorded'
  // The permission is that for the fee, which was asked for: a leader's waiver ends the waiting as well.
  const acted = await carryOut(
    context,
    dossier,
    { type: 'pay' },
    {
      actor: null,
      by,
      note: null,
      details: {},
      async store(transition) {
        recorded = await storage.fees.record({ ...change, transition })
        return recorded === 'recorded'
      },
    },
  )
  return problemIn(recorded) ?? (acted.ok ? null : acted.problem)
}

function problemIn(recorded: FeeRecorded): ProblemCode | null {
  return recorded === 'recorded' ? null : recorded
}

function endsWaiting({ stage }: Dossier, rows: readonly FeeRow[]): boolean {
  return stage === 'payment-requested' && currentFees(rows).every(({ state }) => state !== 'due')
}

async function feesOf(context: GatewayContext, dossier: Dossier): Promise<DossierFees> {
  const { storage, catalogue, now } = context
  const unit = await storage.units.find(dossier.unit)
  if (unit === undefined) throw new Error(`dossier ${dossier.id} belongs to no unit`)
  const rows = await storage.fees.of(dossier.id)
  const rules = await loadProvincialRules(unit.province)
  const due = currentFees(rows).filter(({ state }) => state === 'due')
  return {
    rows,
    ...feeProposalsOf({ dossier, rules, today: vietnamDay(now().toISOString()), catalogue }),
    transfers: due.flatMap(({ fee, amountVnd }) => {
      const to = transferOf(context, dossier, amountVnd)
      return to === null ? [] : [{ fee, ...to }]
    }),
  }
}

async function cashBookOf(
  { storage }: GatewayContext,
  staff: Staff,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<CashBook> {
  const unit = await storage.units.find(staff.unit)
  if (unit === undefined) throw new Error(`${staff.username} belongs to no unit`)
  const isWithBelow = isWithin(staff, ['below', staff.unit])
  const period = { unit: unit.code, isWithBelow, from, until }
  const entries = from === until ? await storage.fees.entries(period) : []
  const byWay = await storage.fees.sumsByWay(period)
  return {
    unit: { code: unit.code, name: unit.name },
    from,
    until,
    entries: entries.map((entry) => ({
      dossier: entry.dossier,
      officialNumber: entry.official_number,
      receiptCode: entry.receipt_code,
      applicantName: entry.applicant_name,
      procedure: entry.procedure,
      number: entry.number,
      kind: entry.kind,
      state: entry.state,
      way: entry.way,
      receiptNumber: entry.receipt_number,
      amountVnd: entry.amount_vnd,
      reason: entry.reason,
      at: entry.at,
      by: entry.by,
    })),
    totalVnd: byWay.reduce((sum, { amountVnd }) => sum + amountVnd, 0),
    byWay,
    byProcedure: await storage.fees.sumsByProcedure(period),
    byExemption: await storage.fees.sumsByExemption(period),
  }
}
