import fc from 'fast-check'
import { expect, test } from 'vitest'
import { vietnamCalendar } from '../../../src/catalogue/calendar.ts'
import { slotsOf } from '../../../src/domain/visitor-queue/slots.ts'
import {
  ownNumberPattern,
  ownTicketNumber,
  spokenParts,
  ticketNumber,
} from '../../../src/domain/visitor-queue/ticket-number.ts'

test('a number is a letter and three digits, and goes on after 999', () => {
  expect(ticketNumber('A', 7)).toBe('A007')
  expect(ticketNumber('B', 1000)).toBe('B1000')
  expect(ownTicketNumber(2, 14)).toBe('K2-014')
  expect(spokenParts('K2-014')).toEqual(['K', '2', '0', '1', '4'])
})

test('no two devices, and no device and the gateway, give the same number', () => {
  const value = fc.integer({ min: 1, max: 99_999 })
  const given = fc.oneof(
    fc.tuple(fc.constantFrom(...'ABCDEFGHIJLMNOPQRSTUVWXYZ'), value).map(([letter, each]) => ({
      by: letter,
      each,
      number: ticketNumber(letter, each),
    })),
    fc.tuple(value, value).map(([series, each]) => ({
      by: `device ${series}`,
      each,
      number: ownTicketNumber(series, each),
    })),
  )
  fc.assert(
    fc.property(given, given, (one, other) => {
      expect(ownNumberPattern.test(one.number)).toBe(one.by.startsWith('device'))
      if (one.by !== other.by || one.each !== other.each) expect(one.number).not.toBe(other.number)
    }),
    { numRuns: 500 },
  )
})

test('slots fill the hours of the desk, and there are none on a day off', () => {
  const slots = slotsOf('2026-11-26', 60, vietnamCalendar)
  expect(slots[0]).toMatch(/^0[78]:/)
  expect(slots).toEqual(slots.toSorted())
  expect(new Set(slots).size).toBe(slots.length)
  expect(slotsOf('2026-11-29', 60, vietnamCalendar)).toEqual([])
  expect(slotsOf('2050-01-03', 60, vietnamCalendar)).toEqual([])
})
