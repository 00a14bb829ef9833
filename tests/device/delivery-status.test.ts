import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { uploadPart } from '../../src/device/delivery/part-upload.ts'
import { runDelivery } from '../../src/device/delivery/runner.ts'
import { getDeliveryStatus, subscribeDeliveryStatus } from '../../src/device/delivery/status.ts'
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
