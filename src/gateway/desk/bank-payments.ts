/** `/api/desk/bank-payments`: what the bank says beside what the cash book says, and what an officer makes of it. */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { cashBookQuery } from '../../contract/fees.ts'
import { type BankPayments, settlePayment } from '../../contract/payments.ts'
import { notAtBank } from '../../domain/fee/bank-payment.ts'
import { parseReceiptCode } from '../../domain/receipt/receipt-code.ts'
import type { GatewayContext } from '../context.ts'
import { matchBankPayment } from '../payments/match.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Staff } from '../storage/staff.ts'
import { forStaff } from './session.ts'

const parameters = v.object({ transaction: v.pipe(v.string(), v.maxLength(60)) })

export function bankPaymentDeskRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, now, audit } = context

  app.get(
    '/bank-payments',
    forStaff(context, 'read-cash-book', async (staff, request, reply) => {
      const query = parseRequest(cashBookQuery, request.query)
      if (!query.ok) return sendProblem(reply, 'request-malformed', query.details)
      await audit.record({
        unit: staff.unit,
        who: staff.username,
        action: 'read-cash-book',
        subject: null,
        detail: { ...query.value, bank: true },
      })
      return bankPaymentsOf(context, staff, query.value)
    }),
  )

  app.post(
    '/bank-payments/:transaction/settle',
    forStaff(context, 'collect-fee', async (staff, request, reply) => {
      const action = parseRequest(settlePayment, request.body)
      if (!action.ok) return sendProblem(reply, 'request-malformed', action.details)
      const wanted = v.safeParse(parameters, request.params)
      const payment = wanted.success
        ? await storage.bankPayments.find(staff.unit, wanted.output.transaction)
        : undefined
      if (payment === undefined) return sendProblem(reply, 'not-found')
      if (payment.state !== 'parked') return sendProblem(reply, 'transition-not-allowed')
      const note = (detail: object) =>
        audit.record({
          unit: staff.unit,
          who: staff.username,
          action: 'payment-settled',
          subject: payment.dossier,
          detail: { transaction: payment.id, ...detail },
        })
      if (action.value.type === 'assign') {
        if (payment.kind === 'refund' || payment.problem === 'refund')
          return sendProblem(reply, 'transition-not-allowed')
        const dossier = await dossierOf(context, staff.unit, action.value.code)
        if (dossier === undefined) return sendProblem(reply, 'not-found')
        await note({ change: 'assigned', dossier })
        const outcome = await matchBankPayment(context, payment, dossier, staff.username)
        if (outcome.state === 'parked') return sendProblem(reply, 'amount-differs')
        return reply.code(204).send()
      }
      await note({ change: action.value.type })
      const settled = await storage.bankPayments.settle(payment.id, {
        by: staff.username,
        at: now().toISOString(),
        note: action.value.note,
      })
      if (!settled) return sendProblem(reply, 'transition-not-allowed')
      return reply.code(204).send()
    }),
  )
}

async function dossierOf(
  { storage }: GatewayContext,
  unit: string,
  code: string,
): Promise<string | undefined> {
  const receipt = parseReceiptCode(code)
  const found = await storage.dossiers.findByCode(
    receipt.ok ? { receiptCode: receipt.code } : { officialNumber: code },
  )
  return found.find((dossier) => dossier.unit === unit)?.id
}

async function bankPaymentsOf(
  { storage, paymentSecret, bank }: GatewayContext,
  { unit }: Staff,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<BankPayments> {
  const payments = (await storage.bankPayments.shown({ unit, from, until })).map((row) => ({
    transaction: row.id,
    kind: row.kind,
    amountVnd: row.amount_vnd,
    description: row.description,
    refunds: row.refunds,
    paidAt: row.paid_at,
    dossier: row.dossier,
    code: row.official_number ?? row.receipt_code,
    state: row.state === 'new' ? ('parked' as const) : row.state,
    problem: row.problem,
    note: row.note,
    settledBy: row.settled_by,
  }))
  const isOn = paymentSecret !== null && bank?.unit === unit
  // Where no bank tells anything, nothing is missing from what it tells.
  const transfers = isOn
    ? (await storage.fees.entries({ unit, isWithBelow: false, from, until })).filter(
        ({ way }) => way === 'transfer',
      )
    : []
  const references = transfers.flatMap(({ receipt_number }) => receipt_number ?? [])
  const missing = notAtBank(
    transfers.map((entry) => ({
      dossier: entry.dossier,
      code: entry.official_number ?? entry.receipt_code,
      receiptNumber: entry.receipt_number,
      amountVnd: entry.amount_vnd,
      at: entry.at,
    })),
    await storage.bankPayments.known(unit, references),
  )
  const sum = (each: readonly { readonly amountVnd: number }[]) =>
    each.reduce((total, { amountVnd }) => total + amountVnd, 0)
  return {
    isOn,
    from,
    until,
    payments,
    notAtBank: missing,
    sums: {
      matchedVnd: sum(payments.filter(({ state }) => state === 'matched')),
      parkedVnd: sum(payments.filter(({ state }) => state === 'parked')),
      notAtBankVnd: sum(missing),
    },
  }
}
