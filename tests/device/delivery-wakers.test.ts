import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { database } from '../../src/device/database.ts'
import { longestWaitMs } from '../../src/device/delivery/backoff.ts'
import { startDelivery } from '../../src/device/delivery/delivery.ts'
import { readDeliverySetting } from '../../src/device/delivery/setting.ts'
import { wakeDelivery } from '../../src/device/delivery/wake.ts'
import { base, enrolledDevice } from './fixture.ts'
import { queueEnvelope } from './queued-envelope.ts'
import { ScriptedGateway } from './scripted-gateway.ts'

let gateway: ScriptedGateway
let page: EventTarget
let stop: () => void

beforeEach(async () => {
  await enrolledDevice()
  gateway = new ScriptedGateway()
  gateway.install()
  page = new EventTarget()
  const document = Object.assign(new EventTarget(), { baseURI: base, visibilityState: 'visible' })
  vi.stubGlobal('document', document)
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  // Only the delivery's own waits are shortened; the store in memory goes on in real time.
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'Date'],
    now: Date.parse('2026-11-25T02:00:00Z'),
  })
})

afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Lets what is under way come to rest, without letting any wait pass. */
async function untilTrue(isTrue: () => boolean | Promise<boolean>) {
  // By the real clock: how many turns it takes depends on how busy the machine is.
  const giveUpAt = performance.now() + 10_000
  while (performance.now() < giveUpAt) {
    if (await isTrue()) return
    await new Promise(setImmediate)
  }
  throw new Error('it never came true')
}

const isDelivered = async () => (await database.outbox.count()) === 0
const hasFailed = async (failures: number) => (await readDeliverySetting()).failures >= failures

async function passTime(ms: number) {
  await vi.advanceTimersByTimeAsync(ms)
}

/** Lets second after second pass, an hour at most. */
async function passTimeUntil(isTrue: () => boolean | Promise<boolean>) {
  for (let second = 0; second < 3_600; second++) {
    if (await isTrue()) return
    await passTime(1_000)
    for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate)
  }
  throw new Error('it never came true')
}

test('what was queued before the app started is delivered at its start', async () => {
  await queueEnvelope()
  stop = startDelivery()
  await untilTrue(isDelivered)
})

test('a dossier filed while the app is open goes at once', async () => {
  stop = startDelivery()
  await untilTrue(() => gateway.requests.length > 0)
  await queueEnvelope()
  wakeDelivery('enqueued')
  await untilTrue(isDelivered)
})

test('when the network returns the queue goes out by itself', async () => {
  gateway.nextFault = () => 'unreachable'
  await queueEnvelope()
  stop = startDelivery()
  await untilTrue(() => hasFailed(1))
  gateway.nextFault = () => 'none'
  page.dispatchEvent(new Event('online'))
  await passTime(2_000)
  await untilTrue(isDelivered)
})

test('when only the gateway returns, nobody needs to touch anything', async () => {
  gateway.nextFault = () => 'unreachable'
  await queueEnvelope()
  stop = startDelivery()
  await passTimeUntil(() => hasFailed(4))
  gateway.nextFault = () => 'none'
  await passTimeUntil(isDelivered)
})

test('the desk is asked again and again for news, and not at all after the page has stopped', async () => {
  stop = startDelivery()
  await passTimeUntil(() => gateway.requests.length === 3)
  stop()
  await passTime(longestWaitMs)
  wakeDelivery('person')
  page.dispatchEvent(new Event('online'))
  await passTime(longestWaitMs)
  expect(gateway.requests).toHaveLength(3)
})

test('a tab that finds another one at work comes back soon', async () => {
  await queueEnvelope()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const other = navigator.locks.request('motcua-delivery', () => held)
  stop = startDelivery()
  await passTime(30_000)
  expect(gateway.requests).toEqual([])
  release()
  await other
  await passTimeUntil(isDelivered)
})
