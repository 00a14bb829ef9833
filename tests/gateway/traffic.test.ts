import { expect, test, vi } from 'vitest'
import { createTraffic } from '../../src/gateway/sync/traffic.ts'

test('a lull between two batches of one device is no pause, and a pause is noticed', async () => {
  vi.useFakeTimers()
  try {
    const traffic = createTraffic()
    let isQuiet = false
    const quiet = traffic.quiet(500).then(() => {
      isQuiet = true
    })
    for (let batch = 0; batch < 20; batch++) {
      const answer = Promise.withResolvers<void>()
      const delivery = traffic.during(() => answer.promise)
      await vi.advanceTimersByTimeAsync(12)
      answer.resolve()
      await delivery
      await vi.advanceTimersByTimeAsync(3)
    }
    expect(isQuiet).toBe(false)
    await vi.advanceTimersByTimeAsync(12)
    expect(isQuiet).toBe(true)
    await quiet
  } finally {
    vi.useRealTimers()
  }
})

test('what waits for a pause goes on after its time, however busy it is, also when a delivery fails', async () => {
  vi.useFakeTimers()
  try {
    const traffic = createTraffic()
    const answer = Promise.withResolvers<void>()
    const delivery = traffic.during(() => answer.promise)
    let isOver = false
    const waited = traffic.quiet(500).then(() => {
      isOver = true
    })
    await vi.advanceTimersByTimeAsync(490)
    expect(isOver).toBe(false)
    await vi.advanceTimersByTimeAsync(20)
    expect(isOver).toBe(true)
    await waited
    answer.reject(new Error('the disk is gone'))
    await expect(delivery).rejects.toThrow('the disk is gone')
    const after = traffic.quiet(500)
    await vi.advanceTimersByTimeAsync(12)
    await after
  } finally {
    vi.useRealTimers()
  }
})
