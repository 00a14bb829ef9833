import { createHmac, randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type BankPayment,
  type BankPayments,
  bankPaymentAnswer,
  bankPayments,
} from '../../src/contract/payments.ts'
import { birthSubmission } from './birth-submission.ts'
import { engines } from './engines.ts'
import { startGateway, type TestGateway, testNow } from './start-gateway.ts'
import { problemOf, signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, type TestDevice } from './test-device.ts'

const bank = { bin: '970499', account: '0001112223334', name: 'UBND phuong Lao Cai' }
const secret = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE='

describe.each(engines)('payments that the bank tells of on %s', (engine) => {
  let gateway: TestGateway
  let device: TestDevice
  let desk: TestDesk
  let count = 0

  beforeAll(async () => {
    gateway = await startGateway({ engine, bank, more: { paymentSecret: secret } })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    desk = await signIn(gateway.url, gateway.adminPassword)
  })
  afterAll(() => gateway.close())

  /** A dossier whose desk has asked for 20,000 đồng. */
  async function asked(): Promise<{ readonly id: string; readonly number: string }> {
    await device.deliver(await device.envelope(birthSubmission()))
    await gateway.gateway.settled()
    const id = (await desk.dossiers('?view=new')).dossiers[0]?.id ?? ''
    expect((await desk.receive(id, 1)).ok).toBe(true)
    const { revision, officialNumber } = (await desk.dossier(id)).summary
    const answer = await desk.post(`dossiers/${id}/events`, {
      type: 'request-payment',
      revision,
      amountVnd: 20_000,
      amountReason: 'Bản sao',
    })
    expect(answer.ok, await answer.clone().text()).toBe(true)
    return { id, number: officialNumber ?? '' }
  }

  function payment(change: Partial<BankPayment>): BankPayment {
    count += 1
    return {
      transaction: `FT26330-${engine}-${count}`,
      kind: 'payment',
      account: bank.account,
      amountVnd: 20_000,
      description: '',
      refunds: null,
      paidAt: testNow().toISOString(),
      ...change,
    }
  }

  interface Sending {
    readonly sentAt?: number
    readonly key?: string
    /** Of what was signed, in its place. */
    readonly body?: string
  }

  function tell(told: object, { sentAt, key = secret, body }: Sending = {}): Promise<Response> {
    const signed = JSON.stringify(told)
    const id = randomUUID()
    const timestamp = String(Math.floor((sentAt ?? testNow().getTime()) / 1000))
    const signature = createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
      .update(`${id}.${timestamp}.${signed}`)
      .digest('base64')
    return fetch(`${gateway.url}api/v1/payments`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      },
      body: body ?? signed,
    })
  }

  const stateOf = async (response: Response) => v.parse(bankPaymentAnswer, await response.json()).state
  async function compared(): Promise<BankPayments> {
    return v.parse(
      bankPayments,
      await (await desk.get('bank-payments?from=2026-11-26&until=2026-11-26')).json(),
    )
  }
  const shown = async (transaction: string) =>
    (await compared()).payments.find((each) => each.transaction === transaction)
  const stage = async (id: string) => (await desk.dossier(id)).summary.stage
  const paidRows = async (id: string) =>
    (await gateway.gateway.storage.fees.of(id)).filter(({ state }) => state === 'paid')

  test('the receipt shows what to scan, and a payment of that amount with that number pays it once', async () => {
    const { id, number } = await asked()
    const envelope = (await gateway.gateway.storage.dossiers.find(id))?.envelope
    const heard = (await device.changes()).changes.find((change) => change.envelope === envelope)
    expect(heard?.payment?.transfer).toMatchObject({ account: bank.account, reference: number })
    expect(heard?.payment?.transfer?.qrText).toContain('540520000')

    const told = payment({ description: `CT DEN ${number.replaceAll(/[.-]/g, ' ')} GIANG A PAO` })
    expect(await stateOf(await tell(told))).toBe('matched')
    expect(await stage(id)).toBe('processing')
    // Told again, at once and by several, it stays one.
    const again = await Promise.all([tell(told), tell(told), tell(told)])
    for (const answer of again) expect(await stateOf(answer)).toBe('matched')
    expect(await paidRows(id)).toMatchObject([
      { way: 'transfer', receiptNumber: told.transaction, by: '_bank', amountVnd: 20_000 },
    ])
    expect(await shown(told.transaction)).toMatchObject({ state: 'matched', dossier: id, code: number })
    expect((await compared()).notAtBank).toEqual([])
  })

  test('the same payment told at the same moment is recorded once', async () => {
    const { id, number } = await asked()
    const told = payment({ description: number })
    await Promise.all(Array.from({ length: 4 }, () => tell(told)))
    expect(await paidRows(id)).toHaveLength(1)
    expect((await shown(told.transaction))?.state).toBe('matched')
  })

  test.each([
    ['with another key', { key: 'whsec_AAAA' }],
    ['of six minutes ago', { sentAt: testNow().getTime() - 6 * 60_000 }],
    ['of six minutes from now', { sentAt: testNow().getTime() + 6 * 60_000 }],
    ['with another body', { body: '{"amountVnd":1}' }],
  ])('a message %s is not believed', async (_, sending) => {
    const told = payment({ description: 'x' })
    expect(await problemOf(await tell(told, sending))).toBe('signature-invalid')
    expect(await shown(told.transaction)).toBeUndefined()
  })

  test.each([
    ['no JSON', undefined],
    ['an amount that is none', { amountVnd: 0.5 }],
    ['no money', { amountVnd: 0 }],
    ['a day that is none', { paidAt: 'hôm qua' }],
    ['more than it should', { name: 'Giàng A Páo' }],
  ])('a signed message with %s is refused by name', async (_, wrong) => {
    const answer = wrong === undefined ? await tell([]) : await tell({ ...payment({}), ...wrong })
    expect(await problemOf(answer)).toBe('request-malformed')
  })

  test('other facts under a known transaction are refused', async () => {
    const told = payment({ description: 'nop le phi' })
    expect(await stateOf(await tell(told))).toBe('parked')
    expect(await problemOf(await tell({ ...told, amountVnd: 1 }))).toBe('envelope-conflict')
    expect((await shown(told.transaction))?.amountVnd).toBe(20_000)
  })

  test('too little, too much, twice, for nobody and to another account wait for an officer', async () => {
    const { id, number: description } = await asked()
    const problemFor = async (change: Partial<BankPayment>) => {
      const told = payment({ description, ...change })
      expect(await stateOf(await tell(told))).toBe('parked')
      return (await shown(told.transaction))?.problem
    }
    expect(await problemFor({ amountVnd: 19_000 })).toBe('short')
    expect(await problemFor({ amountVnd: 21_000 })).toBe('over')
    expect(await problemFor({ description: 'cam on' })).toBe('number-unknown')
    expect(await problemFor({ account: '999' })).toBe('other-account')
    expect(await paidRows(id)).toEqual([])
    expect(await stateOf(await tell(payment({ description })))).toBe('matched')
    expect(await problemFor({})).toBe('double')
  })

  test('an officer says which dossier a payment is for, and cannot make amounts equal that are not', async () => {
    const { id, number } = await asked()
    const told = payment({ description: 'nop tien' })
    await tell(told)
    const wrong = payment({ description: 'nop tien', amountVnd: 5 })
    await tell(wrong)
    const settle = (transaction: string, body: object) =>
      desk.post(`bank-payments/${transaction}/settle`, body)
    const assign = { type: 'assign', code: number }
    expect(await problemOf(await settle(wrong.transaction, assign))).toBe('amount-differs')
    expect(await problemOf(await settle(told.transaction, { ...assign, code: 'H38.99-1' }))).toBe('not-found')
    expect((await settle(told.transaction, assign)).status).toBe(204)
    expect(await paidRows(id)).toMatchObject([{ by: 'admin', receiptNumber: told.transaction }])
    const note = 'Trả lại chị Lò Thị Pành'
    expect((await settle(wrong.transaction, { type: 'refunded', note })).status).toBe(204)
    expect(await shown(wrong.transaction)).toMatchObject({ state: 'settled', note, settledBy: 'admin' })
    const again = await settle(wrong.transaction, { type: 'settled', note })
    expect(await problemOf(again)).toBe('transition-not-allowed')
  })

  test('a refund puts the payment before an officer, and the book stays as it is until then', async () => {
    const { id, number } = await asked()
    const told = payment({ description: number })
    await tell(told)
    const refund = payment({ kind: 'refund', refunds: told.transaction, description: 'hoan tien' })
    expect(await stateOf(await tell(refund))).toBe('parked')
    expect(await shown(told.transaction)).toMatchObject({ state: 'parked', problem: 'refund' })
    expect(await shown(refund.transaction)).toMatchObject({ problem: 'refund', dossier: id })
    expect(await paidRows(id)).toHaveLength(1)
    const assign = { type: 'assign', code: number }
    const answer = await desk.post(`bank-payments/${refund.transaction}/settle`, assign)
    expect(await problemOf(answer)).toBe('transition-not-allowed')
  })

  test('what an officer entered and the bank has not told of is missing', async () => {
    const { id, number } = await asked()
    const paid = await desk.post(`dossiers/${id}/fees`, {
      type: 'pay',
      seen: 1,
      fee: 1,
      payment: { way: 'transfer', receiptNumber: 'giao dịch 7' },
    })
    expect(paid.ok, await paid.clone().text()).toBe(true)
    const { notAtBank, sums } = await compared()
    expect(notAtBank).toMatchObject([{ code: number, amountVnd: 20_000 }])
    expect(sums.notAtBankVnd).toBe(20_000)
  })
})

test('where no bank is configured nobody learns of the address', async () => {
  const gateway = await startGateway({ bank })
  const answer = await fetch(`${gateway.url}api/v1/payments`, { method: 'POST', body: '{}' })
  expect(answer.status).toBe(404)
  await gateway.close()
})
