import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import {
  msOfVietnamDay,
  vietnamDay,
  vietnamInstant,
  vietnamTime,
} from '../../../src/domain/time/vietnam-time.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

test.each([
  ['2026-11-25T16:59:59.999Z', '2026-11-25', '23:59'],
  ['2026-11-25T17:00:00.000Z', '2026-11-26', '00:00'],
  ['2026-11-20T15:01:00+07:00', '2026-11-20', '15:01'],
  ['1969-12-31T16:59:00.000Z', '1969-12-31', '23:59'],
])('%s is %s %s in Vietnam', (instant, day, time) => {
  expect(vietnamDay(instant)).toBe(day)
  expect(vietnamTime(instant)).toBe(time)
})

test.each(['Asia/Ho_Chi_Minh', 'America/Los_Angeles'])('the device zone %s changes nothing', (zone) => {
  vi.stubEnv('TZ', zone)
  expect(vietnamDay('2017-10-31T17:00:00.000Z')).toBe('2017-11-01')
  expect(vietnamInstant('2017-11-01', '00:00')).toBe('2017-10-31T17:00:00.000Z')
})

test('day and time of an instant lead back to it', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2e12, max: 4e12 }), (ms) => {
      expect(Date.parse(vietnamInstant(vietnamDay(ms), msOfVietnamDay(ms)))).toBe(ms)
    }),
  )
})
