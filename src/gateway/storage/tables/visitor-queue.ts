/** Tables of the queue of people. Nothing in them names a person. */
import type { PriorityReason } from '../../../domain/visitor-queue/queue-setting.ts'
import type { TicketState } from '../../../domain/visitor-queue/ticket-states.ts'

/** One row a unit; whoever gives a number, calls or books holds its lock. */
interface VisitorQueueTable {
  readonly unit: string
  /** JSON of `contract/visitor-queue.ts`. */
  readonly setting: string
  readonly changed_at: string
  readonly changed_by: string
}

/** The last number of a letter that a unit has given on a day. */
interface VisitorNumberTable {
  readonly unit: string
  readonly day: string
  readonly letter: string
  readonly value: number
}

/** The series of numbers that a device gives by itself. */
interface VisitorSeriesTable {
  readonly device: string
  readonly unit: string
  readonly series: number
}

export interface VisitorCounterTable {
  readonly id: string
  readonly unit: string
  readonly name: string
  /** Their letters, in one text. */
  readonly letters: string
  /** User name of who sits there. */
  readonly officer: string | null
  readonly created_at: string
  /** Tickets of before still name it. */
  readonly removed_at: string | null
}

export interface VisitorTicketTable {
  readonly id: string
  readonly unit: string
  /** The day in Vietnam for which the number counts. */
  readonly day: string
  readonly number: string
  readonly letter: string
  readonly priority: PriorityReason | null
  /** `HH:MM` of a booking that was kept. */
  readonly booked_for: string | null
  readonly state: TicketState
  readonly order_at: string
  readonly taken_at: string
  /** Hour in Vietnam of `taken_at`, for statistics. */
  readonly hour: number
  readonly first_called_at: string | null
  readonly called_at: string | null
  readonly times_called: number
  /** Where it is or was called; of one that waits, the only counter that may call it. */
  readonly counter: string | null
  readonly serving_at: string | null
  readonly ended_at: string | null
  /** From taking to the first call. */
  readonly waited_minutes: number | null
  /** At all counters together. */
  readonly served_minutes: number | null
  readonly revision: number
}

export interface VisitorBookingTable {
  readonly id: string
  readonly unit: string
  readonly day: string
  /** `HH:MM` */
  readonly slot: string
  readonly letter: string
  readonly code: string
  readonly phone_digits: string | null
  readonly state: 'booked' | 'arrived' | 'cancelled'
  readonly booked_at: string
}

export interface VisitorTables {
  visitor_queues: VisitorQueueTable
  visitor_numbers: VisitorNumberTable
  visitor_series: VisitorSeriesTable
  visitor_counters: VisitorCounterTable
  visitor_tickets: VisitorTicketTable
  visitor_bookings: VisitorBookingTable
}
