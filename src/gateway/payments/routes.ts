/** `POST /api/v1/payments`: the bank, or a platform, says that money came to the unit's account. */
import type {} from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type BankPaymentAnswer, bankPayment } from '../../contract/payments.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { sha256 } from '../../vault/encoding.ts'
import { canonicalBytes } from '../../vault/signature.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import { isHarmless } from '../request-body.ts'
import { matchBankPayment } from './match.ts'
import { isGenuine } from './signature.ts'

const bodyLimitBytes = 20_000

/** In a plugin of its own: here the body is the bytes that were signed. */
export function paymentRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, now, bank, paymentSecret, limits } = context
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.post(
    '/payments',
    {
      bodyLimit: bodyLimitBytes,
      config: { rateLimit: { max: limits.publicRequests, timeWindow: '1 minute' } },
    },
    async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      // Where none is configured nobody learns of it.
      if (paymentSecret === null || bank === null) return sendProblem(reply, 'not-found')
      if (!isGenuine({ ...signatureIn(request), body }, paymentSecret, now().getTime()))
        return sendProblem(reply, 'signature-invalid')
      const told = parseRequest(bankPayment, jsonIn(body))
      if (!told.ok) return sendProblem(reply, 'request-malformed', told.details)
      const { transaction, kind, account, amountVnd, description, refunds, paidAt } = told.value
      const at = now().toISOString()
      const digest = await sha256(canonicalBytes(told.value))
      const isElsewhere = account !== bank.account
      const stored = await storage.bankPayments.addOrFind({
        id: transaction,
        unit: bank.unit,
        day: vietnamDay(paidAt),
        kind,
        amount_vnd: amountVnd,
        description: description.replaceAll('\u0000', ''),
        refunds,
        paid_at: new Date(paidAt).toISOString(),
        received_at: at,
        digest,
        dossier: null,
        state: isElsewhere ? 'parked' : 'new',
        problem: isElsewhere ? 'other-account' : null,
        note: null,
        settled_by: null,
        settled_at: null,
      })
      // Never believed: which of the two is true, the bank must say.
      if (stored.digest !== digest) return sendProblem(reply, 'envelope-conflict')
      const state = stored.state === 'new' ? (await matchBankPayment(context, stored)).state : stored.state
      return { state } satisfies BankPaymentAnswer
    },
  )
}

function signatureIn({ headers }: FastifyRequest) {
  const header = (name: string) => {
    const value = headers[name]
    return typeof value === 'string' ? value : ''
  }
  return {
    id: header('webhook-id'),
    timestamp: header('webhook-timestamp'),
    signature: header('webhook-signature'),
  }
}

function jsonIn(body: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return isHarmless(value) ? value : undefined
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}
