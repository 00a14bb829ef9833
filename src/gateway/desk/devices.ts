/** `/api/desk/devices`, `enrolment-codes` and `quarantine`: who may deliver, and what could not be opened. */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import {
  type DeviceList,
  deviceTeam,
  enrolmentCodeRequest,
  type QuarantineList,
} from '../../contract/desk.ts'
import { uuid } from '../../contract/envelope.ts'
import { receiptCodeOf } from '../../domain/receipt/receipt-code.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Staff } from '../storage/staff.ts'
import { createEnrolmentCode } from '../sync/enrolment-code.ts'
import { scopeOf } from './scope.ts'
import { forStaff } from './session.ts'

const deviceParameters = v.object({ id: uuid })

export function deviceRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage } = context

  async function isOwnTeam(staff: Staff, team: string | null): Promise<boolean> {
    if (team === null) return true
    const units = await storage.units.withTeams(staff.unit)
    return units.some(({ code, kind }) => code === team && kind === 'team')
  }

  app.post(
    '/enrolment-codes',
    forStaff(context, 'manage-devices', async (staff, request, reply) => {
      const body = parseRequest(enrolmentCodeRequest, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const { role, team } = body.value
      if (!(await isOwnTeam(staff, team))) return sendProblem(reply, 'unit-not-allowed')
      await context.audit.record({
        unit: staff.unit,
        who: staff.username,
        action: 'enrolment-code-made',
        subject: null,
        detail: { role },
      })
      return createEnrolmentCode(context, { unit: staff.unit, team, role, createdBy: staff.username })
    }),
  )

  app.get(
    '/devices',
    forStaff(context, 'read-devices', async (staff) => {
      const overview = await storage.devices.overview(await scopeOf(context, staff))
      return {
        devices: overview.map(({ device, highestSequence, missingSequences, brokenLinks }) => ({
          id: device.id,
          name: device.name,
          role: device.role,
          team: device.team,
          enrolledAt: device.enrolled_at,
          lastContactAt: device.last_contact_at,
          highestSequence,
          missingSequences: [...missingSequences],
          brokenLinks: [...brokenLinks],
          queueLength: device.queue_length,
          clockOffsetMs: device.reported_clock_offset_ms,
          storeLostAt: device.store_lost_at,
          revokedAt: device.revoked_at,
        })),
      } satisfies DeviceList
    }),
  )

  app.post(
    '/devices/:id/revocation',
    forStaff(context, 'manage-devices', async (staff, request, reply) => {
      const wanted = v.safeParse(deviceParameters, request.params)
      const isRevoked =
        wanted.success &&
        (await storage.devices.revoke(wanted.output.id, staff.unit, context.now().toISOString()))
      if (!wanted.success || !isRevoked) return sendProblem(reply, 'not-found')
      await context.audit.record({
        unit: staff.unit,
        who: staff.username,
        action: 'device-revoked',
        subject: wanted.output.id,
      })
      return reply.code(204).send()
    }),
  )

  app.post(
    '/devices/:id/team',
    forStaff(context, 'manage-devices', async (staff, request, reply) => {
      const body = parseRequest(deviceTeam, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const { team } = body.value
      if (!(await isOwnTeam(staff, team))) return sendProblem(reply, 'unit-not-allowed')
      const wanted = v.safeParse(deviceParameters, request.params)
      const isSet = wanted.success && (await storage.devices.setTeam(wanted.output.id, staff.unit, team))
      return isSet ? reply.code(204).send() : sendProblem(reply, 'not-found')
    }),
  )

  app.get(
    '/quarantine',
    forStaff(context, 'read-quarantine', async (staff) => {
      const envelopes = await storage.envelopes.quarantined(staff.unit)
      return {
        envelopes: envelopes.map(({ id, device, receivedAt, problem, detail }) => ({
          id,
          receiptCode: receiptCodeOf(id),
          device,
          arrivedAt: receivedAt,
          problem,
          detail,
        })),
      } satisfies QuarantineList
    }),
  )
}
