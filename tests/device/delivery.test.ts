import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { deliveryBatchSize } from '../../src/contract/envelope.ts'
import { submissionPayload } from '../../src/contract/payload.ts'
import { carriedFrom, countOwnQueue, database } from '../../src/device/database.ts'
import { longestWaitMs } from '../../src/device/delivery/backoff.ts'
import { retryNeedsAttention } from '../../src/device/delivery/delivery.ts'
import { uploadPart } from '../../src/device/delivery/part-upload.ts'
import { runDelivery } from '../../src/device/delivery/runner.ts'
import { readDeliverySetting } from '../../src/device/delivery/setting.ts'
import type { WakeReason } from '../../src/device/delivery/wake.ts'
import { currentDevice, readStoreLoss } from '../../src/device/identity.ts'
import { openPayload } from '../../src/vault/payload.ts'
import { enrolledDevice, filedDossier, gatewaySeal } from './fixture.ts'
import { queueEnvelope } from './queued-envelope.ts'
import { type Fault, ScriptedGateway } from './scripted-gateway.ts'

let gateway: ScriptedGateway
let clock: number

beforeEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  await enrolledDevice()
  gateway = new ScriptedGateway()
  gateway.install()
  clock = Date.parse('2026-11-25T02:00:00.000Z')
})

function run(reason: WakeReason = 'online') {
  return runDelivery(reason, { now: () => clock, random: () => 0.5, uploadPart })
}

/** Each request meets the next fault, then all goes well. */
function script(...sequence: Fault[]) {
  gateway.nextFault = () => sequence.shift() ?? 'none'
}

test('a filed dossier reaches the gateway with its papers and leaves only its receipt on the device', async () => {
  const id = await filedDossier(2)
  expect(await run()).toBe('done')
  const envelope = gateway.envelopes.get(id)
  expect(envelope && (await gateway.isComplete(envelope))).toBe(true)
  expect(await openPayload(envelope?.sealed ?? '', [gatewaySeal.identity], submissionPayload)).toMatchObject({
    ok: true,
  })
  for (const table of [
    database.outbox,
    database.outboxBodies,
    database.outboxParts,
    database.outboxPartBytes,
  ]) {
    expect(await table.count()).toBe(0)
  }
  expect(await database.receipts.get(id)).toMatchObject({
    delivery: 'delivered',
    deliveredAt: '2026-11-25T02:00:05.000Z',
  })
  expect(await readDeliverySetting()).toMatchObject({ network: 'reachable', failures: 0 })
})

test('a lost response is asked for again and makes no second dossier', async () => {
  const { id } = await queueEnvelope()
  script('lost-response')
  expect(await run()).toBe('stopped')
  expect(await database.outboxBodies.get(id)).toBeDefined()
  expect(await run()).toBe('done')
  expect(gateway.arrivals).toEqual([id])
  expect(await database.outbox.count()).toBe(0)
})

test.each([
  ['unreachable', 'unreachable'],
  ['html-200', 'captive-portal'],
  ['redirect', 'captive-portal'],
  ['half-json', 'not-a-gateway'],
  ['json-of-something-else', 'not-a-gateway'],
  ['wrong-signature', 'not-a-gateway'],
  ['wrong-digest', 'not-a-gateway'],
  ['half-response', 'unreachable'],
  ['slow', 'unreachable'],
  ['restart', 'unreachable'],
  ['unknown-outcome', 'not-a-gateway'],
  ['status-403-html', 'not-a-gateway'],
] as const)('%s is no answer: the dossier stays and the state line says %s', async (fault, network) => {
  const { id } = await queueEnvelope([500])
  script(fault)
  expect(await run()).toBe('stopped')
  expect(await readDeliverySetting()).toMatchObject({ network, failures: 1 })
  expect(await database.outbox.get(id)).toMatchObject({ state: 'waiting', reason: network })
  expect(await database.outboxBodies.get(id)).toBeDefined()
  expect(await database.outboxPartBytes.count()).toBe(1)
  expect(await run()).toBe('done')
  expect(await database.outbox.count()).toBe(0)
})

test.each(['status-500', 'status-502-html'] as const)(
  '%s keeps the dossier for a gateway that works again',
  async (fault) => {
    const { id } = await queueEnvelope([500])
    script(fault, fault)
    expect(await run()).toBe('stopped')
    expect(await readDeliverySetting()).toMatchObject({ network: 'gateway-error' })
    expect(await database.outbox.get(id)).toMatchObject({ state: 'waiting', reason: 'gateway-error' })
    expect(await database.outboxBodies.get(id)).toBeDefined()
    expect(await run()).toBe('done')
    expect(await database.outbox.count()).toBe(0)
  },
)

test('a gateway that asks for patience is left alone until then, whoever is impatient', async () => {
  await queueEnvelope()
  gateway.retryAfter = '120'
  script('status-429')
  await run()
  const asked = gateway.requests.length
  clock += 119_000
  expect(await run('person')).toBe('too-early')
  expect(gateway.requests).toHaveLength(asked)
  clock += 6_000
  expect(await run('timer')).toBe('done')
  expect(await database.outbox.count()).toBe(0)
})

test.each([
  ['status-429-absurd', longestWaitMs],
  ['status-503-date', 60_000],
] as const)('%s is obeyed within bounds, also by a clock that is ten years off', async (fault, asked) => {
  await queueEnvelope()
  clock -= 10 * 365 * 24 * 3_600_000
  script(fault)
  await run()
  clock += asked - 1_000
  expect(await run('person')).toBe('too-early')
  clock += 6_000
  expect(await run('timer')).toBe('done')
  expect(await database.outbox.count()).toBe(0)
})

test.each([
  ['status-401', 'signature-invalid'],
  ['status-403', 'device-revoked'],
  ['status-409', 'sequence-conflict'],
  ['status-413', 'payload-too-large'],
  ['status-422', 'envelope-malformed'],
  ['status-422-unknown-code', 'request-refused'],
] as const)(
  'an unsigned %s decides nothing: the dossier waits with %s and goes later',
  async (fault, reason) => {
    const { id } = await queueEnvelope([300])
    script(fault)
    await run()
    expect(await database.outbox.get(id)).toMatchObject({ state: 'waiting', reason })
    expect(await database.outboxBodies.get(id)).toBeDefined()
    clock += longestWaitMs
    await run('timer')
    expect(await database.outbox.count()).toBe(0)
  },
)

test('the timer waits its time, the network coming back does not', async () => {
  await queueEnvelope()
  script('unreachable')
  await run()
  expect(await run('timer')).toBe('too-early')
  expect(await run('online')).toBe('done')
})

test('a clock that was set back does not stall the queue', async () => {
  await queueEnvelope()
  script('unreachable')
  await run()
  clock -= 400 * 24 * 3_600_000
  expect(await run('timer')).toBe('done')
  expect(await database.outbox.count()).toBe(0)
})

test('a rejected dossier waits for a person with its reason and never delays the others', async () => {
  const before = await queueEnvelope()
  const bad = await queueEnvelope([500])
  const after = await queueEnvelope()
  gateway.refused.set(bad.id, 'unit-mismatch')
  expect(await run()).toBe('done')
  expect(gateway.arrivals).toEqual([before.id, after.id])
  expect(await database.outbox.toArray()).toMatchObject([
    { id: bad.id, state: 'needs-attention', reason: 'unit-mismatch' },
  ])
  expect(await database.outboxBodies.get(bad.id)).toBeDefined()
  expect(await database.outboxPartBytes.count()).toBe(1)
  expect(await database.receipts.get(bad.id)).toMatchObject({
    delivery: 'needs-attention',
    reason: 'unit-mismatch',
  })

  gateway.refused.clear()
  await retryNeedsAttention()
  await run()
  expect(await database.receipts.get(bad.id)).toMatchObject({ delivery: 'delivered', reason: null })
})

test('an envelope for which the whole request is refused is found and its neighbours get through', async () => {
  const before = await queueEnvelope()
  const bad = await queueEnvelope()
  const after = await queueEnvelope()
  gateway.poison.set(bad.id, 400)
  expect(await run()).toBe('done')
  expect(gateway.arrivals).toEqual([before.id, after.id])
  expect(await database.outbox.toArray()).toMatchObject([
    { id: bad.id, state: 'waiting', reason: 'request-malformed' },
  ])
  expect(await readDeliverySetting()).toMatchObject({ network: 'reachable' })
})

test('an envelope that breaks the gateway costs its neighbours one more try at most', async () => {
  const before = await queueEnvelope()
  const bad = await queueEnvelope()
  const after = await queueEnvelope([400])
  gateway.poison.set(bad.id, 500)
  expect(await run()).toBe('stopped')
  expect(await run()).toBe('done')
  expect(gateway.arrivals).toEqual([before.id, after.id])
  expect(await gateway.isComplete(after)).toBe(true)
  expect(await database.outbox.toArray()).toMatchObject([
    { id: bad.id, state: 'waiting', reason: 'gateway-error' },
  ])
})

test('a broken gateway is not asked once for each dossier', async () => {
  for (let index = 0; index < 6; index++) await queueEnvelope()
  gateway.nextFault = () => 'status-500'
  for (let index = 0; index < 3; index++) expect(await run()).toBe('stopped')
  expect(gateway.requests).toHaveLength(1 + 3 + 3)
  expect(await readDeliverySetting()).toMatchObject({ network: 'gateway-error', failures: 7 })
})

test('a revoked device keeps its dossiers and says why', async () => {
  const { id } = await queueEnvelope()
  gateway.refused.set(id, 'device-revoked')
  gateway.changesProblem = 'device-revoked'
  await run()
  expect(await database.outbox.get(id)).toMatchObject({ state: 'needs-attention', reason: 'device-revoked' })
  expect(await database.outboxBodies.get(id)).toBeDefined()
  expect(await readDeliverySetting()).toMatchObject({ refusal: 'device-revoked' })
})

test('all envelopes go before any part, in the order they were made and in batches', async () => {
  const envelopes = []
  for (let index = 0; index < deliveryBatchSize + 5; index++) {
    envelopes.push(await queueEnvelope(index % 20 === 0 ? [400] : []))
  }
  await run()
  expect(gateway.arrivals).toEqual(envelopes.map(({ id }) => id))
  const firstPart = gateway.requests.findIndex((request) => request.includes('parts'))
  const before = gateway.requests.slice(0, firstPart)
  expect(before).toEqual(['POST api/v1/envelopes', 'POST api/v1/envelopes'])
  expect(await database.outbox.count()).toBe(0)
})

test('an upload that broke goes on where the gateway stopped receiving', async () => {
  const envelope = await queueEnvelope([300_000])
  gateway.cutUploadsAfter = 100_000
  expect(await run()).toBe('stopped')
  expect(await database.outboxParts.toArray()).toMatchObject([
    { state: 'unsent', uploadUrl: expect.stringContaining('/api/v1/parts/1') },
  ])
  expect(await database.receipts.get(envelope.id)).toMatchObject({ delivery: 'received' })
  gateway.cutUploadsAfter = null
  gateway.requests.length = 0
  expect(await run()).toBe('done')
  expect(gateway.requests).toEqual([
    'HEAD api/v1/parts/1',
    'PATCH api/v1/parts/1',
    'POST api/v1/envelopes',
    'GET api/v1/changes?cursor=0&sequence=1&queued=0',
  ])
  expect(await gateway.isComplete(envelope)).toBe(true)
})

test('an upload that the gateway no longer knows begins anew', async () => {
  const envelope = await queueEnvelope([300_000])
  gateway.cutUploadsAfter = 100_000
  await run()
  gateway.uploads.clear()
  gateway.cutUploadsAfter = null
  expect(await run()).toBe('done')
  expect(await gateway.isComplete(envelope)).toBe(true)
  expect(await database.outbox.count()).toBe(0)
})

test('a part whose last answer got lost is not sent again', async () => {
  const envelope = await queueEnvelope([400])
  script('none', 'none', 'lost-response')
  expect(await run()).toBe('stopped')
  expect(await gateway.isComplete(envelope)).toBe(true)
  expect(await run()).toBe('done')
  expect(await database.outbox.count()).toBe(0)
})

test('a gateway that lost a part asks for it again', async () => {
  const envelope = await queueEnvelope([400, 500])
  const taken = gateway.parts.set.bind(gateway.parts)
  let isLost = false
  gateway.parts.set = (digest, bytes) => {
    if (!isLost) {
      isLost = true
      return gateway.parts
    }
    return taken(digest, bytes)
  }
  expect(await run()).toBe('done')
  expect(await database.outbox.count()).toBe(1)
  clock += longestWaitMs
  expect(await run('timer')).toBe('done')
  expect(await gateway.isComplete(envelope)).toBe(true)
  expect(await database.outbox.count()).toBe(0)
})

test('an envelope whose part the store has lost delays no other', async () => {
  const damaged = await queueEnvelope([400])
  const sound = await queueEnvelope([500])
  await database.outboxPartBytes.where({ envelope: damaged.id }).delete()
  expect(await run()).toBe('done')
  expect(await gateway.isComplete(sound)).toBe(true)
  expect(await database.outbox.toArray()).toMatchObject([
    { id: damaged.id, state: 'waiting', reason: 'internal' },
  ])
})

test.each([400, 500] as const)(
  'envelopes that end every request with %i take turns with the others, however many they are',
  async (status) => {
    const bad = []
    for (let index = 0; index < 12; index++) bad.push(await queueEnvelope())
    for (const { id } of bad) gateway.poison.set(id, status)
    const sound = [await queueEnvelope([400]), await queueEnvelope()]
    for (let runs = 0; runs < 2 + bad.length / 3; runs++) {
      clock += longestWaitMs
      await run('timer')
    }
    for (const envelope of sound) expect(await gateway.isComplete(envelope)).toBe(true)
    expect((await database.outbox.toArray()).map(({ id }) => id).toSorted()).toEqual(
      bad.map(({ id }) => id).toSorted(),
    )
  },
)

test.each([413, 423, 500] as const)(
  'any number of parts that are answered with %i delay no other',
  async (status) => {
    const bad = []
    for (let index = 0; index < 4; index++) bad.push(await queueEnvelope([400]))
    for (const { id } of bad) gateway.poisonParts.set(id, status)
    const sound = await queueEnvelope([500])
    for (let runs = 0; runs < 2; runs++) {
      await run('online')
      clock += longestWaitMs
    }
    expect(await gateway.isComplete(sound)).toBe(true)
    expect(await database.outbox.count()).toBe(bad.length)
  },
)

test('a photo that is always refused is sent ever more seldom', async () => {
  const { id } = await queueEnvelope([400])
  gateway.poisonParts.set(id, 413)
  const waits = []
  for (let runs = 0; runs < 5; runs++) {
    await run('timer')
    const row = await database.outbox.get(id)
    expect(row).toMatchObject({ state: 'waiting', reason: 'payload-too-large' })
    waits.push((row?.nextAttemptAt ?? 0) - clock)
    clock = row?.nextAttemptAt ?? 0
  }
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect(waits.at(-1)).toBeGreaterThan(100_000)
})

test('an upload that is held for ever is begun anew', async () => {
  const envelope = await queueEnvelope([300_000])
  gateway.cutUploadsAfter = 100_000
  await run()
  gateway.cutUploadsAfter = null
  const held = gateway.uploads.get('api/v1/parts/1')
  if (held === undefined) throw new Error('an upload was begun')
  // Says one offset and expects another.
  Object.defineProperty(held, 'bytes', {
    get: (() => {
      let asked = 0
      return () => new Uint8Array(asked++ % 2 === 0 ? 100_000 : 7)
    })(),
  })
  for (let runs = 0; runs < 8; runs++) {
    clock += longestWaitMs
    await run('timer')
  }
  expect(await gateway.isComplete(envelope)).toBe(true)
  expect(await database.outbox.count()).toBe(0)
})

test('a gateway that turns the device away is not asked once for each dossier', async () => {
  for (let index = 0; index < 30; index++) await queueEnvelope()
  gateway.nextFault = () => 'status-403'
  expect(await run('timer')).toBe('done')
  expect(gateway.requests).toHaveLength(1 + 10 + 1)
  expect(await readDeliverySetting()).toMatchObject({
    refusal: 'device-revoked',
    network: 'reachable',
    failures: 1,
  })
  expect(await run('timer')).toBe('too-early')
  expect(await database.outboxBodies.count()).toBe(30)
  gateway.nextFault = () => 'none'
  for (let runs = 0; runs < 2; runs++) {
    clock += longestWaitMs
    await run('timer')
  }
  expect(await database.outbox.count()).toBe(0)
})

test.each(['unknown-outcome', 'unknown-field', 'unknown-version', 'unknown-problem'] as const)(
  'an answer of another version (%s) is no answer, and the neighbours have theirs',
  async (fault) => {
    const other = await queueEnvelope()
    const { id } = await queueEnvelope()
    gateway.spared = other.id
    gateway.nextFault = () => fault
    expect(await run()).toBe('done')
    expect(await database.outbox.toArray()).toMatchObject([
      { id, state: 'waiting', reason: 'version-unsupported' },
    ])
    expect(await database.outboxBodies.get(id)).toBeDefined()
    gateway.nextFault = () => 'none'
    clock += longestWaitMs
    await run('timer')
    expect(await database.outbox.count()).toBe(0)
    expect(gateway.arrivals).toHaveLength(2)
  },
)

test('answers to what was not asked change nothing', async () => {
  await queueEnvelope()
  script('extra-acknowledgements')
  expect(await run()).toBe('done')
  expect(await database.outbox.count()).toBe(0)
})

test('an envelope that the store has lost is named, and delays no other', async () => {
  const damaged = await queueEnvelope()
  await queueEnvelope()
  await database.outboxBodies.delete(damaged.id)
  expect(await run()).toBe('done')
  expect(await database.outbox.toArray()).toMatchObject([
    { id: damaged.id, state: 'waiting', reason: 'internal' },
  ])
})

test('what a killed runner held is sent by the next one', async () => {
  const envelope = await queueEnvelope([400])
  await database.outbox.update(envelope.id, { state: 'sending' })
  await database.outboxParts.toCollection().modify({ state: 'sending' })
  expect(await run('timer')).toBe('done')
  expect(await gateway.isComplete(envelope)).toBe(true)
  expect(await database.outbox.count()).toBe(0)
})

test('two runners at once: one delivers, the other steps back', async () => {
  await queueEnvelope([400])
  const results = await Promise.all([run(), run()])
  expect(results.toSorted()).toEqual(['busy', 'done'])
  expect(gateway.requests.filter((request) => request.startsWith('POST api/v1/envelopes'))).toHaveLength(2)
})

test('receipts follow the desk, and the clock is compared with the gateway', async () => {
  const { id } = await queueEnvelope()
  gateway.changes = [
    {
      envelope: id,
      receiptCode: 'x',
      procedure: '1.001193',
      state: 2,
      arrivedAt: '2026-11-25T02:00:05.000Z',
      receivedAt: '2026-11-25T03:00:00.000Z',
      officialNumber: 'H38.15.02-261125-0001',
      dueAt: null,
      unitName: 'UBND xã Bát Xát',
    },
  ]
  gateway.cursor = 4
  clock -= 60_000
  await run()
  expect(await database.receipts.get(id)).toMatchObject({
    status: { state: 2, officialNumber: 'H38.15.02-261125-0001' },
  })
  expect(await database.device.get(1)).toMatchObject({ changesCursor: 4, clockOffsetMs: 60_000 })
})

test('a gateway that knows more of this device than the device itself is reported, and its numbers are not used again', async () => {
  gateway.highestSequence = 12
  await run()
  expect(await readStoreLoss()).toMatchObject({ ownSequence: 0, gatewaySequence: 12 })
  expect(await queueEnvelope()).toMatchObject({ sequence: 13 })
})

test('a unit that has got another name is called so here, too; an older gateway changes nothing', async () => {
  await run()
  const before = (await currentDevice())?.unit
  gateway.unitName = 'Phường Cam Đường'
  await run()
  expect((await currentDevice())?.unit).toEqual({ ...before, name: 'Phường Cam Đường' })
})

test('one dossier in a state or wording of a newer gateway costs the others nothing, and shows what it is called', async () => {
  const ids = [await filedDossier(), await filedDossier(), await filedDossier()]
  const status = (index: number) => ({
    envelope: ids[index],
    receiptCode: 'x',
    procedure: '1.001193',
    state: 2,
    arrivedAt: '2026-11-25T02:00:05.000Z',
    receivedAt: null,
    officialNumber: null,
    dueAt: null,
    unitName: 'UBND xã Bát Xát',
  })
  gateway.changes = [
    { ...status(0), state: 11, stateName: { vi: 'Chuyển lên tỉnh', en: 'Sent to the province' } },
    { envelope: ids[1], state: { code: 'moved' }, version: 2 },
    { ...status(2), priority: 'high' },
  ]
  gateway.cursor = 7
  expect(await run()).toBe('done')
  const heard = await database.receipts.bulkGet(ids)
  expect(heard.map((receipt) => receipt?.status?.state)).toEqual([11, undefined, 2])
  expect(heard[0]?.status).toMatchObject({ stateName: { vi: 'Chuyển lên tỉnh' } })
  expect(heard[2]?.status).not.toHaveProperty('priority')
  expect(await database.device.get(1)).toMatchObject({ changesCursor: 7 })
  expect(await readDeliverySetting()).toMatchObject({ network: 'reachable' })

  gateway.changes = [{ ...status(0), state: 'moved', stateName: 12 }]
  await run()
  expect((await database.receipts.get(ids[0] ?? ''))?.status).toMatchObject({ state: 0, stateName: null })
})

test.each([2 ** 52, Number.MAX_SAFE_INTEGER, 1e300])(
  'a number that no device ever reaches (%d) does not use up this device’s own',
  async (nonsense) => {
    gateway.highestSequence = nonsense
    expect(await run()).toBe('done')
    expect(await readStoreLoss()).toBeNull()
    const envelope = await queueEnvelope()
    expect(envelope.sequence).toBe(1)
    await run()
    expect(await database.receipts.get(envelope.id)).toMatchObject({ delivery: 'delivered' })
  },
)

test('whose an envelope is, its import says and not its number', async () => {
  await database.device.update(1, { sequence: carriedFrom + 5 })
  const own = await queueEnvelope()
  gateway.refused.set(own.id, 'unit-mismatch')
  expect(await countOwnQueue()).toBe(1)
  await run()
  // Refused for good: it stays here for a person to look at.
  expect(await database.outbox.get(own.id)).toMatchObject({ state: 'needs-attention' })
  expect(await database.outboxBodies.get(own.id)).toBeDefined()
})

test('another gateway cannot give this device new keys', async () => {
  vi.stubGlobal('fetch', async () =>
    Response.json({
      changes: [],
      cursor: 9,
      hasMore: false,
      gateway: {
        product: 'motcua',
        contractVersions: [1],
        gatewayId: 'another',
        now: '2026-11-25T02:00:00.000Z',
        recipients: ['age1x'],
        verificationKeys: [{ keyId: 'x', publicKey: (await database.device.get(1))?.publicKey }],
      },
      highestSequence: 0,
    }),
  )
  expect(await run()).toBe('stopped')
  expect(await database.device.get(1)).toMatchObject({
    changesCursor: 0,
    gateway: { gatewayId: 'gateway-1' },
  })
  expect(await readDeliverySetting()).toMatchObject({ network: 'not-a-gateway' })
})

test('a device that joined no unit asks nobody', async () => {
  await database.device.clear()
  expect(await run()).toBe('not-enrolled')
  expect(gateway.requests).toEqual([])
})
