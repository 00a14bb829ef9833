import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  callingOrder,
  orderAfterSkip,
  placesAfterSkip,
  priorityRunOf,
  type Waiting,
} from '../../../src/domain/visitor-queue/calling-order.ts'

const start = Date.parse('2026-11-26T01:00:00.000Z')
const someone = fc.record({
  lane: fc.constantFrom('priority', 'regular'),
  minute: fc.integer({ min: 0, max: 90 }),
})
const waitingRoom = fc.array(someone, { maxLength: 40 }).map((people) =>
  people.map(
    ({ lane, minute }, index): Waiting => ({
      id: `t${String(index).padStart(2, '0')}`,
      lane: lane === 'priority' ? 'priority' : 'regular',
      orderAt: new Date(start + minute * 60_000).toISOString(),
    }),
  ),
)
const turn = fc.record({
  priorityInRow: fc.integer({ min: 1, max: 3 }),
  priorityRun: fc.integer({ min: 0, max: 5 }),
})

describe('the order of calling', () => {
  test('names everybody who waits, once, and nobody else', () => {
    fc.assert(
      fc.property(waitingRoom, turn, (waiting, when) => {
        const order = callingOrder(waiting, when)
        expect(order.map(({ id }) => id).toSorted()).toEqual(waiting.map(({ id }) => id).toSorted())
      }),
    )
  })

  test('keeps who came first before who came later, among those with priority and among the others', () => {
    fc.assert(
      fc.property(waitingRoom, turn, (waiting, when) => {
        for (const lane of ['priority', 'regular'] as const) {
          const times = callingOrder(waiting, when)
            .filter((ticket) => ticket.lane === lane)
            .map(({ orderAt }) => orderAt)
          expect(times).toEqual(times.toSorted())
        }
      }),
    )
  })

  test('never calls more with priority in a row than the unit allows while somebody else waits', () => {
    fc.assert(
      fc.property(waitingRoom, turn, (waiting, when) => {
        let run = when.priorityRun
        let others = waiting.filter(({ lane }) => lane === 'regular').length
        for (const { lane } of callingOrder(waiting, when)) {
          if (lane === 'regular') others -= 1
          run = lane === 'regular' ? 0 : run + 1
          if (others > 0) expect(run).toBeLessThanOrEqual(Math.max(when.priorityInRow, when.priorityRun))
        }
      }),
    )
  })

  test('lets at most one other go before the first with priority', () => {
    fc.assert(
      fc.property(waitingRoom, turn, (waiting, when) => {
        const first = callingOrder(waiting, when).findIndex(({ lane }) => lane === 'priority')
        expect(first).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('is the same whatever order the database gives', () => {
    fc.assert(
      fc.property(waitingRoom, turn, (waiting, when) => {
        expect(callingOrder(waiting.toReversed(), when)).toEqual(callingOrder(waiting, when))
      }),
    )
  })

  test('does not end for somebody who waits while ever more with priority come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 20 }), (priorityInRow, ahead) => {
        const at = (minute: number) => new Date(start + minute * 60_000).toISOString()
        const waiting: Waiting[] = Array.from({ length: ahead + 1 }, (_, index) => ({
          id: `r${index}`,
          lane: 'regular' as const,
          orderAt: at(index),
        }))
        let priorityRun = 0
        for (let call = 1; ; call += 1) {
          waiting.push({ id: `p${call}`, lane: 'priority', orderAt: at(call) })
          const next = callingOrder(waiting, { priorityInRow, priorityRun })[0]
          if (next?.id === `r${ahead}`) {
            expect(call).toBe((ahead + 1) * (priorityInRow + 1))
            return
          }
          priorityRun = next?.lane === 'priority' ? priorityRun + 1 : 0
          waiting.splice(
            waiting.findIndex(({ id }) => id === next?.id),
            1,
          )
        }
      }),
    )
  })
})

test('a run of priority is counted back to the last of the others', () => {
  expect(priorityRunOf([])).toBe(0)
  expect(priorityRunOf(['priority', 'priority'])).toBe(2)
  expect(priorityRunOf(['priority', 'regular', 'priority'])).toBe(1)
  expect(priorityRunOf(['regular', 'priority'])).toBe(0)
})

test('who is skipped waits behind a few of the lane and before all the rest', () => {
  fc.assert(
    fc.property(waitingRoom, (room) => {
      const others = room.filter(({ lane }) => lane === 'regular')
      const skipped: Waiting = {
        id: 'skipped',
        lane: 'regular',
        orderAt: orderAfterSkip(new Date(start).toISOString(), others),
      }
      const order = callingOrder([...others, skipped], { priorityInRow: 1, priorityRun: 0 })
      const place = order.findIndex(({ id }) => id === 'skipped')
      expect(place).toBeGreaterThanOrEqual(Math.min(placesAfterSkip, others.length))
      const behind = others.filter(({ orderAt }) => orderAt > skipped.orderAt).length
      expect(order.length - 1 - place).toBe(behind)
    }),
  )
})
