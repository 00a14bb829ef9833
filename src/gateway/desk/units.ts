/** `/api/desk/units`: one's own unit and its teams. Communes are added by `npm run admin`. */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { type DeskUnit, newTeam, type UnitList, unitChange } from '../../contract/people.ts'
import { rolesIn } from '../../domain/people/units.ts'
import type { GatewayContext } from '../context.ts'
import { parseUnitName } from '../people/accounts.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Staff } from '../storage/staff.ts'
import type { Unit } from '../storage/units.ts'
import { forStaff } from './session.ts'

const unitParameters = v.object({ code: v.string() })

export function unitRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage } = context

  app.get(
    '/units',
    forStaff(context, 'read-devices', async (staff) => {
      const units = await storage.units.withTeams(staff.unit)
      return { units: units.map(describeUnit) } satisfies UnitList
    }),
  )

  const note = (staff: Staff, subject: string) =>
    context.audit.record({ unit: staff.unit, who: staff.username, action: 'unit-changed', subject })

  app.post(
    '/units',
    forStaff(context, 'manage-people', async (staff, request, reply) => {
      const body = parseRequest(newTeam, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const name = parseUnitName(body.value.name)
      if (name === null) return sendProblem(reply, 'name-invalid')
      const unit = await storage.units.find(staff.unit)
      if (unit?.kind !== 'commune') return sendProblem(reply, 'unit-not-allowed')
      const team = await storage.units.addTeam(unit, name)
      await note(staff, team.code)
      return reply.code(201).send(describeUnit(team))
    }),
  )

  app.post(
    '/units/:code',
    forStaff(context, 'manage-people', async (staff, request, reply) => {
      const body = parseRequest(unitChange, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const name = parseUnitName(body.value.name)
      if (name === null) return sendProblem(reply, 'name-invalid')
      const wanted = v.safeParse(unitParameters, request.params)
      const units = await storage.units.withTeams(staff.unit)
      const unit = wanted.success ? units.find(({ code }) => code === wanted.output.code) : undefined
      if (unit === undefined) return sendProblem(reply, 'not-found')
      await storage.units.change(unit.code, {
        name,
        demandsSecondFactor: body.value.demandsSecondFactor,
      })
      await note(staff, unit.code)
      return reply.code(204).send()
    }),
  )
}

export function describeUnit(unit: Unit): DeskUnit {
  return {
    code: unit.code,
    name: unit.name,
    kind: unit.kind,
    demandsSecondFactor: unit.demands_second_factor === 1,
    roles: [...rolesIn(unit.kind)],
  }
}
