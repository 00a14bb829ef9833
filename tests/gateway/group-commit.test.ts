import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { v7 as uuidV7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfiguration } from '../../src/gateway/configuration.ts'
import type { NewEnvelope, Storing } from '../../src/gateway/storage/envelopes.ts'
import { openStorage, type Storage } from '../../src/gateway/storage/storage.ts'
import { createGroupCommit, type GroupCommit } from '../../src/gateway/sync/group-commit.ts'
import { engines, freshDatabaseUrl } from './engines.ts'

const at = '2026-11-25T02:00:00.000Z'
const unit = 'H38.20'

function entry(device: string, sequence: number, digest: string, id = uuidV7()): NewEnvelope {
  const envelope = {
    version: 1 as const,
    id,
    device,
    sequence,
    kind: 'submission' as const,
    createdAt: at,
    clockOffsetMs: null,
    unit,
    sealed: 'AAAA',
    parts: [],
    previous: null,
    signature: 'A'.repeat(86),
  }
  return { envelope, digest, body: JSON.stringify(envelope) }
}

describe.each(engines)('group commit on %s', (engine) => {
  let dataDir = ''
  let storage: Storage
  let groups: number[] = []
  let commits: GroupCommit
  const faults: unknown[] = []
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'motcua-group-'))
    storage = await openStorage({
      dataDir,
      databaseUrl: await freshDatabaseUrl(engine),
      onBrokenConnection: (error) => faults.push(error),
    })
    const configuration = readConfiguration({})
    if (!configuration.ok) throw new Error(configuration.variable)
    const { province, commune } = configuration.configuration.units
    await storage.units.addMissing([province, commune])
    commits = createGroupCommit({
      store: (entries) => {
        groups.push(entries.length)
        return storage.envelopes.store(entries, at)
      },
      ping: storage.ping,
      onFault: (error) => faults.push(error),
    })
  })
  afterAll(async () => {
    await storage.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  let enrolled = 0
  async function newDevice(): Promise<string> {
    const hash = `code-${enrolled++}`
    const id = crypto.randomUUID()
    await storage.devices.addEnrolmentCode({
      hash,
      unit,
      role: 'kiosk',
      createdBy: 'test',
      createdAt: at,
      expiresAt: '2026-11-26T02:00:00.000Z',
    })
    const enrolment = await storage.devices.enrol(hash, { id, name: 'Kiosk', publicKey: id }, at)
    if (!enrolment.ok) throw new Error(enrolment.problem)
    return id
  }

  test('what arrives while a commit is under way shares the next one', async () => {
    const device = await newDevice()
    groups = []
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => commits.store([entry(device, index + 1, 'digest')])),
    )
    expect(answers.flat().every((answer) => answer?.ok === true && answer.outcome === 'stored')).toBe(true)
    expect(groups.length).toBeLessThanOrEqual(3)
  })

  test('a group is never larger than the engines take in one statement', async () => {
    const device = await newDevice()
    groups = []
    const batches = Array.from({ length: 30 }, (_, batch) =>
      Array.from({ length: 50 }, (_, index) => entry(device, batch * 50 + index + 1, 'digest')),
    )
    const answers = (await Promise.all(batches.map((batch) => commits.store(batch)))).flat()
    expect(answers.filter((answer) => answer?.ok === true && answer.outcome === 'stored')).toHaveLength(1500)
    expect(Math.max(...groups)).toBeLessThanOrEqual(400)
  })

  /** Of device 9, which nobody has enrolled, the database itself refuses every row. */
  const stranger = 9
  const arbitraryEntry = fc.record({
    device: fc.constantFrom(0, 1, 2, stranger),
    sequence: fc.integer({ min: 1, max: 6 }),
    /** Two envelopes may want one place; one envelope may come with two contents. */
    variant: fc.constantFrom('a', 'a', 'a', 'b'),
    digest: fc.constantFrom('one', 'one', 'one', 'other'),
  })

  test('however batches, duplicates, conflicts and impossible rows come together, each is answered as if alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(arbitraryEntry, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 12 }),
        async (shapes) => {
          const devices: readonly string[] = await Promise.all([newDevice(), newDevice(), newDevice()])
          const ids = new Map<string, string>()
          const idOf = (key: string) => {
            const id = ids.get(key) ?? uuidV7()
            ids.set(key, id)
            return id
          }
          const nobody = crypto.randomUUID()
          const batches = shapes.map((batch) =>
            batch.map(({ device, sequence, variant, digest }) =>
              entry(devices[device] ?? nobody, sequence, digest, idOf(`${device}/${sequence}/${variant}`)),
            ),
          )
          const answers = await Promise.all(batches.map((batch) => commits.store(batch)))
          const pairs = batches.flatMap((batch, index) =>
            batch.map((one, position) => ({ one, answer: answers[index]?.[position] })),
          )

          const impossible = pairs.filter(({ one }) => one.envelope.device === nobody)
          expect(impossible.every(({ answer }) => answer === undefined)).toBe(true)
          const possible = pairs.filter(({ one }) => one.envelope.device !== nobody)
          for (const group of Map.groupBy(
            possible,
            ({ one }) => `${one.envelope.device}/${one.envelope.sequence}`,
          ).values()) {
            const winners = group.filter(({ answer }) => answer?.ok === true && answer.outcome === 'stored')
            expect(winners).toHaveLength(1)
            const winner = winners[0]?.one
            for (const { one, answer } of group)
              expect(withoutMissing(answer)).toEqual(
                expectedBeside(winner, one, withoutMissing(answer)?.outcome),
              )
            expect(await storage.envelopes.store(winner === undefined ? [] : [winner], at)).toMatchObject([
              { outcome: 'duplicate' },
            ])
          }
        },
      ),
      { numRuns: 15 },
    )
  })

  test('when the database does not answer at all, everyone is asked to come again, at once', async () => {
    let asked = 0
    const broken = createGroupCommit({
      store: () => {
        asked++
        return Promise.reject(new Error('connection refused'))
      },
      ping: () => Promise.reject(new Error('connection refused')),
      onFault: () => {},
    })
    const entries = Array.from({ length: 300 }, (_, index) => entry('x', index, 'digest'))
    expect(await broken.store(entries)).toEqual(entries.map(() => undefined))
    expect(asked).toBe(1)
  })
})

function withoutMissing(answer: Storing | undefined): { outcome?: string; problem?: string } | undefined {
  if (answer === undefined) return undefined
  return answer.ok ? { outcome: answer.outcome } : { problem: answer.problem }
}

/** @param given `stored` only for the winner itself. */
function expectedBeside(winner: NewEnvelope | undefined, one: NewEnvelope, given: string | undefined) {
  if (winner?.envelope.id !== one.envelope.id) return { problem: 'sequence-conflict' }
  if (winner.digest !== one.digest) return { problem: 'envelope-conflict' }
  return { outcome: given === 'stored' && winner === one ? 'stored' : 'duplicate' }
}
