import { expect, test } from 'vitest'
import {
  isAtCounter,
  nextTicketState,
  ticketEvents,
  ticketStates,
} from '../../../src/domain/visitor-queue/ticket-states.ts'

const possible: Readonly<Record<string, string>> = {
  'waiting call': 'called',
  'waiting transfer': 'waiting',
  'waiting cancel': 'cancelled',
  'called call': 'called',
  'called start': 'serving',
  'called skip': 'waiting',
  'called miss': 'no-show',
  'called transfer': 'waiting',
  'called cancel': 'cancelled',
  'serving finish': 'served',
  'serving transfer': 'waiting',
  'no-show call': 'called',
}

test.each(ticketStates)('from %s only what makes sense is possible', (state) => {
  for (const event of ticketEvents)
    expect(nextTicketState(state, event), event).toBe(possible[`${state} ${event}`] ?? null)
})

test('every ticket can still come to an end', () => {
  for (const state of ticketStates) {
    const reached = new Set([state])
    for (const each of reached)
      for (const event of ticketEvents) reached.add(nextTicketState(each, event) ?? each)
    expect(['served', 'cancelled'].some((end) => reached.has(end as typeof state))).toBe(true)
  }
})

test('only who was called is at a counter', () => {
  expect(ticketStates.filter(isAtCounter)).toEqual(['called', 'serving'])
})
