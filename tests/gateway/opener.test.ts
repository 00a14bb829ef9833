import { expect, test } from 'vitest'
import { createOpener } from '../../src/gateway/opening/opener.ts'
import type { StoredEnvelope } from '../../src/gateway/storage/envelopes.ts'

const envelope = (index: number): StoredEnvelope => ({
  id: String(index).padStart(5, '0'),
  body: '',
  receivedAt: '2026-11-25T02:00:00.000Z',
})

/** A database in which some envelopes can never be opened. */
function openerOver(stored: Map<string, StoredEnvelope>, isBroken: (id: string) => boolean) {
  const faults: (string | null)[] = []
  const opener = createOpener({
    unopened: async (after, limit) =>
      [...stored.values()].filter((candidate) => after === null || candidate.id > after.id).slice(0, limit),
    open: async (batch) => {
      if (batch.some(({ id }) => isBroken(id))) throw new Error('a fault')
      for (const { id } of batch) stored.delete(id)
    },
    turn: async () => {},
    onFault: (id) => faults.push(id),
  })
  return { opener, faults }
}

test('however many come at once, all are opened, and more than memory should hold wait in the database', async () => {
  const stored = new Map<string, StoredEnvelope>()
  const { opener, faults } = openerOver(stored, () => false)
  for (let batch = 0; batch < 30; batch++) {
    const envelopes = Array.from({ length: 50 }, (_, index) => envelope(batch * 50 + index))
    for (const one of envelopes) stored.set(one.id, one)
    opener.enqueue(envelopes)
  }
  await opener.settled()
  expect([stored.size, faults]).toEqual([0, []])
})

test('envelopes that fail again and again neither stop a sweep nor hide those behind them', async () => {
  const stored = new Map(Array.from({ length: 350 }, (_, index) => [envelope(index).id, envelope(index)]))
  const { opener, faults } = openerOver(stored, (id) => Number(id) < 250)
  await opener.sweep()
  expect([stored.size, faults.length]).toEqual([250, 250])
})

test('when it stops, what is being opened is finished and the rest is left to the next start', async () => {
  const stored = new Map(Array.from({ length: 5000 }, (_, index) => [envelope(index).id, envelope(index)]))
  const gate = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const opened: string[] = []
  const options = {
    unopened: async (after: StoredEnvelope | null, limit: number) =>
      [...stored.values()].filter(({ id }) => after === null || id > after.id).slice(0, limit),
    open: async (batch: readonly StoredEnvelope[]) => {
      begun.resolve()
      await gate.promise
      for (const { id } of batch) {
        opened.push(id)
        stored.delete(id)
      }
    },
    turn: async () => {},
    onFault: () => {},
  }
  const first = createOpener(options)
  const sweeping = first.sweep()
  await begun.promise
  const stopped = first.stop()
  gate.resolve()
  await Promise.all([stopped, sweeping])
  expect(opened).toHaveLength(10)
  first.enqueue([envelope(9999)])
  await first.settled()
  expect([opened.length, stored.size]).toEqual([10, 4990])

  await createOpener(options).sweep()
  expect([new Set(opened).size, opened.length, stored.size]).toEqual([5000, 5000, 0])
})
