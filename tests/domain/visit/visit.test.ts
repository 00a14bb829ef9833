import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { possibleDoubles, villageKey } from '../../../src/domain/visit/possible-doubles.ts'
import {
  helpDifficulties,
  helpServices,
  mostPeople,
  peopleHelped,
  withOneLess,
  withOneMore,
} from '../../../src/domain/visit/visit.ts'
import { visitTimes } from '../../../src/domain/visit/visit-times.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const receivedAt = Date.parse('2026-11-25T09:00:00.000Z')

describe('people helped', () => {
  const taps = fc.array(
    fc.record({
      service: fc.constantFrom(...helpServices),
      difficulty: fc.constantFrom(...helpDifficulties),
    }),
  )

  test('each tap counts one person, and taking all back leaves nothing', () => {
    fc.assert(
      fc.property(taps, (tapped) => {
        const counted = tapped.reduce(
          (helped, { service, difficulty }) => withOneMore(helped, service, difficulty),
          withOneMore([], 'dossier', 'none'),
        )
        expect(peopleHelped(counted)).toBe(tapped.length + 1)
        const kinds = new Set(counted.map(({ service, difficulty }) => `${service} ${difficulty}`))
        expect(kinds.size).toBe(counted.length)
        const left = [...tapped, { service: 'dossier', difficulty: 'none' } as const].reduce(
          (helped, { service, difficulty }) => withOneLess(helped, service, difficulty),
          counted,
        )
        expect(left).toEqual([])
      }),
    )
  })

  test('a row never counts more than the contract takes', () => {
    const full = [{ service: 'dossier', difficulty: 'none', people: mostPeople }] as const
    expect(withOneMore(full, 'dossier', 'none')).toEqual(full)
  })
})

describe('the times of a visit', () => {
  test('are by the gateway’s clock when the phone knew the difference', () => {
    const times = visitTimes({
      beganAt: receivedAt - 3 * hourMs - 60_000,
      endedAt: receivedAt - hourMs - 60_000,
      offsetMs: 60_000,
      receivedAt,
    })
    expect(times).toEqual({
      beganAt: receivedAt - 3 * hourMs,
      endedAt: receivedAt - hourMs,
      isDoubtful: false,
    })
  })

  test.each([-365, 365])('of a clock that is %i days off are corrected and marked', (days) => {
    const offsetMs = -days * dayMs
    const times = visitTimes({
      beganAt: receivedAt - 2 * hourMs - offsetMs,
      endedAt: receivedAt - hourMs - offsetMs,
      offsetMs,
      receivedAt,
    })
    expect(times).toEqual({
      beganAt: receivedAt - 2 * hourMs,
      endedAt: receivedAt - hourMs,
      isDoubtful: true,
    })
  })

  test('that cannot be give way to the arrival, with how long it lasted', () => {
    const endedAt = receivedAt + 365 * dayMs
    expect(visitTimes({ beganAt: endedAt - 2 * hourMs, endedAt, offsetMs: null, receivedAt })).toEqual({
      beganAt: receivedAt - 2 * hourMs,
      endedAt: receivedAt,
      isDoubtful: true,
    })
  })

  test('are never in the future, never backwards and never older than a phone lies in a drawer', () => {
    const moment = fc.integer({ min: 0, max: 4_102_444_800_000 })
    fc.assert(
      fc.property(
        moment,
        moment,
        fc.option(fc.integer({ min: -2e11, max: 2e11 })),
        (beganAt, endedAt, offsetMs) => {
          const times = visitTimes({ beganAt, endedAt, offsetMs, receivedAt })
          expect(times.beganAt).toBeLessThanOrEqual(times.endedAt)
          expect(times.endedAt).toBeLessThanOrEqual(receivedAt + dayMs)
          expect(times.beganAt).toBeGreaterThanOrEqual(receivedAt - 400 * dayMs)
        },
      ),
    )
  })
})

describe('one visit told by two teams', () => {
  const visit = { id: '1', device: 'a', commune: '02647', village: 'Thôn Séo Pờ Hồ', day: '2026-11-25' }

  test('is found whatever the spelling of the village', () => {
    const other = { ...visit, id: '2', device: 'b', village: 'séo pờ  hồ' }
    expect(possibleDoubles([visit, other])).toEqual([[visit, other]])
  })

  test('is none on another day, in another commune or by the same phone', () => {
    expect(
      possibleDoubles([
        visit,
        { ...visit, id: '2', device: 'b', day: '2026-11-26' },
        { ...visit, id: '3', device: 'c', commune: '02650' },
        { ...visit, id: '4' },
      ]),
    ).toEqual([])
  })

  test('a village may be called only what others put before their names', () => {
    expect(villageKey('Bản Thôn')).toBe('thon')
    expect(villageKey('Tổ dân phố 4')).toBe('4')
    expect(villageKey('Làng Mới')).toBe('moi')
    expect(villageKey('Thôn')).toBe('thon')
  })
})
