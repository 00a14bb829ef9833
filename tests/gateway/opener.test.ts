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
