/** The desk's side of `api/desk/visitor-queue`. */
import {
  type BookingList,
  bookingList,
  type CounterChange,
  type QueuePanel,
  type QueueStatistics,
  queuePanel,
  queueStatistics,
  type TicketAction,
} from '../../../contract/visitor-queue.ts'
import type { QueueSetting } from '../../../domain/visitor-queue/queue-setting.ts'
import { type Answer, ask } from '../desk-client.ts'

type PanelAnswer = Promise<Answer<QueuePanel>>

export function readPanel(): PanelAnswer {
  return ask('visitor-queue', queuePanel)
}

export function takeSeat(counter: string, isSeated: boolean): PanelAnswer {
  return post(`counters/${encodeURIComponent(counter)}/seat`, { isSeated })
}

/** @param seen id of the ticket at the counter, null for none: `queue-changed` when it is another. */
export function callNext(seen: string | null): PanelAnswer {
  return post('next', { seen })
}

export function actOnTicket(id: string, action: TicketAction): PanelAnswer {
  return post(`tickets/${encodeURIComponent(id)}/events`, action)
}

export function saveSetting(setting: QueueSetting): PanelAnswer {
  return post('setting', setting)
}

/** @param id null for a new one. */
export function saveCounter(id: string | null, counter: CounterChange): PanelAnswer {
  return post(id === null ? 'counters' : `counters/${encodeURIComponent(id)}`, counter)
}

export function removeCounter(id: string): PanelAnswer {
  return ask(`visitor-queue/counters/${encodeURIComponent(id)}`, queuePanel, { method: 'DELETE' })
}

export function readBookings(day: string): Promise<Answer<BookingList>> {
  return ask(`visitor-queue/bookings?${new URLSearchParams({ day })}`, bookingList)
}

export function readStatistics(from: string, until: string): Promise<Answer<QueueStatistics>> {
  return ask(`visitor-queue/statistics?${new URLSearchParams({ from, until })}`, queueStatistics)
}

function post(path: string, body: unknown): PanelAnswer {
  return ask(`visitor-queue/${path}`, queuePanel, { method: 'POST', body })
}
