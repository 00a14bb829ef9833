import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Envelope } from '../../src/contract/envelope.ts'
import { type DeviceQueue, type TicketView, ticketPayload } from '../../src/contract/visitor-queue.ts'
import { database } from '../../src/device/database.ts'
import { type Taken, takeTicket } from '../../src/device/take-ticket.ts'
import { currentVisitorQueue, keepVisitorQueue } from '../../src/device/visitor-queue.ts'
import { requestBytes } from '../../src/vault/envelope.ts'
import { openPayload } from '../../src/vault/payload.ts'
import { isSignedBy } from '../../src/vault/signature.ts'
import { deviceId, deviceKeys, enrolledDevice, gatewaySeal } from './fixture.ts'

const queue: DeviceQueue = {
  groups: [{ letter: 'A', name: { vi: 'Hộ tịch', en: 'Civil status' } }],
  priorities: ['elderly'],
  isBookingOn: true,
  series: 2,
}
const view: TicketView = {
  unit: 'H38.15.02',
  unitName: 'UBND xã Bát Xát',
  number: 'A012',
  group: { vi: 'Hộ tịch', en: 'Civil status' },
  isPriority: false,
  state: 'waiting',
  takenAt: '2026-11-26T02:00:00.000Z',
  counter: null,
  calledAt: null,
  ahead: 3,
  wait: null,
}
const now = new Date('2026-11-26T02:00:00.000Z')
const wish = { letter: 'A', priority: null } as const

beforeEach(async () => {
  await enrolledDevice()
  await keepVisitorQueue(queue)
})

function gateway(answer: (url: URL, init: RequestInit) => Response | Promise<Response>): void {
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => answer(new URL(url), init))
}

function refusal(code: string): Response {
  const body = { type: `urn:motcua:problem:${code}`, title: 'Error', status: 409, code }
  return new Response(JSON.stringify(body), {
    status: 409,
    headers: { 'content-type': 'application/problem+json' },
  })
}

const dead = () => gateway(() => Promise.reject(new TypeError('Failed to fetch')))
const numberOf = (taken: Taken) => (taken.ok ? taken.ticket.number : taken.problem)

async function delivered() {
  const bodies = await database.outboxBodies.toArray()
  const tickets = []
  for (const { json } of bodies) {
    const envelope: Envelope = JSON.parse(json)
    const opened = await openPayload(envelope.sealed, [gatewaySeal.identity], ticketPayload)
    if (!opened.ok) throw new Error(opened.problem)
    tickets.push({ kind: envelope.kind, ...opened.payload })
  }
  return tickets
}

test('the gateway’s number is taken, asked for in the device’s own name', async () => {
  let isSigned = false
  gateway(async (url, init) => {
    const header = new Headers(init.headers).get('authorization') ?? ''
    const [, device, created = '', signature = ''] =
      /device="([^"]+)", created="([^"]+)", signature="([^"]+)"/.exec(header) ?? []
    const path = `${url.pathname}${url.search}`.replace('/kiosk', '')
    isSigned =
      device === deviceId &&
      (await isSignedBy(deviceKeys.publicKey, requestBytes('POST', path, created), signature))
    return Response.json(view)
  })
  expect(numberOf(await takeTicket(wish, now))).toBe('A012')
  expect(isSigned).toBe(true)
  expect(await database.outbox.count()).toBe(0)
})

test('without the gateway the device gives numbers of its own series, and delivers them later', async () => {
  dead()
  const numbers = []
  for (let index = 0; index < 3; index += 1) numbers.push(numberOf(await takeTicket(wish, now)))
  expect(numbers).toEqual(['K2-001', 'K2-002', 'K2-003'])
  const sent = await delivered()
  expect(sent.map(({ number }) => number).toSorted()).toEqual(numbers)
  expect(new Set(sent.map(({ id }) => id)).size).toBe(3)
  expect(sent[0]).toMatchObject({ kind: 'ticket', group: 'A', takenAt: now.toISOString() })
})

test('two taps at the same instant are two numbers', async () => {
  dead()
  const taken = await Promise.all([takeTicket(wish, now), takeTicket(wish, now)])
  expect(taken.map(numberOf).toSorted()).toEqual(['K2-001', 'K2-002'])
})

test('the own series begins anew each day, by the gateway’s clock', async () => {
  dead()
  expect(numberOf(await takeTicket(wish, now))).toBe('K2-001')
  // Nearly midnight in Vietnam, and this clock is ten minutes late.
  await database.device.update(1, { clockOffsetMs: 600_000 })
  expect(numberOf(await takeTicket(wish, new Date('2026-11-26T16:55:00.000Z')))).toBe('K2-001')
  expect((await delivered()).map(({ takenAt }) => takenAt)).toContain('2026-11-26T17:05:00.000Z')
})

test('a clock that is set back and right again gives no number twice', async () => {
  dead()
  const days = ['2026-11-26', '2026-11-26', '2020-01-01', '2026-11-26', '2026-11-27']
  const numbers = []
  for (const day of days) numbers.push(numberOf(await takeTicket(wish, new Date(`${day}T02:00:00.000Z`))))
  expect(numbers).toEqual(['K2-001', 'K2-002', 'K2-003', 'K2-004', 'K2-001'])
})

test('a page of a portal or a gateway in trouble is no answer; a refusal by name is one', async () => {
  gateway(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }))
  expect(numberOf(await takeTicket(wish, now))).toBe('K2-001')
  gateway(() => new Response('', { status: 502 }))
  expect(numberOf(await takeTicket(wish, now))).toBe('K2-002')
  gateway(() => refusal('queue-off'))
  expect(numberOf(await takeTicket(wish, now))).toBe('queue-off')
  gateway(() => refusal('device-revoked'))
  expect(numberOf(await takeTicket(wish, now))).toBe('refused')
  expect(await database.outbox.count()).toBe(2)
})

test('asked for again with the id of a lost answer, the gateway is asked for that ticket', async () => {
  const paths: string[] = []
  gateway((url) => {
    paths.push(url.pathname.split('/').at(-1) ?? '')
    return paths.length === 1 ? Promise.reject(new TypeError('Failed to fetch')) : Response.json(view)
  })
  const id = crypto.randomUUID()
  expect(numberOf(await takeTicket({ booking: '12345' }, now, id))).toBe('offline')
  expect(numberOf(await takeTicket({ booking: '12345' }, now, id))).toBe('A012')
  expect(paths).toEqual([id, id])
})

test('a booked hour needs the gateway, and a device that never heard of a queue gives no number', async () => {
  dead()
  expect(numberOf(await takeTicket({ booking: '12345' }, now))).toBe('offline')
  await keepVisitorQueue(null)
  expect(await currentVisitorQueue()).toBeNull()
  expect(numberOf(await takeTicket(wish, now))).toBe('queue-off')
  await database.device.clear()
  expect(numberOf(await takeTicket(wish, now))).toBe('not-enrolled')
})
