import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Envelope } from '../../src/contract/envelope.ts'
import { database } from '../../src/device/database.ts'
import { longestWaitMs } from '../../src/device/delivery/backoff.ts'
import { uploadPart } from '../../src/device/delivery/part-upload.ts'
import { runDelivery } from '../../src/device/delivery/runner.ts'
import type { WakeReason } from '../../src/device/delivery/wake.ts'
import { enrolledDevice } from './fixture.ts'
import { queueEnvelope } from './queued-envelope.ts'
import { faults, ScriptedGateway } from './scripted-gateway.ts'

beforeEach(() => {
  vi.unstubAllGlobals()
})

type Step =
  | { readonly do: 'run'; readonly reason: WakeReason; readonly runners: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'file'; readonly parts: readonly number[]; readonly isRefused: boolean }
  /** A runner was killed at the worst moment. */
  | { readonly do: 'kill' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('run' as const),
    reason: fc.constantFrom<WakeReason>('timer', 'online', 'person'),
    runners: fc.integer({ min: 1, max: 2 }),
  }),
  // Backwards too: the clock is set.
  fc.record({
    do: fc.constant('wait' as const),
    ms: fc.integer({ min: -2 * longestWaitMs, max: 2 * longestWaitMs }),
  }),
  fc.record({
    do: fc.constant('file' as const),
    parts: fc.array(fc.integer({ min: 1, max: 3_000 }), { maxLength: 2 }),
    isRefused: fc.nat({ max: 9 }).map((n) => n === 0),
  }),
  fc.constant({ do: 'kill' as const }),
)

/** Nothing is forgotten here that is not complete there. */
async function expectNothingLost(gateway: ScriptedGateway, filed: readonly Envelope[]) {
  for (const envelope of filed) {
    const body = await database.outboxBodies.get(envelope.id)
    if (body === undefined) {
      expect(await gateway.isComplete(envelope)).toBe(true)
      continue
    }
    expect(JSON.parse(body.json)).toEqual(envelope)
    expect(await database.outboxPartBytes.where({ envelope: envelope.id }).count()).toBe(
      envelope.parts.length,
    )
    expect(await database.outbox.get(envelope.id)).toBeDefined()
  }
}

test('whatever the network does, each dossier ends exactly once at the gateway or stays here with its reason', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 12 }),
      fc.infiniteStream(fc.constantFrom('none', 'none', ...faults)),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      async (steps, script, random) => {
        await enrolledDevice()
        const gateway = new ScriptedGateway()
        gateway.install()
        gateway.nextFault = () => script.next().value
        const filed: Envelope[] = []
        let clock = Date.parse('2026-11-25T02:00:00.000Z')
        const run = (reason: WakeReason) =>
          runDelivery(reason, { now: () => clock, random: () => random, uploadPart })

        for (const next of [{ do: 'file', parts: [900], isRefused: false } as const, ...steps]) {
          if (next.do === 'wait') clock += next.ms
          if (next.do === 'run')
            await Promise.all(Array.from({ length: next.runners }, () => run(next.reason)))
          if (next.do === 'kill') {
            await database.outbox.where({ state: 'queued' }).modify({ state: 'sending' })
            await database.outboxParts.where({ state: 'unsent' }).modify({ state: 'sending' })
          }
          if (next.do === 'file') {
            const envelope = await queueEnvelope(next.parts)
            filed.push(envelope)
            if (next.isRefused) gateway.refused.set(envelope.id, 'unit-mismatch')
          }
          await expectNothingLost(gateway, filed)
        }

        // The network comes back for good, and nobody touches anything but the timer.
        gateway.nextFault = () => 'none'
        for (let run_ = 0; run_ < 4; run_++) {
          clock += longestWaitMs
          await run('timer')
        }
        await expectNothingLost(gateway, filed)
        const accepted = filed.filter(({ id }) => !gateway.refused.has(id))
        expect(gateway.arrivals.toSorted()).toEqual(accepted.map(({ id }) => id).toSorted())
        for (const envelope of accepted) expect(await gateway.isComplete(envelope)).toBe(true)
        const left = await database.outbox.toArray()
        expect(left.map(({ id }) => id).toSorted()).toEqual([...gateway.refused.keys()].toSorted())
        for (const row of left)
          expect(row).toMatchObject({ state: 'needs-attention', reason: 'unit-mismatch' })
      },
    ),
    { numRuns: 40 },
  )
}, 60_000)
