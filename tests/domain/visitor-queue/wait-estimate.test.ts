import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  estimateWait,
  fewestSamples,
  minutesAtShare,
} from '../../../src/domain/visitor-queue/wait-estimate.ts'

const samples = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: fewestSamples, maxLength: 30 })
const ahead = fc.integer({ min: 0, max: 60 })
const counters = fc.integer({ min: 1, max: 8 })

test('with too few served today, or no open counter, nothing is said', () => {
  expect(estimateWait(3, 1, [5, 6, 7, 8])).toBeNull()
  expect(estimateWait(3, 0, [5, 6, 7, 8, 9, 10])).toBeNull()
})

test('three people before a counter that takes ten minutes or so wait 25 to 45 minutes', () => {
  expect(estimateWait(3, 1, [9, 9, 10, 11, 12])).toEqual({ fromMinutes: 25, untilMinutes: 45 })
})

test('the span is one, in steps of five minutes', () => {
  fc.assert(
    fc.property(ahead, counters, samples, (people, open, minutes) => {
      const estimate = estimateWait(people, open, minutes)
      if (estimate === null) throw new Error('enough was known')
      expect(estimate.fromMinutes).toBeLessThan(estimate.untilMinutes)
      expect([estimate.fromMinutes % 5, estimate.untilMinutes % 5]).toEqual([0, 0])
    }),
  )
})

test('one more before me never shortens it, one more counter never lengthens it', () => {
  fc.assert(
    fc.property(ahead, counters, samples, (people, open, minutes) => {
      const now = estimateWait(people, open, minutes)
      const more = estimateWait(people + 1, open, minutes)
      const wider = estimateWait(people, open + 1, minutes)
      if (now === null || more === null || wider === null) throw new Error('enough was known')
      expect(more.untilMinutes).toBeGreaterThanOrEqual(now.untilMinutes)
      expect(more.fromMinutes).toBeGreaterThanOrEqual(now.fromMinutes)
      expect(wider.untilMinutes).toBeLessThanOrEqual(now.untilMinutes)
    }),
  )
})

test('the median and the ninety of a hundred are those of the list written out', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 }), (minutes) => {
      const counts = [...Map.groupBy(minutes, (each) => each)].map(([value, all]) => ({
        minutes: value,
        count: all.length,
      }))
      const sorted = minutes.toSorted((a, b) => a - b)
      for (const share of [0.5, 0.9]) {
        const expected = sorted[Math.ceil(share * sorted.length) - 1] ?? null
        expect(minutesAtShare(counts, share)).toBe(expected)
      }
    }),
  )
})
