/** `POST /api/v1/enrolments` and `GET /api/v1/gateway`: how a device joins, and what it must know of its gateway. */
import type { FastifyInstance } from 'fastify'
import { type EnrolmentResponse, enrolmentRequest } from '../../contract/enrolment.ts'
import { canonicalBytes, importPublicKey } from '../../vault/signature.ts'
import { textOf } from '../../vault/text.ts'
import { describeGateway, type GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import { enrolmentCodeHash } from './enrolment-code.ts'

export function enrolmentRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, limits } = context
  app.get('/gateway', async () => describeGateway(context))

  app.post(
    '/enrolments',
    { config: { rateLimit: { max: limits.enrolments, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const body = parseRequest(enrolmentRequest, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const { code, device: id, publicKey, name } = body.value
      try {
        await importPublicKey(publicKey)
      } catch {
        // WebCrypto refuses what is no point on the curve, in several ways.
        return sendProblem(reply, 'request-malformed', { path: 'publicKey' })
      }
      const enrolment = await storage.devices.enrol(
        enrolmentCodeHash(code),
        { id, name: name.normalize('NFC').trim(), publicKey: textOf(canonicalBytes(publicKey)) },
        context.now().toISOString(),
      )
      if (!enrolment.ok) return sendProblem(reply, enrolment.problem)
      const { device } = enrolment
      await context.audit.record({
        unit: device.unit,
        who: device.id,
        action: 'device-joined',
        subject: device.id,
        detail: { role: device.role },
      })
      const unit = await storage.units.find(device.unit)
      if (unit === undefined) throw new Error(`device ${device.id} belongs to no unit`)
      return {
        device: device.id,
        role: device.role,
        unit: { code: unit.code, name: unit.name, province: unit.province, commune: unit.commune },
        gateway: describeGateway(context),
      } satisfies EnrolmentResponse
    },
  )
}
