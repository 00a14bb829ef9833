import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isQuiet,
  maskedAddress,
  messageOf,
  parseAddress,
  reminderOn,
  sendableFrom,
} from '../../../src/domain/message/message.ts'

test.each([
  ['2026-11-26T06:59:59+07:00', '2026-11-26T00:00:00.000Z'],
  ['2026-11-26T07:00:00+07:00', '2026-11-26T00:00:00.000Z'],
  ['2026-11-26T19:59:59+07:00', '2026-11-26T12:59:59.000Z'],
  ['2026-11-26T20:00:00+07:00', '2026-11-27T00:00:00.000Z'],
  ['2026-12-31T23:30:00+07:00', '2027-01-01T00:00:00.000Z'],
])('what happens at %s may be told from %s on', (at, from) => {
  expect(sendableFrom(at)).toBe(from)
})

test('whatever the hour, nobody is woken, and nobody waits for more than eleven hours', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
      const from = sendableFrom(ms)
      expect(isQuiet(from)).toBe(false)
      expect(Date.parse(from) - ms).toBeGreaterThanOrEqual(0)
      expect(Date.parse(from) - ms).toBeLessThanOrEqual(11 * 3_600_000)
    }),
  )
})

test('what works inside the desk is told nobody', () => {
  expect(['arrive', 'assign', 'start', 'sign', 'transfer', 'fee-set', 'import'].map(messageOf)).toEqual(
    Array.from({ length: 7 }, () => null),
  )
  expect(messageOf('finish')).toBe('finished')
})

describe('reminders', () => {
  const dossier = {
    stage: 'processing',
    dueAt: '2026-11-27T09:30:00.000Z',
    supplementUntil: null,
    supplementArrivedAt: null,
  } as const

  test('come on the eve of the promised day, and on no other day', () => {
    expect(reminderOn(dossier, '2026-11-26')).toEqual({ kind: 'remind-appointment', day: '2026-11-27' })
    expect(reminderOn(dossier, '2026-11-25')).toBeNull()
    expect(reminderOn(dossier, '2026-11-27')).toBeNull()
  })

  test('do not speak of a promised day while the desk waits for the citizen, or when all is over', () => {
    for (const stage of ['payment-requested', 'returned', 'stopped', 'refused'] as const)
      expect(reminderOn({ ...dossier, stage }, '2026-11-26')).toBeNull()
  })

  test('come when the time for papers ends, until they have come', () => {
    const waiting = { ...dossier, stage: 'supplement-requested', supplementUntil: '2026-11-28' } as const
    expect(reminderOn(waiting, '2026-11-26')).toEqual({ kind: 'remind-supplement', day: '2026-11-28' })
    expect(reminderOn(waiting, '2026-11-25')).toBeNull()
    expect(reminderOn({ ...waiting, supplementArrivedAt: 'now' }, '2026-11-26')).toBeNull()
  })
})

test.each([
  ['sms', '+84 912 345 678', '0912345678'],
  ['sms', '0214 3840 888', null],
  ['zalo', 'pao@ban.vn', null],
  ['email', ' pao@ban.vn ', 'pao@ban.vn'],
  ['email', '0912345678', null],
] as const)('%s cannot go everywhere: %s', (channel, typed, address) => {
  expect(parseAddress(channel, typed)).toBe(address)
})

test('at the desk an address can be compared but not read', () => {
  expect(maskedAddress('0912345678')).toBe('09•••••678')
  expect(maskedAddress('pao@ban.vn')).toBe('p•••@ban.vn')
})
