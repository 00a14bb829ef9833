/**
 * What the national portal, or the province for it, asks of us: to take a dossier that was filed there, how one stands,
 * and the files that our messages name. Answers are those of the format: `error_code` 0 done, 1 there already, -1 error.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { exchangeTime } from '../../domain/exchange/message-values.ts'
import type { GatewayContext } from '../context.ts'
import { sendDocument } from '../documents/send.ts'
import { sendProblem } from '../problem-reply.ts'
import type { Dossier } from '../storage/dossiers.ts'
import { passIn } from '../sync/result-pass.ts'
import { fieldsOf, textIn } from './answer.ts'
import type { Exchange } from './portal-exchange.ts'
import { parkIfContradicting, takeIn } from './take-in.ts'

/** Files come inside, as base64. */
const bodyLimitBytes = 40_000_000
const perMinute = 600
/** At a time: what is pushed is in memory as a whole. */
const atOnceLimit = 2

const passParameters = v.object({ claim: v.string(), signature: v.string() })

export function exchangeRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { exchange, storage } = context
  if (exchange === null) return
  let atOnce = 0

  app.post(
    '/exchange/dossiers',
    { bodyLimit: bodyLimitBytes, config: { rateLimit: { max: perMinute, timeWindow: '1 minute' } } },
    async (request, reply) => {
      if (!isPortal(exchange, request))
        return reply.code(401).send({ error_code: -1, message: 'Không được phép.' })
      const fields = fieldsOf(request.body)
      if (fields === null) return failure('Nội dung không đọc được.')
      const asked = textIn(fields, 'masohoso')
      if (asked !== '' && textIn(fields, 'mattthc') === '')
        return statusOf(context, asked, textIn(fields, 'madonvi'))
      if (atOnce >= atOnceLimit)
        return reply
          .code(503)
          .header('retry-after', 5)
          .send({ error_code: -1, message: 'Đang bận, xin gửi lại sau.' })
      atOnce += 1
      try {
        const taken = await takeIn(context, exchange, fields)
        if (taken.kind === 'refused') return failure(taken.why)
        if (taken.kind === 'taken') return { error_code: 0, message: 'Đã nhận hồ sơ.' }
        await parkIfContradicting(context, taken.dossier, fields)
        return { error_code: 1, message: 'Hồ sơ đã tồn tại.' }
      } finally {
        atOnce -= 1
      }
    },
  )

  app.get(
    '/exchange/files/:claim/:signature',
    { config: { rateLimit: { max: perMinute, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const wanted = v.safeParse(passParameters, request.params)
      const pass = wanted.success
        ? await passIn(context, wanted.output.claim, wanted.output.signature, 'portal')
        : null
      const dossier = pass === null ? undefined : await storage.dossiers.find(pass.dossier)
      const document = pass === null ? undefined : await storage.documents.find(pass.dossier, pass.number)
      // A pass that ran out and one that was made up get the same answer.
      if (dossier === undefined || document === undefined) return sendProblem(reply, 'not-found')
      if (dossier.content_removed_at !== null) return sendProblem(reply, 'content-removed')
      await context.audit.record({
        unit: dossier.unit,
        who: 'unknown',
        action: 'read-paper',
        subject: dossier.id,
        detail: { document: document.number, isPortal: true },
      })
      return sendDocument(context, document, reply, true)
    },
  )
}

function failure(message: string) {
  return { error_code: -1, message }
}

/** In constant time, whatever was sent. */
function isPortal({ settings }: Exchange, request: FastifyRequest): boolean {
  if (settings.inboundSecret === undefined) return false
  const digestOf = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(
    digestOf(request.headers.authorization ?? ''),
    digestOf(`Bearer ${settings.inboundSecret}`),
  )
}

/** One dossier in short, by our number or the portal's; nothing that was declared. */
async function statusOf(context: GatewayContext, number: string, senderCode: string) {
  const unit = await context.storage.exchange.unitOfSender(senderCode)
  const dossier = await dossierByNumber(context, number)
  // Another unit's dossier is answered as one that does not exist.
  if (dossier === undefined || dossier.unit !== unit) return { error_code: 0, message: '', result: [] }
  const handler = await context.storage.units.find(dossier.handler_unit)
  return {
    error_code: 0,
    message: '',
    result: [
      {
        MaHoSo: number,
        MaHoSoDonVi: dossier.official_number ?? '',
        MaTTHC: dossier.procedure,
        TenTTHC: context.catalogue.procedure(dossier.procedure)?.name.vi ?? '',
        TrangThaiHoSo: String(dossier.state),
        NgayTiepNhan: exchangeTime(dossier.received_at),
        NgayHenTra: exchangeTime(dossier.due_at),
        NgayKetThucXuLy: exchangeTime(dossier.finished_at ?? dossier.closed_at),
        NgayTra: exchangeTime(dossier.returned_at),
        DonViXuLy: handler?.name ?? '',
      },
    ],
  }
}

async function dossierByNumber({ storage }: GatewayContext, number: string): Promise<Dossier | undefined> {
  const portal = await storage.portalDossiers.findByNumber(number)
  if (portal !== undefined) return storage.dossiers.find(portal.dossier)
  const [found] = await storage.dossiers.findByCode({ officialNumber: number })
  return found
}
