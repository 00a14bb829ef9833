import 'fake-indexeddb/auto'
import * as v from 'valibot'
import { beforeEach, expect, test, vi } from 'vitest'
import {
  type EnrolmentRequest,
  type EnrolmentResponse,
  enrolmentRequest,
} from '../../src/contract/enrolment.ts'
import { exportBundle } from '../../src/device/carried/export-bundle.ts'
import { database } from '../../src/device/database.ts'
import { retryNeedsAttention } from '../../src/device/delivery/delivery.ts'
import { uploadPart } from '../../src/device/delivery/part-upload.ts'
import { runDelivery } from '../../src/device/delivery/runner.ts'
import { changeDeliverySetting, readDeliverySetting } from '../../src/device/delivery/setting.ts'
import { enrol } from '../../src/device/enrolment.ts'
import { currentDevice, readDevice } from '../../src/device/identity.ts'
import {
  changeKioskSetting,
  currentQuietMinutes,
  readKioskLook,
  readStaffPin,
} from '../../src/device/kiosk-setting.ts'
import { base, deviceKeys, emptyDevice, enrolledDevice, gatewayDescription } from './fixture.ts'
import { queueEnvelope } from './queued-envelope.ts'
import { ScriptedGateway } from './scripted-gateway.ts'

const input = { code: ' ab12-cd34 ', name: ' Kiosk sảnh chính ' }
let requests: EnrolmentRequest[]

beforeEach(async () => {
  vi.unstubAllGlobals()
  await emptyDevice()
  requests = []
})

function answer(reply: (request: EnrolmentRequest) => Response | Promise<Response>) {
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    expect(url).toBe(`${base}api/v1/enrolments`)
    const request = v.parse(enrolmentRequest, JSON.parse(String(init.body)))
    requests.push(request)
    return reply(request)
  })
}

function accepted(request: EnrolmentRequest): Response {
  const response: EnrolmentResponse = {
    device: request.device,
    role: 'kiosk',
    unit: { code: 'H38.15.02', name: 'UBND xã Bát Xát', province: '15', commune: '02647' },
    gateway: gatewayDescription,
  }
  return Response.json(response)
}

test('a device that joins knows its unit, its gateway and its own key', async () => {
  answer(accepted)
  expect(await currentDevice()).toBeNull()
  expect(await enrol(input)).toEqual({ ok: true })
  expect(await readDevice()).toMatchObject({
    id: requests[0]?.device,
    name: 'Kiosk sảnh chính',
    role: 'kiosk',
    unit: { code: 'H38.15.02' },
    gatewayId: 'gateway-1',
  })
  expect((await database.device.get(1))?.signingKey.extractable).toBe(false)
})

test('when the answer got lost, the same device asks again with the same key', async () => {
  answer(() => {
    throw new TypeError('fetch failed')
  })
  expect(await enrol(input)).toEqual({ ok: false, problem: 'offline' })
  answer(accepted)
  expect(await enrol(input)).toEqual({ ok: true })
  expect(requests[1]).toEqual(requests[0])
})

test.each([
  ['a portal page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ['a redirect', () => new Response(null, { status: 302 })],
  ['half an answer', () => new Response('{"device":"')],
  ['another JSON', () => Response.json({ hello: 'world' })],
  ['a server without this address', () => new Response('<html>', { status: 404 })],
  [
    'an answer for another device',
    (request: EnrolmentRequest) => accepted({ ...request, device: '00000000-0000-4000-8000-000000000000' }),
  ],
])('%s is not a gateway, and nothing is kept of it', async (_, reply) => {
  answer(reply)
  expect(await enrol(input)).toEqual({ ok: false, problem: 'not-a-gateway' })
  expect(await readDevice()).toBeNull()
})

test('the gateway says what is wrong with the code', async () => {
  const code = 'enrolment-code-used'
  answer(() =>
    Response.json({ type: `urn:motcua:problem:${code}`, title: '', status: 409, code }, { status: 409 }),
  )
  expect(await enrol(input)).toEqual({ ok: false, problem: 'enrolment-code-used' })
})

test('a gateway that speaks another contract is refused', async () => {
  answer(async (request) => {
    const response: EnrolmentResponse = await accepted(request).json()
    return Response.json({ ...response, gateway: { ...gatewayDescription, contractVersions: [2] } })
  })
  expect(await enrol(input)).toEqual({ ok: false, problem: 'version-unsupported' })
})

test('joining again keeps identity and numbering, for the queue is signed with them', async () => {
  await enrolledDevice()
  await queueEnvelope()
  const before = await database.device.get(1)
  answer(accepted)
  expect(await enrol(input)).toEqual({ ok: true })
  expect(await database.device.get(1)).toMatchObject({
    id: before?.id,
    sequence: 1,
    previous: before?.previous,
  })
})

test('a revoked device joins as a new one with a fresh code, and keeps what it filed before', async () => {
  await enrolledDevice()
  const former = await readDevice()
  const old = [await queueEnvelope([500]), await queueEnvelope()]
  const gateway = new ScriptedGateway()
  for (const { id } of old) gateway.refused.set(id, 'device-revoked')
  gateway.install()
  const run = () => runDelivery('person', { now: Date.now, random: () => 0.5, uploadPart })
  await run()
  await changeDeliverySetting({ refusal: 'device-revoked' })

  answer(accepted)
  expect(await enrol(input)).toEqual({ ok: true })
  const device = await database.device.get(1)
  expect(device).toMatchObject({ sequence: 0, previous: null, changesCursor: 0 })
  expect(device?.id).not.toBe(former?.id)
  expect(await readDeliverySetting()).toMatchObject({ refusal: null })
  expect(await database.outbox.orderBy('sequence').primaryKeys()).toEqual(old.map(({ id }) => id))
  expect(await database.outboxParts.count()).toBe(1)

  // What is filed now goes first; what waits from before is tried too, and stays when it is refused.
  const pair = { signingKey: deviceKeys.privateKey }
  await database.device.update(1, pair)
  const fresh = await queueEnvelope()
  expect(fresh.sequence).toBe(1)
  gateway.install()
  await retryNeedsAttention()
  await run()
  const delivered = gateway.requests.filter((request) => request.startsWith('POST'))
  expect(delivered.length).toBeGreaterThan(1)
  expect(gateway.requests.at(-1)).toBe('GET api/v1/changes?cursor=0&sequence=1&queued=0')
  expect(gateway.arrivals).toEqual([fresh.id])
  const waiting = await database.outbox.toArray()
  expect(waiting.map(({ state, reason }) => [state, reason])).toEqual([
    ['needs-attention', 'device-revoked'],
    ['needs-attention', 'device-revoked'],
  ])
  // And it can be carried by hand, whole.
  const made = await exportBundle({ now: new Date() })
  expect(made).toMatchObject({ ok: true, envelopes: 2 })

  // The refusal was a proxy's, or has been taken back: nothing of it is lost.
  gateway.refused.clear()
  await retryNeedsAttention()
  await run()
  expect(await database.outbox.count()).toBe(0)
  for (const envelope of old) expect(await gateway.isComplete(envelope)).toBe(true)
})

test('a device that did not know of its revocation joins as a new one with the same code', async () => {
  await enrolledDevice()
  await queueEnvelope()
  const former = await readDevice()
  const code = 'device-revoked'
  answer((request) =>
    request.device === former?.id
      ? Response.json({ type: `urn:motcua:problem:${code}`, title: '', status: 403, code }, { status: 403 })
      : accepted(request),
  )
  expect(await enrol(input)).toEqual({ ok: true })
  expect(requests.map(({ code: sent }) => sent)).toEqual(['ab12-cd34', 'ab12-cd34'])
  expect((await readDevice())?.id).toBe(requests[1]?.device)
  expect(await database.outbox.count()).toBe(1)
  // Whoever says so again and again is not asked for ever.
  answer(() =>
    Response.json({ type: `urn:motcua:problem:${code}`, title: '', status: 403, code }, { status: 403 }),
  )
  expect(await enrol(input)).toEqual({ ok: false, problem: 'device-revoked' })
})

test('a new identity is asked for again after a lost answer, and an unrevoked device keeps its own', async () => {
  await enrolledDevice()
  await queueEnvelope()
  await changeDeliverySetting({ refusal: 'device-revoked' })
  answer(() => {
    throw new TypeError('fetch failed')
  })
  await enrol(input)
  answer(accepted)
  expect(await enrol(input)).toEqual({ ok: true })
  expect(requests[1]).toEqual(requests[0])
  expect((await readDevice())?.id).toBe(requests[0]?.device)
  await enrol(input)
  expect(requests[2]?.device).toBe(requests[0]?.device)
})

test('what the former unit had told and set is gone, also the PIN that opened the staff corner', async () => {
  const pin = { salt: 'A'.repeat(22), hash: 'A'.repeat(43), iterations: 600_000 }
  await database.settings.bulkPut([
    {
      key: 'published-feedback',
      published: { unit: { code: 'H38.15.01', name: 'UBND xã A Mú Sung' }, answers: [] },
    },
    { key: 'unit-news', news: { teams: [], days: [] } },
  ])
  await changeKioskSetting({
    quietMinutes: 5,
    isQuietOwn: true,
    ofUnit: { quietMinutes: 10, theme: 'dark', pin },
  })
  expect(await readStaffPin()).not.toBeNull()
  answer(accepted)
  expect(await enrol(input)).toEqual({ ok: true })
  expect(await readStaffPin()).toBeNull()
  expect((await readKioskLook()).ofUnit).toBeNull()
  expect(await currentQuietMinutes()).toBe(5)
  expect(await database.settings.get('published-feedback')).toBeUndefined()
  expect(await database.settings.get('unit-news')).toBeUndefined()
})
