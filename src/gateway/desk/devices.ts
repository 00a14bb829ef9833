/** `/api/desk/devices`, `enrolment-codes` and `quarantine`: who may deliver, and what could not be opened. */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { type DeviceList, enrolmentCodeRequest, type QuarantineList } from '../../contract/desk.ts'
import { uuid } from '../../contract/envelope.ts'
import { receiptCodeOf } from '../../domain/receipt/receipt-code.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import { createEnrolmentCode } from '../sync/enrolment-code.ts'
import { forStaff } from './session.ts'

const deviceParameters = v.object({ id: uuid })

export function deviceRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage } = context

  app.post(
    '/enrolment-codes',
    forStaff(context, 'manage-devices', async (staff, request, reply) => {
      const body = parseRequest(enrolmentCodeRequest, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const { role } = body.value
      await context.audit.record({
        unit: staff.unit,
        who: staff.username,
        action: 'enrolment-code-made',
        subject: null,
        detail: { role },
      })
      return createEnrolmentCode(context, { unit: staff.unit, role, createdBy: staff.username })
    }),
  )

  app.get(
    '/devices',
    forStaff(context, 'read-devices', async (staff) => {
      const overview = await storage.devices.overview(staff.unit)
      return {
        devices: overview.map(({ device, highestSequence, missingSequences, brokenLinks }) => ({
          id: device.id,
          name: device.name,
          role: device.role,
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
