import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepCatalogueCurrent } from '../../src/device/catalogue/keep-current.ts'
import type { CatalogueUpdate } from '../../src/device/catalogue/update-catalogue.ts'
import { wakeDelivery } from '../../src/device/delivery/wake.ts'

const update = vi.fn<() => Promise<CatalogueUpdate>>()
const swap = vi.fn(async () => true)
const note = vi.fn(async (_problem: string | null) => {})
vi.mock('../../src/device/catalogue/refusal.ts', () => ({
  noteRefusal: (problem: string | null) => note(problem),
}))
vi.mock('../../src/device/catalogue/update-catalogue.ts', () => ({ updateCatalogue: () => update() }))
vi.mock('../../src/device/catalogue/swap.ts', () => ({ swapCatalogueWhenIdle: () => swap() }))

const minute = 60_000
let page: EventTarget
let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  update.mockReset().mockResolvedValue({ ok: true, state: 'current' })
  swap.mockClear()
  note.mockClear()
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** How often it asks within so many minutes from now. */
async function asksWithin(minutes: number): Promise<number> {
  const before = update.mock.calls.length
  await vi.advanceTimersByTimeAsync(minutes * minute)
  return update.mock.calls.length - before
}

test('the gateway is asked at the start, then once an hour', async () => {
  stop = keepCatalogueCurrent()
  expect(await asksWithin(1)).toBe(1)
  expect(await asksWithin(58)).toBe(0)
  expect(await asksWithin(60)).toBe(1)
})

test('what broke off goes on within a minute, and at once with a network', async () => {
  update.mockResolvedValue({ ok: false, problem: 'offline' })
  stop = keepCatalogueCurrent()
  expect(await asksWithin(5)).toBeGreaterThanOrEqual(4)
  await vi.advanceTimersByTimeAsync(30_000)
  update.mockClear()
  page.dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(2_000)
  expect(update).toHaveBeenCalledOnce()
})

test('what was refused is not downloaded again every minute', async () => {
  for (const problem of ['altered', 'signature-invalid', 'older', 'storage-full'] as const) {
    update.mockResolvedValue({ ok: false, problem })
    stop = keepCatalogueCurrent()
    expect(await asksWithin(50), problem).toBe(1)
    stop()
  }
})

test('why a pack was refused is noted, until one may be used; a break of the network says nothing', async () => {
  update
    .mockResolvedValueOnce({ ok: false, problem: 'signature-invalid' })
    .mockResolvedValueOnce({ ok: false, problem: 'offline' })
  stop = keepCatalogueCurrent()
  await asksWithin(61)
  expect(update).toHaveBeenCalledTimes(2)
  expect(note.mock.calls).toEqual([['signature-invalid']])
  await asksWithin(2)
  expect(note.mock.calls).toEqual([['signature-invalid'], [null]])
})

test('a device that has just joined asks at once, and takes what is new into use where nobody is served', async () => {
  stop = keepCatalogueCurrent()
  await asksWithin(1)
  update.mockResolvedValue({ ok: true, state: 'staged' })
  wakeDelivery('started')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(update).toHaveBeenCalledTimes(2)
  expect(swap).toHaveBeenCalledOnce()
})

test('a wake for a dossier is no reason to ask again', async () => {
  stop = keepCatalogueCurrent()
  await asksWithin(1)
  wakeDelivery('enqueued')
  expect(await asksWithin(10)).toBe(0)
})
