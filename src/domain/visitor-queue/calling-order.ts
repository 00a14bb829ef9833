/**
 * In which order people are called. Within those with priority, and within the others, who came first goes first. Of
 * the two, those with priority go first, but after so many of them in a row one of the others does: nobody waits for
 * ever, however many with priority come.
 */

export type Lane = 'priority' | 'regular'

export interface Waiting {
  readonly id: string
  readonly lane: Lane
  /** RFC 3339: when they came, the hour they booked, or the place that a skip left them. */
  readonly orderAt: string
}

export interface Turn {
  /** As the unit has set it; 1 or more. */
  readonly priorityInRow: number
  /** How many with priority have been called since the last of the others. */
  readonly priorityRun: number
}

/** Everybody once, in the order of calling if nobody else comes. */
export function callingOrder<Ticket extends Waiting>(waiting: readonly Ticket[], turn: Turn): Ticket[] {
  const priority = waiting.filter(({ lane }) => lane === 'priority').toSorted(inOrder)
  const regular = waiting.filter(({ lane }) => lane === 'regular').toSorted(inOrder)
  const order: Ticket[] = []
  let run = turn.priorityRun
  for (let left = waiting.length; left > 0; left -= 1) {
    const isTurnOfOthers = regular.length > 0 && (priority.length === 0 || run >= turn.priorityInRow)
    const next = isTurnOfOthers ? regular.shift() : priority.shift()
    if (next === undefined) throw new Error('the two lanes are all who wait')
    run = next.lane === 'priority' ? run + 1 : 0
    order.push(next)
  }
  return order
}

/** @param lanes of those called last, newest first. */
export function priorityRunOf(lanes: readonly Lane[]): number {
  const others = lanes.indexOf('regular')
  return others === -1 ? lanes.length : others
}

/** Who did not come at once lets so many of the lane go first. */
export const placesAfterSkip = 3

/** @param others who wait in the same lane. @returns the new `orderAt`. */
export function orderAfterSkip(orderAt: string, others: readonly Waiting[]): string {
  const before = others.toSorted(inOrder).slice(0, placesAfterSkip).at(-1)
  // Of the same instant, ids decide: a moment later is surely behind.
  return before === undefined || before.orderAt < orderAt
    ? orderAt
    : new Date(Date.parse(before.orderAt) + 1).toISOString()
}

function inOrder(one: Waiting, other: Waiting): number {
  if (one.orderAt !== other.orderAt) return one.orderAt < other.orderAt ? -1 : 1
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0
}
