/** `/api/desk/exchange`: how the unit's dossiers reach the national portal, what needs a person, and the unit's codes. */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { exchangeCodesOf } from '../../catalogue/exchange-codes.ts'
import type { AuditAction } from '../../contract/audit.ts'
import {
  type ExchangeOverview,
  type ExchangeQueueView,
  exchangeChoice,
  exchangeCodes,
  exchangeFieldCode,
  exchangeProblem,
  exchangeSwitch,
} from '../../contract/exchange.ts'
import { officialNumberPattern } from '../../domain/dossier/number-pattern.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Staff } from '../storage/staff.ts'
import { forStaff } from './session.ts'

const shownLimit = 100
const idParameters = v.object({ id: v.pipe(v.string(), v.maxLength(120)) })

export function exchangeDeskRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, exchange, now } = context
  const at = () => now().toISOString()
  const note = (staff: Staff, action: AuditAction, subject: string) =>
    context.audit.record({ unit: staff.unit, who: staff.username, action, subject })

  app.get(
    '/exchange',
    forStaff(context, 'manage-exchange', (staff) => overviewOf(context, staff)),
  )

  app.post(
    '/exchange/switch',
    forStaff(context, 'manage-exchange', async (staff, request, reply) => {
      const body = parseRequest(exchangeSwitch, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      // Without a way to the portal messages would only pile up.
      if (body.value.isOn && exchange === null) return sendProblem(reply, 'transition-not-allowed')
      const known = await storage.exchange.unit(staff.unit)
      await note(staff, 'exchange-changed', staff.unit)
      await storage.exchange.setUnit(staff.unit, {
        isOn: body.value.isOn,
        senderCode: known?.senderCode ?? '',
      })
      exchange?.sender.wake()
      return overviewOf(context, staff)
    }),
  )

  app.post(
    '/exchange/codes',
    forStaff(context, 'manage-codes', async (staff, request, reply) => {
      const body = parseRequest(exchangeCodes, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const { orgCode, dateForm, digits, senderCode } = body.value
      const known = await storage.exchange.unit(staff.unit)
      await note(staff, 'exchange-changed', staff.unit)
      await storage.units.setCodes(staff.unit, {
        orgCode,
        numberPattern: officialNumberPattern(dateForm, digits),
      })
      await storage.exchange.setUnit(staff.unit, { isOn: known?.isOn ?? false, senderCode })
      await storage.exchange.checkHeldAgain(staff.unit, at())
      exchange?.sender.wake()
      return overviewOf(context, staff)
    }),
  )

  app.post(
    '/exchange/field-codes',
    forStaff(context, 'manage-codes', async (staff, request, reply) => {
      const body = parseRequest(exchangeFieldCode, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      await note(staff, 'exchange-changed', staff.unit)
      await storage.exchange.setFieldCode(staff.unit, body.value.field, body.value.code)
      await storage.exchange.checkHeldAgain(staff.unit, at())
      exchange?.sender.wake()
      return overviewOf(context, staff)
    }),
  )

  app.post(
    '/exchange/existing',
    forStaff(context, 'manage-exchange', async (staff, _request, reply) => {
      const unit = await storage.exchange.unit(staff.unit)
      if (unit?.isOn !== true) return sendProblem(reply, 'transition-not-allowed')
      await note(staff, 'exchange-sent-again', staff.unit)
      const queued = await storage.exchange.queueExisting(staff.unit, at())
      exchange?.sender.wake()
      return { queued }
    }),
  )

  app.post(
    '/exchange/queues/:id/resend',
    forStaff(context, 'manage-exchange', async (staff, request, reply) => {
      const queue = await ownQueue(context, staff, request.params)
      if (queue === undefined) return sendProblem(reply, 'not-found')
      await note(staff, 'exchange-sent-again', queue.id)
      if (!(await storage.exchange.sendAgain(queue.id, at())))
        return sendProblem(reply, 'transition-not-allowed')
      exchange?.sender.wake()
      return reply.code(204).send()
    }),
  )

  app.post(
    '/exchange/queues/:id/look-up',
    forStaff(context, 'manage-exchange', async (staff, request, reply) => {
      const queue = await ownQueue(context, staff, request.params)
      if (queue === undefined || queue.kind !== 'dossier') return sendProblem(reply, 'not-found')
      if (exchange === null) return sendProblem(reply, 'transition-not-allowed')
      return exchange.lookUp(queue.id)
    }),
  )

  app.post(
    '/exchange/conflicts/:id',
    forStaff(context, 'manage-exchange', async (staff, request, reply) => {
      const body = parseRequest(exchangeChoice, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const wanted = v.safeParse(idParameters, request.params)
      if (!wanted.success) return sendProblem(reply, 'not-found')
      const { id } = wanted.output
      const { choice } = body.value
      if (!(await storage.exchange.decide(id, staff.unit, choice, staff.username, at())))
        return sendProblem(reply, 'not-found')
      await note(staff, 'exchange-decided', id)
      exchange?.sender.wake()
      return reply.code(204).send()
    }),
  )
}

/** Undefined for another unit's as well: nobody learns that it exists. */
async function ownQueue({ storage }: GatewayContext, staff: Staff, parameters: unknown) {
  const wanted = v.safeParse(idParameters, parameters)
  const queue = wanted.success ? await storage.exchange.find(wanted.output.id) : undefined
  return queue?.unit === staff.unit ? queue : undefined
}

async function overviewOf(context: GatewayContext, staff: Staff): Promise<ExchangeOverview> {
  const { storage, exchange, now } = context
  const unit = await storage.units.find(staff.unit)
  if (unit === undefined) throw new Error(`${staff.username} belongs to no unit`)
  const today = vietnamDay(now().toISOString())
  const known = await storage.exchange.unit(unit.code)
  const [held, refused, conflicts] = await Promise.all([
    storage.exchange.needingPeople(unit.code, 'held', shownLimit),
    storage.exchange.needingPeople(unit.code, 'refused', shownLimit),
    storage.exchange.openConflicts(unit.code, shownLimit),
  ])
  return {
    adapter: exchange?.adapter ?? null,
    isOn: known?.isOn ?? false,
    codes: {
      orgCode: unit.org_code,
      numberPattern: unit.number_pattern,
      senderCode: known?.senderCode ?? '',
      nextRunning: await storage.units.nextRunning(unit.code, today),
      today,
    },
    counts: await storage.exchange.counts(unit.code),
    held: held.map((row) => queueView(context, row)),
    refused: refused.map((row) => queueView(context, row)),
    conflicts: conflicts.map((row) => ({
      id: row.id,
      dossier: row.dossier,
      officialNumber: row.official_number,
      receiptCode: row.receipt_code,
      applicantName: row.applicant_name,
      state: row.state,
      portalState: row.portal_state,
      foundAt: row.found_at,
    })),
  }
}

type QueueRow = Awaited<ReturnType<GatewayContext['storage']['exchange']['needingPeople']>>[number]

function queueView({ catalogue }: GatewayContext, row: QueueRow): ExchangeQueueView {
  const { procedure } = row
  const field =
    procedure === null
      ? null
      : (exchangeCodesOf(procedure)?.fieldName ?? catalogue.procedure(procedure)?.field.vi ?? null)
  return {
    id: row.id,
    officialNumber: row.official_number,
    receiptCode: row.receipt_code,
    applicantName: row.applicant_name,
    procedure,
    field,
    problem: row.problem === null ? null : v.parse(exchangeProblem, JSON.parse(row.problem)),
    changedAt: row.changed_at,
  }
}
