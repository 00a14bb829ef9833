import 'fake-indexeddb/auto'
import * as v from 'valibot'
import { beforeEach, expect, test, vi } from 'vitest'
import {
  type EnrolmentRequest,
  type EnrolmentResponse,
  enrolmentRequest,
} from '../../src/contract/enrolment.ts'
import { database } from '../../src/device/database.ts'
import { changeDeliverySetting } from '../../src/device/delivery/setting.ts'
import { enrol } from '../../src/device/enrolment.ts'
import { currentDevice, readDevice } from '../../src/device/identity.ts'
import { base, emptyDevice, enrolledDevice, gatewayDescription } from './fixture.ts'
import { queueEnvelope } from './queued-envelope.ts'

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

test('a revoked device joins as a new one once nothing of the old one waits', async () => {
  await enrolledDevice()
  const before = await readDevice()
  await queueEnvelope()
  await changeDeliverySetting({ refusal: 'device-revoked' })
  answer(accepted)
  await enrol(input)
  expect((await readDevice())?.id).toBe(before?.id)
  await database.outbox.clear()
  await changeDeliverySetting({ refusal: 'device-revoked' })
  await enrol(input)
  expect((await readDevice())?.id).not.toBe(before?.id)
  expect(await database.device.get(1)).toMatchObject({ sequence: 0, previous: null })
})
