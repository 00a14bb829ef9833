import { sql } from 'kysely'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  createdWebhook,
  type Webhook,
  webhookEvents,
  webhookOverview,
} from '../../../src/contract/webhooks.ts'
import { openEngine } from '../../../src/gateway/storage/storage.ts'
import { queueWebhooks } from '../../../src/gateway/storage/webhook-queue.ts'
import { birthSubmission } from '../birth-submission.ts'
import { engines } from '../engines.ts'
import { quickPasswordHash } from '../quick-password.ts'
import { startGateway, type TestGateway, testNow } from '../start-gateway.ts'
import { problemOf, signIn, type TestDesk } from '../test-desk.ts'
import { enrolDevice, type TestDevice } from '../test-device.ts'
import { type Receiver, standInReceiver } from './receiver.ts'

const pace = { pollMs: 20, firstRetryMs: 5, timeoutMs: 400, triesUntilDead: 4 } as const

describe.each(engines)('webhooks on %s', (engine) => {
  let receiver: Receiver
  let gateway: TestGateway
  let device: TestDevice
  let desk: TestDesk
  let webhook: string

  beforeAll(async () => {
    receiver = await standInReceiver()
    gateway = await startGateway({
      engine,
      more: { webhookHosts: new Set([receiver.host]), webhookPace: pace },
    })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    desk = await signIn(gateway.url, gateway.adminPassword)
    const made = v.parse(createdWebhook, await (await add(receiver.url)).json())
    receiver.secret = made.secret
    webhook = made.id
  })
  afterAll(async () => {
    await gateway.close()
    await receiver.close()
  })
  afterEach(() => receiver.misbehave(() => null))

  function add(url: string, events: readonly string[] = webhookEvents): Promise<Response> {
    return desk.post('webhooks', { url, events })
  }

  async function shown(): Promise<Webhook> {
    const { webhooks } = v.parse(webhookOverview, await (await desk.get('webhooks')).json())
    const found = webhooks.find(({ id }) => id === webhook)
    if (found === undefined) throw new Error('the webhook is gone')
    return found
  }

  async function file(): Promise<string> {
    await device.deliver(await device.envelope(birthSubmission()))
    await gateway.gateway.settled()
    const [newest] = (await desk.dossiers('?view=new')).dossiers
    return newest?.id ?? ''
  }

  async function accept(): Promise<{ readonly id: string; readonly number: string }> {
    const id = await file()
    expect((await desk.receive(id, 1)).ok).toBe(true)
    return { id, number: (await desk.dossier(id)).summary.officialNumber ?? '' }
  }

  async function act(id: string, type: string, more: object = {}): Promise<void> {
    const { revision } = (await desk.dossier(id)).summary
    const response = await desk.post(`dossiers/${id}/events`, { type, revision, ...more })
    expect(response.ok, await response.clone().text()).toBe(true)
  }

  const of = (number: string) => receiver.taken.filter(({ data }) => data.number === number)
  const settled = () =>
    expect.poll(async () => (await shown()).waiting, { timeout: 20_000, interval: 20 }).toBe(0)

  test('each event of a received dossier arrives signed, in order, and says nothing of a person', async () => {
    const { id, number } = await accept()
    await act(id, 'start')
    await act(id, 'finish')
    await act(id, 'hand-over', { way: 'counter' })
    await settled()
    expect(of(number).map(({ type, data }) => [type, data.state])).toEqual([
      ['received', 2],
      ['progress', 4],
      ['finished', 9],
      ['handed-over', 10],
    ])
    const mine = receiver.asked.filter(({ body }) => body.includes(number))
    expect(mine.every(({ isSigned }) => isSigned)).toBe(true)
    const { receiptCode, applicantName } = (await desk.dossier(id)).summary
    for (const { body, id: delivery } of mine) {
      expect(JSON.parse(body)).toMatchObject({ id: delivery })
      for (const secret of [receiptCode, applicantName, '1.001193', id]) expect(body).not.toContain(secret)
    }
  })

  test('what has only arrived, or was refused before it had a number, is not told', async () => {
    const before = receiver.asked.length
    await act(await file(), 'refuse', { reason: 'Không thuộc thẩm quyền' })
    await settled()
    expect(receiver.asked.length).toBe(before)
  })

  test.each([
    ['a lost answer', { kind: 'lost-answer' }],
    ['silence', { kind: 'silence' }],
    ['a lost request', { kind: 'lost-request' }],
    ['an error', { kind: 'status', status: 500 }],
    ['a redirect', { kind: 'status', status: 302, location: '/kho-bau' }],
    ['a busy receiver', { kind: 'status', status: 503, retryAfter: '0' }],
  ] as const)('after %s everything arrives in order, once by its id', async (_, wrong) => {
    receiver.misbehave((count) => (count === 1 || count === 3 ? wrong : null))
    const { id, number } = await accept()
    await act(id, 'start')
    await act(id, 'finish')
    await settled()
    expect(of(number).map(({ type }) => type)).toEqual(['received', 'progress', 'finished'])
    const sequences = of(number).map(({ data }) => data.sequence)
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b))
    const ids = receiver.asked.filter(({ body }) => body.includes(number)).map((asked) => asked.id)
    expect(new Set(ids).size).toBe(3)
    expect(receiver.asked.some(({ path }) => path === '/kho-bau')).toBe(false)
  })

  test('who asks for time is left alone for as long', async () => {
    receiver.misbehave((count) => (count === 1 ? { kind: 'status', status: 429, retryAfter: '1' } : null))
    const began = performance.now()
    const { number } = await accept()
    await settled()
    expect(of(number).length).toBe(1)
    expect(performance.now() - began).toBeGreaterThan(950)
  })

  test('a receiver that stays broken is given up, shown with the reason, and told when somebody sends it again', async () => {
    receiver.misbehave(() => ({ kind: 'status', status: 500 }))
    const { number } = await accept()
    await expect.poll(async () => (await shown()).dead.length, { timeout: 20_000 }).toBe(1)
    const [dead] = (await shown()).dead
    expect(dead).toMatchObject({ number, failure: 'status', status: 500, waiting: 1 })
    expect((await shown()).failure).toBe('status')
    receiver.misbehave(() => null)
    const response = await desk.post(`webhooks/${webhook}/queues/${dead?.id}/resend`, {})
    expect(response.status).toBe(204)
    await settled()
    expect(of(number).length).toBe(1)
    expect((await shown()).failure).toBeNull()
  })

  test('what is switched off is told nothing, and what happened meanwhile is not told later', async () => {
    const off = await desk.post(`webhooks/${webhook}/switch`, { isOn: false })
    expect(off.ok).toBe(true)
    const { number } = await accept()
    await desk.post(`webhooks/${webhook}/switch`, { isOn: true })
    const later = await accept()
    await settled()
    expect(of(number)).toEqual([])
    expect(of(later.number).length).toBe(1)
  })

  test('only the events that were asked for are told, and none after it was removed', async () => {
    const made = v.parse(createdWebhook, await (await add(receiver.url, ['finished'])).json())
    const { id, number } = await accept()
    await act(id, 'start')
    await act(id, 'finish')
    await settled()
    await expect.poll(() => of(number).filter(({ type }) => type === 'finished').length).toBe(2)
    expect(of(number).filter(({ type }) => type === 'received').length).toBe(1)
    expect((await desk.delete(`webhooks/${made.id}`)).status).toBe(204)
    const next = await accept()
    await act(next.id, 'start')
    await act(next.id, 'finish')
    await settled()
    expect(of(next.number).filter(({ type }) => type === 'finished').length).toBe(1)
  })

  test('what a process had in hand when it died is told by another, and two never claim the same', async () => {
    const { webhooks } = gateway.gateway.storage
    const later = (ms: number) => new Date(testNow().getTime() + ms).toISOString()
    // Left alone for a moment, so that this gateway does not send it before the other takes it.
    await webhooks.noteFailure(webhook, 'status', later(0), later(60_000))
    const numbers = [(await accept()).number, (await accept()).number]
    const claimed = await Promise.all(
      ['a', 'b'].map((name) => webhooks.claim(`lease of ${name}`, later(120_000), later(240_000), 2)),
    )
    const ids = claimed.flat().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThanOrEqual(2)
    await webhooks.setOn(webhook, true)
    expect(numbers.flatMap(of)).toEqual([])
    // Neither comes back, and their time is over.
    const engineOf = openEngine({ ...gateway, onBrokenConnection: () => {} })
    await engineOf.database
      .updateTable('webhook_queues')
      .where('id', 'in', ids)
      .set({ lease_until: later(-1) })
      .execute()
    await engineOf.database.destroy()
    await settled()
    for (const number of numbers) expect(of(number).map(({ type }) => type)).toEqual(['received'])
  })

  test('one removed while an event is being written leaves nothing behind', async () => {
    const { storage } = gateway.gateway
    const made = v.parse(createdWebhook, await (await add(receiver.url)).json())
    const { id } = await accept()
    const engineOf = openEngine({ ...gateway, onBrokenConnection: () => {} })
    let removing: Promise<void> = Promise.resolve()
    await engineOf.database.transaction().execute(async (transaction) => {
      await queueWebhooks(transaction, {
        dossier: id,
        number: 99,
        type: 'start',
        at: '2026-11-26T01:00:00.000Z',
      })
      removing = storage.webhooks.remove(made.id)
      // Until the removal waits for this transaction, or has not waited.
      const isOver = removing.then(() => true)
      const isWaiting = async () => {
        if (engine === 'sqlite') return true
        const { rows } = await sql`select 1 from pg_locks where not granted`.execute(transaction)
        return rows.length > 0
      }
      await expect.poll(async () => (await isWaiting()) || Promise.race([isOver, false])).toBe(true)
    })
    await removing
    const left = await engineOf.database
      .selectFrom('webhook_deliveries')
      .select('queue')
      .where('queue', 'like', `${made.id}.%`)
      .execute()
    await engineOf.database.destroy()
    expect(left).toEqual([])
  })

  test('what was taken long ago is forgotten, and the dossier is told of all the same', async () => {
    const { id, number } = await accept()
    await settled()
    await gateway.gateway.storage.webhooks.forget('2999-01-01T00:00:00.000Z')
    await act(id, 'start')
    await settled()
    expect(of(number).map(({ type }) => type)).toEqual(['received', 'progress'])
  })

  test('a secret is told once, and lies in the database sealed', async () => {
    const [stored] = await gateway.gateway.storage.webhooks.ofUnit('H38.20')
    expect(stored?.secret).not.toContain(receiver.secret.slice(6))
    expect(await (await desk.get('webhooks')).text()).not.toContain('whsec_')
  })

  test('a province hears of the dossiers of its communes', async () => {
    await gateway.gateway.storage.staff.add({
      username: 'tinh',
      name: 'Vàng Thị Mỷ',
      role: 'unit-administrator',
      unit: 'H38',
      password: quickPasswordHash('Ruộng bậc thang 2026'),
      created_at: '2026-11-26T01:00:00.000Z',
    })
    const province = await signIn(gateway.url, 'Ruộng bậc thang 2026', 'tinh')
    const response = await province.post('webhooks', { url: receiver.url, events: ['received'] })
    const { id } = v.parse(createdWebhook, await response.json())
    const { number } = await accept()
    await settled()
    await expect.poll(() => of(number).length).toBe(2)
    expect((await desk.delete(`webhooks/${id}`)).status).toBe(404)
  })

  test.each([
    'http://he-thong.laocai.gov.vn/',
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://10.20.30.40/',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/',
    'https://may-chu/',
    'https://kho.internal/',
    'https://ai:mat-khau@he-thong.laocai.gov.vn/',
    'file:///etc/passwd',
  ])('%s is no place to send to', async (url) => {
    expect(await problemOf(await add(url))).toBe('address-refused')
  })
})

test('a name that leads inside is not connected to', async () => {
  const { isInside, lookUpOutside } = await import('../../../src/gateway/webhooks/address-guard.ts')
  expect(isInside('8.8.8.8')).toBe(false)
  expect(isInside('2405:4800::1')).toBe(false)
  for (const address of [
    '10.0.0.1',
    '100.64.0.1',
    '192.168.1.1',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '64:ff9b::a00:1',
  ])
    expect(isInside(address), address).toBe(true)
  const error = await new Promise((resolve) => lookUpOutside('localhost', { all: true }, resolve))
  expect(error).toBeInstanceOf(Error)
})
