/** The queue of people: its setting, tickets, calls and bookings, between kiosk, telephone, call screen and desk. */
import * as v from 'valibot'
import { priorityReasons } from '../domain/visitor-queue/queue-setting.ts'
import { ownNumberPattern } from '../domain/visitor-queue/ticket-number.ts'
import { ticketStates } from '../domain/visitor-queue/ticket-states.ts'
import { instant, uuid } from './envelope.ts'

/** Every capital but that of the devices' own series. */
export const groupLetter = v.pipe(v.string(), v.regex(/^[A-JL-Z]$/))
const priorityReason = v.picklist(priorityReasons)
const shortName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))
const day = v.pipe(v.string(), v.isoDate())
const slot = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

function areDifferent(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}

const serviceGroup = v.strictObject({
  letter: groupLetter,
  name: v.strictObject({ vi: shortName, en: shortName }),
})

/** `GET` and `POST /api/desk/visitor-queue/setting` */
export const queueSetting = v.strictObject({
  isOn: v.boolean(),
  groups: v.pipe(
    v.array(serviceGroup),
    v.minLength(1),
    v.maxLength(12),
    v.check((groups) => areDifferent(groups.map(({ letter }) => letter))),
  ),
  priorities: v.pipe(
    v.array(priorityReason),
    v.check((reasons) => areDifferent(reasons)),
  ),
  priorityInRow: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  booking: v.strictObject({
    isOn: v.boolean(),
    daysAhead: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)),
    slotMinutes: v.picklist([15, 30, 60]),
    capacity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
  }),
})

/** What a device keeps of it; it comes with what it fetches anyway (`contract/changes.ts`). */
export const deviceQueue = v.object({
  groups: v.array(v.object({ letter: v.string(), name: v.object({ vi: v.string(), en: v.string() }) })),
  /** Reasons of a newer gateway are left out by whoever does not know them. */
  priorities: v.array(v.string()),
  isBookingOn: v.boolean(),
  /** Of the numbers that the device gives by itself while it cannot reach the gateway. */
  series: v.pipe(v.number(), v.integer(), v.minValue(1)),
})
export type DeviceQueue = v.InferOutput<typeof deviceQueue>

/**
 * `POST /api/v1/queue/tickets/:id?group=A&priority=elderly`, or `?booking=12345` (its code, or three digits), signed as
 * `GET /api/v1/changes` is. The id is made by the device: asking twice gives one ticket. Whoever knows it sees the
 * ticket's place, so it is the secret in the QR code.
 */
export const ticketQuery = v.strictObject({
  group: v.exactOptional(groupLetter),
  priority: v.exactOptional(priorityReason),
  booking: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{3,6}$/))),
})

/** The same as devices hear it, with room for a newer gateway's states. */
export const ticketView = v.object({
  /** Code of the unit, for its news. */
  unit: v.string(),
  unitName: v.string(),
  number: v.string(),
  group: v.object({ vi: v.string(), en: v.string() }),
  isPriority: v.boolean(),
  /** `over`: of a day that is over. */
  state: v.picklist([...ticketStates, 'over']),
  takenAt: v.string(),
  /** Name of the counter where it was called; null before. */
  counter: v.nullable(v.string()),
  calledAt: v.nullable(v.string()),
  /** People who are called before; null unless it waits. */
  ahead: v.nullable(v.number()),
  /** Minutes; null where nothing honest can be said. */
  wait: v.nullable(v.object({ fromMinutes: v.number(), untilMinutes: v.number() })),
})
export type TicketView = v.InferOutput<typeof ticketView>

/** Inside an envelope of the kind `ticket`: a number that the device gave by itself. */
export const ticketPayload = v.strictObject({
  id: uuid,
  number: v.pipe(v.string(), v.regex(ownNumberPattern)),
  group: groupLetter,
  priority: v.nullable(priorityReason),
  /** By the gateway's clock, as the device last knew it. */
  takenAt: instant,
})
export type TicketPayload = v.InferOutput<typeof ticketPayload>

/** `GET /api/v1/queue/units/:unit/calls`: for the screen in the waiting room. */
export const callFeed = v.object({
  unitName: v.string(),
  now: v.string(),
  /** Newest first, a dozen at most, of today. */
  calls: v.array(
    v.object({
      number: v.string(),
      counter: v.string(),
      calledAt: v.string(),
      /** How often it was called: a recall is spoken again. */
      times: v.number(),
      /** The person has not come yet. */
      isOpen: v.boolean(),
    }),
  ),
  waiting: v.number(),
})
export type CallFeed = v.InferOutput<typeof callFeed>

/** `GET /api/v1/queue/units/:unit/slots` */
export const slotOffer = v.object({
  unitName: v.string(),
  groups: deviceQueue.entries.groups,
  days: v.array(
    v.object({ day: v.string(), slots: v.array(v.object({ slot: v.string(), left: v.number() })) }),
  ),
})
export type SlotOffer = v.InferOutput<typeof slotOffer>

/** `POST /api/v1/queue/units/:unit/bookings`; no name is asked for. The id is made by the browser. */
export const newBooking = v.strictObject({
  id: uuid,
  group: groupLetter,
  day,
  slot,
  /** The last three digits of a telephone, for who would lose the code. */
  phoneDigits: v.nullable(v.pipe(v.string(), v.regex(/^\d{3}$/))),
})
export type NewBooking = v.InferOutput<typeof newBooking>

/** `GET /api/v1/queue/bookings/:id`; the id is the secret. `DELETE` gives the place to others. */
export const bookingView = v.object({
  unitName: v.string(),
  code: v.string(),
  group: v.object({ vi: v.string(), en: v.string() }),
  day: v.string(),
  slot: v.string(),
  state: v.picklist(['booked', 'arrived', 'cancelled']),
})
export type BookingView = v.InferOutput<typeof bookingView>

const deskTicket = v.object({
  id: v.string(),
  number: v.string(),
  letter: v.string(),
  state: v.picklist(ticketStates),
  priority: v.nullable(priorityReason),
  /** `HH:MM` when it was booked and kept. */
  bookedFor: v.nullable(v.string()),
  takenAt: v.string(),
  calledAt: v.nullable(v.string()),
  /** How often it was called. */
  times: v.number(),
  /** Id of the counter where it is, or that it was sent to. */
  counter: v.nullable(v.string()),
  /** Counts its changes: an event names the one that was seen. */
  revision: v.number(),
})
export type DeskTicket = v.InferOutput<typeof deskTicket>

const counter = v.object({
  id: v.string(),
  name: v.string(),
  groups: v.array(v.string()),
  /** Username and name of who sits there. */
  officer: v.nullable(v.object({ username: v.string(), name: v.string() })),
  /** Number that is called or served there. */
  number: v.nullable(v.string()),
})
export type QueueCounter = v.InferOutput<typeof counter>

/** `GET /api/desk/visitor-queue`: everything an officer calls by; every other queue answer of the desk is this, too. */
export const queuePanel = v.object({
  unit: v.string(),
  setting: queueSetting,
  counters: v.array(counter),
  /** Id of the counter where the officer sits. */
  ownCounter: v.nullable(v.string()),
  /** Called or served there. */
  current: v.nullable(deskTicket),
  /** In the order of calling at the own counter; without one, of all. */
  waiting: v.array(deskTicket),
  /** Of today, newest first. */
  missed: v.array(deskTicket),
  servedToday: v.number(),
})
export type QueuePanel = v.InferOutput<typeof queuePanel>

/** `POST /api/desk/visitor-queue/counters/:id/seat` */
export const seatChange = v.strictObject({ isSeated: v.boolean() })

/**
 * `POST /api/desk/visitor-queue/next`: who is being served is done, and the next is called.
 * `seen`: id of the ticket at the counter, null for none; `queue-changed` when it is another by now, so that a button
 * pressed twice, or again after a power cut, calls nobody away.
 */
export const nextCall = v.strictObject({ seen: v.nullable(uuid) })

/** `POST /api/desk/visitor-queue/tickets/:id/events` */
export const ticketAction = v.intersect([
  v.object({ revision: v.pipe(v.number(), v.integer()) }),
  v.variant('type', [
    v.object({ type: v.picklist(['call', 'start', 'finish', 'skip', 'miss', 'cancel']) }),
    v.object({
      type: v.literal('transfer'),
      group: groupLetter,
      /** Id; null for whichever is free first. */
      counter: v.nullable(uuid),
    }),
  ]),
])
export type TicketAction = v.InferOutput<typeof ticketAction>

/** `POST /api/desk/visitor-queue/counters` and `…/counters/:id` */
export const counterChange = v.strictObject({
  name: shortName,
  groups: v.pipe(
    v.array(groupLetter),
    v.minLength(1),
    v.check((letters) => areDifferent(letters)),
  ),
})
export type CounterChange = v.InferOutput<typeof counterChange>

/** `GET /api/desk/visitor-queue/bookings?day=YYYY-MM-DD` */
export const bookingQuery = v.object({ day })
export const bookingList = v.object({
  bookings: v.array(
    v.object({
      code: v.string(),
      letter: v.string(),
      slot: v.string(),
      phoneDigits: v.nullable(v.string()),
      state: bookingView.entries.state,
    }),
  ),
})
export type BookingList = v.InferOutput<typeof bookingList>

/** `GET /api/desk/visitor-queue/statistics?from=…&until=…`: days of Vietnam, both included, 92 at most. */
export const statisticsQuery = v.object({ from: day, until: day })

const spread = v.object({
  /** How many were measured. */
  sample: v.number(),
  /** Minutes; null without any. */
  median: v.nullable(v.number()),
  /** Minutes that 90 of 100 did not pass. */
  ninety: v.nullable(v.number()),
})
export type Spread = v.InferOutput<typeof spread>

export const queueStatistics = v.object({
  total: v.object({ taken: v.number(), waiting: spread, serving: spread }),
  /** By the hour in which the ticket was taken; hours without any are left out. */
  hours: v.array(v.object({ hour: v.number(), taken: v.number(), waiting: spread, serving: spread })),
  missed: v.number(),
  cancelled: v.number(),
  /** Never called although the day is over. */
  leftWaiting: v.number(),
})
export type QueueStatistics = v.InferOutput<typeof queueStatistics>
