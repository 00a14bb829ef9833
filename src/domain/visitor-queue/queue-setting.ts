/** How a unit runs its queue of people: what one can come for, who goes first, which hours can be booked. */
import type { LocalizedText } from '../text/localized.ts'

/**
 * For whom a unit may let others wait. No document gives the list for one-stop desks: each unit sets its own, and
 * what is asked at the kiosk is only that list.
 */
export const priorityReasons = ['elderly', 'pregnant', 'disabled', 'small-child', 'far'] as const
export type PriorityReason = (typeof priorityReasons)[number]

/** The letter of numbers that devices give by themselves: no service group has it. */
export const ownSeriesLetter = 'K'

export interface ServiceGroup {
  /** One capital letter: it names the group, and its numbers begin with it. */
  readonly letter: string
  readonly name: LocalizedText
}

export interface BookingSetting {
  readonly isOn: boolean
  /** How many days ahead, today included. */
  readonly daysAhead: number
  readonly slotMinutes: 15 | 30 | 60
  /** Bookings that one slot takes. */
  readonly capacity: number
}

export interface QueueSetting {
  readonly isOn: boolean
  readonly groups: readonly ServiceGroup[]
  readonly priorities: readonly PriorityReason[]
  /** So many with priority are called in a row while others wait; then it is the turn of one of those. */
  readonly priorityInRow: number
  readonly booking: BookingSetting
}
