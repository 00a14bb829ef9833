import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  backoffMs,
  hasCome,
  longestWaitMs,
  parseRetryAfter,
  shortestWaitMs,
} from '../../src/device/delivery/backoff.ts'
import {
  type DeliveryEvent,
  type DeliveryState,
  deliveryEvents,
  deliveryStates,
  nextState,
} from '../../src/device/delivery/machine.ts'

const event = fc.constantFrom(...deliveryEvents)
const state = fc.constantFrom(...deliveryStates)
const verified: readonly DeliveryEvent[] = ['stored', 'duplicate']

function after(start: DeliveryState, events: readonly DeliveryEvent[]): DeliveryState {
  return events.reduce(nextState, start)
}

test('only a verified answer of the gateway makes an envelope delivered', () => {
  fc.assert(
    fc.property(state, event, (from, happening) => {
      const isDelivered = nextState(from, happening) === 'delivered'
      expect(isDelivered).toBe(from === 'delivered' || verified.includes(happening))
    }),
  )
})

test('delivered is final, whatever comes after it', () => {
  fc.assert(
    fc.property(fc.array(event), (events) => {
      expect(after('delivered', events)).toBe('delivered')
    }),
  )
})

test('only the gateway puts an envelope before a person, and only a person puts it back', () => {
  fc.assert(
    fc.property(state, event, (from, happening) => {
      const isRefused = nextState(from, happening) === 'needs-attention'
      if (from !== 'needs-attention' && isRefused) expect(happening).toBe('rejected')
      if (from === 'needs-attention' && !isRefused) {
        expect(['retry-requested', ...verified]).toContain(happening)
      }
    }),
  )
})

test('from everywhere a way leads to delivery: nothing is stuck', () => {
  const way: DeliveryEvent[] = [
    'interrupted',
    'due',
    'retry-requested',
    'parts-sent',
    'attempt-started',
    'stored',
  ]
  fc.assert(
    fc.property(fc.array(event), (events) => {
      expect(after(after('queued', events), way)).toBe('delivered')
    }),
  )
})

test('a wait is never shorter than 5 seconds nor longer than 10 minutes', () => {
  const retryAfter = fc.option(fc.nat())
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      retryAfter,
      fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      (failures, asked, random) => {
        const wait = backoffMs(failures, asked, random)
        expect(wait).toBeGreaterThanOrEqual(shortestWaitMs)
        expect(wait).toBeLessThanOrEqual(longestWaitMs)
        expect(wait).toBeGreaterThanOrEqual(Math.min(asked ?? 0, longestWaitMs))
      },
    ),
  )
})

test('waits grow with failures, and two devices do not return in step', () => {
  expect(backoffMs(1, null, 0.5)).toBeLessThan(backoffMs(3, null, 0.5))
  expect(backoffMs(3, null, 0.5)).toBeLessThan(backoffMs(9, null, 0.5))
  expect(backoffMs(4, null, 0.1)).not.toBe(backoffMs(4, null, 0.9))
  expect(backoffMs(4, 60_000, 0.1)).not.toBe(backoffMs(4, 60_000, 0.9))
})

test('a moment comes at the latest after the longest wait, however the clock was set', () => {
  const now = Date.parse('2026-11-25T02:00:00.000Z')
  expect(hasCome(now, now)).toBe(true)
  expect(hasCome(now + 1, now)).toBe(false)
  expect(hasCome(now + longestWaitMs, now)).toBe(false)
  expect(hasCome(now + longestWaitMs + 1, now)).toBe(true)
})

const tuesday = Date.parse('2026-11-24T02:00:00.000Z')

test.each([
  [null, null],
  ['120', 120_000],
  [' 0 ', 0],
  ['100000000000000000000', 1e23],
  ['Wed, 25 Nov 2026 02:01:00 GMT', 60_000],
  ['Wednesday, 25-Nov-26 02:01:00 GMT', 60_000],
  ['Wed Nov 25 02:01:00 2026 GMT', 60_000],
  ['Wed, 25 Nov 2026 01:00:00 GMT', 0],
  ['-5', null],
  ['1.5', null],
  ['soon', null],
  ['', null],
])('Retry-After %j is %j', (header, expected) => {
  expect(parseRetryAfter(header, null, Date.parse('2026-11-25T02:00:00.000Z'))).toBe(expected)
  // The gateway's own clock counts, however wrong ours is.
  expect(parseRetryAfter(header, 'Wed, 25 Nov 2026 02:00:00 GMT', tuesday)).toBe(expected)
})

/** The table of the README: `·` stays, and a column may stand for several events. */
async function writtenTable(): Promise<Map<string, string>> {
  const text = await readFile(new URL('../../src/device/README.md', import.meta.url), 'utf8')
  const lines = text.split('\n').filter((line) => line.startsWith('|'))
  const rows = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  const top = rows.findIndex(([first]) => first?.startsWith('state ╲ event'))
  const columns = rows[top]?.slice(1).map((names) => names.split(', ')) ?? []
  const written = new Map<string, string>()
  for (const [from = '', ...cells] of rows.slice(top + 2, top + 2 + deliveryStates.length)) {
    for (const [index, names] of columns.entries()) {
      for (const name of names)
        written.set(`${from} + ${name}`, cells[index] === '·' ? from : (cells[index] ?? ''))
    }
  }
  return written
}

test('the written table of the delivery is complete and is what happens', async () => {
  const happens = deliveryStates.flatMap((from) =>
    deliveryEvents.map((name) => [`${from} + ${name}`, nextState(from, name)] as const),
  )
  expect(Object.fromEntries(await writtenTable())).toEqual(Object.fromEntries(happens))
})
