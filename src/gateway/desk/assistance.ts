/** `/api/desk/assistance` and `/api/desk/unit-days`: help with accounts that the desk gave, and the days it tells of. */
import type { FastifyInstance } from 'fastify'
import { v7 as uuidV7 } from 'uuid'
import * as v from 'valibot'
import { type AssistancePayload, assistancePayload } from '../../contract/assistance.ts'
import { newUnitDay, type UnitNews } from '../../contract/unit-days.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { NewAssistance } from '../storage/assistance.ts'
import type { Staff } from '../storage/staff.ts'
import { forStaff } from './session.ts'

const idParameters = v.object({ id: v.pipe(v.string(), v.maxLength(40)) })

export function assistanceRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, now, audit } = context
  const today = () => vietnamDay(now().toISOString())

  /** A team's people work for the commune that the team belongs to. */
  async function deskOf(staff: Staff): Promise<string> {
    const unit = await storage.units.find(staff.unit)
    return unit?.kind === 'team' ? (unit.parent ?? staff.unit) : staff.unit
  }

  app.post(
    '/assistance',
    forStaff(context, 'help-with-accounts', async (staff, request, reply) => {
      const body = parseRequest(assistancePayload, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const unit = await deskOf(staff)
      const village = body.value.village ?? (unit === staff.unit ? null : staff.unit)
      await storage.assistance.add(
        await assistanceRow(storage, {
          id: uuidV7(),
          unit,
          today: today(),
          payload: { ...body.value, village },
        }),
      )
      return reply.code(204).send()
    }),
  )

  app.get(
    '/unit-days',
    forStaff(context, 'help-with-accounts', async (staff) =>
      unitNewsOf(storage, await deskOf(staff), today()),
    ),
  )

  app.post(
    '/unit-days',
    forStaff(context, 'enter-unit-days', async (staff, request, reply) => {
      const body = parseRequest(newUnitDay, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      if (body.value.day < today()) return sendProblem(reply, 'request-malformed', { detail: 'day is over' })
      const day = { id: uuidV7(), ...body.value }
      await audit.record({
        unit: staff.unit,
        who: staff.username,
        action: 'unit-changed',
        subject: staff.unit,
        detail: { unitDay: day.kind, day: day.day },
      })
      await storage.unitDays.add(staff.unit, day, { by: staff.username, at: now().toISOString() })
      return unitNewsOf(storage, staff.unit, today())
    }),
  )

  app.delete(
    '/unit-days/:id',
    forStaff(context, 'enter-unit-days', async (staff, request, reply) => {
      const { id } = v.parse(idParameters, request.params)
      if (!(await storage.unitDays.remove(staff.unit, id))) return sendProblem(reply, 'not-found')
      await audit.record({
        unit: staff.unit,
        who: staff.username,
        action: 'unit-changed',
        subject: staff.unit,
        detail: { unitDayRemoved: id },
      })
      return unitNewsOf(storage, staff.unit, today())
    }),
  )
}

/** What a unit's devices and people are told beside their dossiers. */
export async function unitNewsOf(
  { units, unitDays }: Pick<GatewayContext['storage'], 'units' | 'unitDays'>,
  unit: string,
  today: string,
): Promise<UnitNews> {
  const [teams, days] = await Promise.all([units.withTeams(unit), unitDays.from(unit, today)])
  return {
    teams: teams.filter(({ kind }) => kind === 'team').map(({ code, name }) => ({ code, name })),
    days,
  }
}

interface Noted {
  readonly id: string
  readonly unit: string
  /** Of the gateway. */
  readonly today: string
  readonly payload: AssistancePayload
}

/** A village that is none of the unit's is left out; a device whose clock runs ahead is not believed. */
export async function assistanceRow(
  { units }: Pick<GatewayContext['storage'], 'units'>,
  { id, unit, today, payload: { need, outcome, next, reason, village, helpedOn } }: Noted,
): Promise<NewAssistance> {
  const named = village === null ? undefined : await units.find(village)
  return {
    id,
    unit,
    village: named?.kind === 'team' && named.parent === unit ? named.code : null,
    need,
    outcome,
    next_step: next,
    reason,
    helped_on: helpedOn > today ? today : helpedOn,
  }
}
