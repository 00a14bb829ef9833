import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Envelope } from '../../src/contract/envelope.ts'
import { database } from '../../src/device/database.ts'
import { longestWaitMs } from '../../src/device/delivery/backoff.ts'
import type { DeliveryReason } from '../../src/device/delivery/machine.ts'
import { uploadPart } from '../../src/device/delivery/part-upload.ts'
import { runDelivery } from '../../src/device/delivery/runner.ts'
import type { WakeReason } from '../../src/device/delivery/wake.ts'
import { enrolledDevice } from './fixture.ts'
import { queueEnvelope } from './queued-envelope.ts'
import { type Fault, faults, ScriptedGateway } from './scripted-gateway.ts'

/** For a night: `MOTCUA_SCHEDULES=5000 npx vitest run --project unit tests/device/delivery-schedules.test.ts`. */
const schedules = Number(process.env.MOTCUA_SCHEDULES ?? 30)

beforeEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const tenYearsMs = 10 * 365.25 * 24 * 3_600_000

/** What an envelope may have that spoils every request about it, however good the network is. */
const poisons = [
  'none',
  'none',
  'none',
  'refused',
  'request-400',
  'request-500',
  'part-413',
  'part-423',
  'part-500',
] as const

type Step =
  | {
      readonly do: 'run'
      readonly reason: WakeReason
      /** At once: two tabs and the worker. */
      readonly runners: number
      /** Another one starts, or a dossier is filed, while this request is under way. */
      readonly meanwhileAt: number
      readonly meanwhile: 'run' | 'file'
      /** The runner is killed while it waits for the answer to this request. */
      readonly diesAt: number
    }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'file'; readonly parts: readonly number[]; readonly poison: (typeof poisons)[number] }
  | { readonly do: 'restart-gateway' }
  /** A runner was killed at the worst moment. */
  | { readonly do: 'kill' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('run' as const),
      reason: fc.constantFrom<WakeReason>('timer', 'online', 'person'),
      runners: fc.integer({ min: 1, max: 3 }),
      meanwhileAt: fc.nat({ max: 8 }),
      meanwhile: fc.constantFrom('run' as const, 'file' as const),
      diesAt: fc.nat({ max: 30 }),
    }),
  },
  // Backwards too: the clock is set.
  fc.record({
    do: fc.constant('wait' as const),
    ms: fc.oneof(
      fc.integer({ min: -2 * longestWaitMs, max: 2 * longestWaitMs }),
      fc.constantFrom(-tenYearsMs, tenYearsMs),
    ),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('file' as const),
      parts: fc.array(fc.integer({ min: 1, max: 3_000 }), { maxLength: 2 }),
      poison: fc.constantFrom(...poisons),
    }),
  },
  fc.constantFrom({ do: 'kill' as const }, { do: 'restart-gateway' as const }),
)

/** What the device may truly say about a dossier that met this; parts and envelopes are spoken about differently. */
const reasons: Readonly<Record<Exclude<Fault, 'none'> | 'crash', readonly DeliveryReason[]>> = {
  unreachable: ['unreachable'],
  'lost-response': ['unreachable'],
  'half-response': ['unreachable'],
  slow: ['unreachable'],
  restart: ['unreachable'],
  crash: [],
  'html-200': ['captive-portal'],
  redirect: ['captive-portal'],
  // A refusal, too, may break off before it says why.
  'half-json': ['not-a-gateway', 'captive-portal', 'request-refused'],
  'json-of-something-else': ['not-a-gateway', 'captive-portal'],
  'wrong-signature': ['not-a-gateway'],
  'wrong-digest': ['not-a-gateway'],
  'status-401': ['signature-invalid'],
  'status-403': ['device-revoked'],
  'status-403-html': ['not-a-gateway'],
  'status-409': ['sequence-conflict', 'gateway-busy'],
  'status-413': ['payload-too-large'],
  'status-422': ['envelope-malformed'],
  'status-422-unknown-code': ['request-refused'],
  'status-429': ['gateway-busy'],
  'status-429-absurd': ['gateway-busy'],
  'status-500': ['gateway-error'],
  'status-502-html': ['gateway-error'],
  'status-503-date': ['gateway-busy'],
  'unknown-outcome': ['not-a-gateway', 'version-unsupported'],
  'unknown-field': ['not-a-gateway', 'version-unsupported'],
  'unknown-version': ['not-a-gateway', 'version-unsupported'],
  'unknown-problem': ['not-a-gateway', 'version-unsupported'],
  'extra-acknowledgements': [],
}
const poisonReasons: Readonly<Record<(typeof poisons)[number], readonly DeliveryReason[]>> = {
  none: [],
  refused: ['unit-mismatch'],
  'request-400': ['request-malformed'],
  'request-500': ['gateway-error'],
  'part-413': ['payload-too-large'],
  'part-423': ['gateway-busy'],
  'part-500': ['gateway-error'],
}

class Schedule {
  readonly gateway = new ScriptedGateway()
  readonly filed: Envelope[] = []
  readonly poisoned = new Map<string, (typeof poisons)[number]>()
  /** What a dossier that waits may give as its reason. */
  readonly trueReasons = new Set<DeliveryReason>()
  readonly #random: number
  clock = Date.parse('2026-11-25T02:00:00.000Z')

  constructor(script: Iterator<Fault>, random: number) {
    this.#random = random
    this.gateway.install()
    this.gateway.nextFault = () => {
      const fault: Fault = script.next().value
      if (fault !== 'none') for (const reason of reasons[fault]) this.trueReasons.add(reason)
      return fault
    }
  }

  async run(reason: WakeReason): Promise<unknown> {
    return runDelivery(reason, { now: () => this.clock, random: () => this.#random, uploadPart })
  }

  async file(parts: readonly number[], poison: (typeof poisons)[number]): Promise<void> {
    const envelope = await queueEnvelope(parts)
    const { id } = envelope
    this.filed.push(envelope)
    if (poison === 'none' || (poison.startsWith('part') && parts.length === 0)) return
    this.poisoned.set(id, poison)
    for (const reason of poisonReasons[poison]) this.trueReasons.add(reason)
    if (poison === 'refused') this.gateway.refused.set(id, 'unit-mismatch')
    if (poison === 'request-400') this.gateway.poison.set(id, 400)
    if (poison === 'request-500') this.gateway.poison.set(id, 500)
    if (poison === 'part-413') this.gateway.poisonParts.set(id, 413)
    if (poison === 'part-423') this.gateway.poisonParts.set(id, 423)
    if (poison === 'part-500') this.gateway.poisonParts.set(id, 500)
  }

  async take(next: Step): Promise<void> {
    switch (next.do) {
      case 'run':
        return this.#takeRun(next)
      case 'wait':
        this.clock += next.ms
        return
      case 'file':
        return this.file(next.parts, next.poison)
      case 'restart-gateway':
        this.gateway.uploads.clear()
        return
      case 'kill':
        await database.outbox.where({ state: 'queued' }).modify({ state: 'sending' })
        await database.outboxParts.where({ state: 'unsent' }).modify({ state: 'sending' })
        return
      default:
        return next satisfies never
    }
  }

  async #takeRun(next: Extract<Step, { do: 'run' }>): Promise<void> {
    const { gateway } = this
    let requests = 0
    const { promise: death, resolve: die } = Promise.withResolvers<'dead'>()
    gateway.meanwhile = async () => {
      const request = requests++
      if (request === next.meanwhileAt) {
        if (next.meanwhile === 'file') await this.file([700], 'none')
        else expect(await this.run('person')).toBe('busy')
      }
      if (request !== next.diesAt) return
      die('dead')
      await new Promise(() => {})
    }
    const runs = Promise.allSettled(Array.from({ length: next.runners }, () => this.run(next.reason)))
    const ended = await Promise.race([death, runs])
    // The browser frees the lock of a tab that is gone.
    if (ended === 'dead') await navigator.locks.request('motcua-delivery', { steal: true }, () => {})
    for (const run of await runs) {
      if (run.status === 'rejected' && ended !== 'dead') throw run.reason
    }
    gateway.meanwhile = async () => {}
  }

  /** Nothing is forgotten here that is not complete there, and nothing waits without a true reason. */
  async expectNothingLost(): Promise<void> {
    for (const envelope of this.filed) {
      const body = await database.outboxBodies.get(envelope.id)
      const row = await database.outbox.get(envelope.id)
      if (body === undefined) {
        expect(row).toBeUndefined()
        expect(await this.gateway.isComplete(envelope)).toBe(true)
        expect(await database.receipts.get(envelope.id)).toMatchObject({
          delivery: 'delivered',
          reason: null,
        })
        continue
      }
      expect(JSON.parse(body.json)).toEqual(envelope)
      const parts = await database.outboxPartBytes.where({ envelope: envelope.id }).count()
      expect(parts).toBe(envelope.parts.length)
      expect(row).toBeDefined()
      if (row === undefined || !['waiting', 'parts-waiting', 'needs-attention'].includes(row.state)) continue
      // Parts that were asked for twice in one run.
      if (row.reason !== 'retry-later') expect([...this.trueReasons]).toContain(row.reason)
    }
    expect(new Set(this.gateway.arrivals).size).toBe(this.gateway.arrivals.length)
  }

  /** The network is good from here on and nobody touches anything. */
  async quiet(runs: number): Promise<void> {
    this.gateway.nextFault = () => 'none'
    for (let run = 0; run < runs; run++) {
      this.clock += longestWaitMs
      await this.run('timer')
    }
  }

  async expectComplete(envelopes: readonly Envelope[]): Promise<void> {
    for (const envelope of envelopes) {
      expect(await this.gateway.isComplete(envelope)).toBe(true)
      expect(await database.outbox.get(envelope.id)).toBeUndefined()
    }
  }
}

test('whatever the network does, each dossier ends exactly once at the gateway or stays here with its reason', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 12 }),
      fc.infiniteStream(fc.constantFrom('none', 'none', 'none', ...faults)),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      async (steps, script, random) => {
        await enrolledDevice()
        const schedule = new Schedule(script, random)
        await schedule.file([900], 'none')
        for (const next of steps) {
          await schedule.take(next)
          await schedule.expectNothingLost()
        }

        // Every sound one gets through although each poisonous one is still there.
        const { filed, gateway, poisoned } = schedule
        await schedule.quiet(4)
        await schedule.expectNothingLost()
        await schedule.expectComplete(filed.filter(({ id }) => !poisoned.has(id)))
        const breaking = [...poisoned.values()].filter((poison) => poison.endsWith('500')).length
        for (const [id, poison] of poisoned) {
          const row = await database.outbox.get(id)
          // Three that break the gateway end a run; those of them that it did not come to are due for the next.
          const isDue = row?.state === 'queued' || row?.state === 'uploading-parts'
          if (isDue && poison.endsWith('500') && breaking >= 3) continue
          const state = poison === 'refused' ? 'needs-attention' : expect.stringContaining('waiting')
          expect(row).toMatchObject({ state })
          expect(poisonReasons[poison]).toContain(row?.reason)
        }

        // And it too, when what was wrong with it has been mended.
        gateway.poison.clear()
        gateway.poisonParts.clear()
        await schedule.quiet(3)
        await schedule.expectComplete(filed.filter(({ id }) => !gateway.refused.has(id)))
        expect(await database.outbox.count()).toBe(gateway.refused.size)
        expect(gateway.arrivals).toHaveLength(filed.length - gateway.refused.size)
      },
    ),
    { numRuns: schedules },
  )
}, 3_600_000)
