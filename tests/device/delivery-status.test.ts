import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { countOwnDossiers, countOwnQueue } from '../../src/device/database.ts'
import { uploadPart } from '../../src/device/delivery/part-upload.ts'
import { runDelivery } from '../../src/device/delivery/runner.ts'
import { getDeliveryStatus, subscribeDeliveryStatus } from '../../src/device/delivery/status.ts'
import { countOldQueue } from '../../src/device/old-queue.ts'
import { queueRecord } from '../../src/device/records.ts'
import { enrolledDevice } from './fixture.ts'
import { queueEnvelope } from './queued-envelope.ts'
import { ScriptedGateway } from './scripted-gateway.ts'

beforeEach(async () => {
  vi.unstubAllGlobals()
  await enrolledDevice()
})

test('the state line follows the queue and the network by itself', async () => {
  const gateway = new ScriptedGateway()
  gateway.install()
  const seen = new Set<boolean>()
  const unsubscribe = subscribeDeliveryStatus(() => seen.add(getDeliveryStatus().isSending))
  await queueEnvelope([400])
  const refused = await queueEnvelope()
  gateway.refused.set(refused.id, 'unit-mismatch')
  await vi.waitFor(() => expect(getDeliveryStatus()).toMatchObject({ waiting: 2, network: 'unknown' }))

  gateway.nextFault = () => 'html-200'
  await runDelivery('online', { now: Date.now, random: Math.random, uploadPart })
  await vi.waitFor(() => expect(getDeliveryStatus()).toMatchObject({ network: 'captive-portal', waiting: 2 }))

  gateway.nextFault = () => 'none'
  await runDelivery('online', { now: Date.now, random: Math.random, uploadPart })
  await vi.waitFor(() =>
    expect(getDeliveryStatus()).toMatchObject({
      network: 'reachable',
      waiting: 0,
      isSending: false,
      needsAttention: 1,
      refusal: null,
    }),
  )
  expect(getDeliveryStatus().lastDeliveredAt).not.toBeNull()
  expect(getDeliveryStatus()).toBe(getDeliveryStatus())
  expect(seen).toContain(true)
  unsubscribe()
})

test('a report that no citizen waits for is no dossier of the state line, and still counts as waiting here', async () => {
  const gateway = new ScriptedGateway()
  gateway.install()
  const unsubscribe = subscribeDeliveryStatus(() => {})
  await queueEnvelope()
  const queued = await queueRecord({
    kind: 'survey',
    payload: { step: 'visit', procedure: null, month: '2026-11', answers: { overall: 5 } },
    now: new Date('2026-11-25T02:00:00.000Z'),
  })
  if (!queued.ok) throw new Error(queued.problem)
  await vi.waitFor(() =>
    expect(getDeliveryStatus()).toMatchObject({ waiting: 1, records: 1, needsAttention: 0 }),
  )
  expect([await countOwnQueue(), await countOwnDossiers()]).toEqual([2, 1])
  gateway.refused.set(queued.envelopeId, 'unit-mismatch')
  await runDelivery('online', { now: Date.now, random: Math.random, uploadPart })
  await vi.waitFor(() =>
    expect(getDeliveryStatus()).toMatchObject({
      waiting: 0,
      needsAttention: 0,
      records: 1,
      recordsNeedingAttention: 1,
      isSending: false,
    }),
  )
  expect(await countOldQueue(new Date('2027-01-01T00:00:00.000Z'))).toBe(0)
  unsubscribe()
})
