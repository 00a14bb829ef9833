/** What a screen asks of the gateway about the queue of people, without a session and without a device's signature. */
import * as v from 'valibot'
import type { ProblemCode } from '../../contract/problem.ts'
import {
  type BookingView,
  bookingView,
  type CallFeed,
  callFeed,
  type NewBooking,
  type SlotOffer,
  slotOffer,
  type TicketView,
  ticketView,
} from '../../contract/visitor-queue.ts'
import { apiUrl } from '../../device/api-url.ts'
import { exchangeJson } from '../../device/delivery/transport.ts'
import { type NewsListener, watchNews } from '../live-news.ts'

const timeoutMs = 10_000

export type QueueProblem = 'offline' | 'refused' | (typeof named)[number]
const named = [
  'not-found',
  'queue-off',
  'slot-full',
  'transition-not-allowed',
] as const satisfies readonly ProblemCode[]

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: QueueProblem }

export function readTicket(id: string): Promise<Answer<TicketView>> {
  return ask(`tickets/${encodeURIComponent(id)}`, ticketView)
}

export function giveUpTicket(id: string): Promise<Answer<TicketView>> {
  return ask(`tickets/${encodeURIComponent(id)}`, ticketView, { method: 'DELETE' })
}

export function readCalls(unit: string): Promise<Answer<CallFeed>> {
  return ask(`units/${encodeURIComponent(unit)}/calls`, callFeed)
}

export function readSlots(unit: string): Promise<Answer<SlotOffer>> {
  return ask(`units/${encodeURIComponent(unit)}/slots`, slotOffer)
}

export function bookSlot(unit: string, booking: NewBooking): Promise<Answer<BookingView>> {
  return ask(`units/${encodeURIComponent(unit)}/bookings`, bookingView, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(booking),
  })
}

export function readBooking(id: string): Promise<Answer<BookingView>> {
  return ask(`bookings/${encodeURIComponent(id)}`, bookingView)
}

export function cancelBooking(id: string): Promise<Answer<BookingView>> {
  return ask(`bookings/${encodeURIComponent(id)}`, bookingView, { method: 'DELETE' })
}

/** News of a unit's queue, told once whenever contact begins: a call must not wait for the next one. @returns the way to stop. */
export function subscribeQueue(unit: string, listener: NewsListener): () => void {
  const url = apiUrl(`api/v1/queue/units/${encodeURIComponent(unit)}/live`)
  return watchNews(url, listener, { hasMissed: true })
}

async function ask<Value>(
  path: string,
  schema: v.GenericSchema<unknown, Value>,
  init: RequestInit = {},
): Promise<Answer<Value>> {
  const exchange = await exchangeJson(`api/v1/queue/${path}`, init, timeoutMs, Date.now)
  if (exchange.kind === 'request-refused')
    return { ok: false, problem: named.find((code) => code === exchange.problem) ?? 'refused' }
  if (exchange.kind !== 'answer') return { ok: false, problem: 'offline' }
  const parsed = v.safeParse(schema, exchange.value)
  return parsed.success ? { ok: true, value: parsed.output } : { ok: false, problem: 'offline' }
}
