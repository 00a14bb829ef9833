/** What can become of a ticket: state × event → state. What is not in the table cannot be. */

export const ticketStates = ['waiting', 'called', 'serving', 'served', 'no-show', 'cancelled'] as const
export type TicketState = (typeof ticketStates)[number]

/**
 * `call` is also the recall of somebody who did not hear it, or comes back late; `skip` lets a few others go first;
 * `transfer` makes the ticket wait for another group or counter, with its number and its place.
 */
export const ticketEvents = ['call', 'start', 'finish', 'skip', 'miss', 'transfer', 'cancel'] as const
export type TicketEvent = (typeof ticketEvents)[number]

const table = {
  waiting: { call: 'called', transfer: 'waiting', cancel: 'cancelled' },
  called: {
    call: 'called',
    start: 'serving',
    skip: 'waiting',
    miss: 'no-show',
    transfer: 'waiting',
    cancel: 'cancelled',
  },
  serving: { finish: 'served', transfer: 'waiting' },
  served: {},
  'no-show': { call: 'called' },
  cancelled: {},
} as const satisfies Record<TicketState, Partial<Record<TicketEvent, TicketState>>>

/** @returns null when it cannot be. */
export function nextTicketState(state: TicketState, event: TicketEvent): TicketState | null {
  const row: Partial<Record<TicketEvent, TicketState>> = table[state]
  return row[event] ?? null
}

/** At a counter: it is called or served there and nowhere else. */
export function isAtCounter(state: TicketState): boolean {
  return state === 'called' || state === 'serving'
}
