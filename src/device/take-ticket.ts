/**
 * Taking a number. The gateway gives it, also where only the local network is left; when the gateway cannot be reached
 * the device gives one of its own series, which no other gives, and delivers it later.
 */
import * as v from 'valibot'
import { type TicketView, ticketView } from '../contract/visitor-queue.ts'
import type { LocalizedText } from '../domain/text/localized.ts'
import { vietnamDay } from '../domain/time/vietnam-time.ts'
import { type PriorityReason, priorityReasons } from '../domain/visitor-queue/queue-setting.ts'
import { ownTicketNumber } from '../domain/visitor-queue/ticket-number.ts'
import { requestBytes } from '../vault/envelope.ts'
import { sign } from '../vault/signature.ts'
import { type DeviceRow, database } from './database.ts'
import { exchangeJson } from './delivery/transport.ts'
import { readDeviceRow } from './identity.ts'
import { queueRecord, type RecordQueued } from './records.ts'
import { attempt } from './storage-state.ts'
import { readVisitorQueue } from './visitor-queue.ts'

/** Longer nobody stands before a machine that does nothing; the gateway is in the same building. */
const timeoutMs = 6000

export type TicketWish =
  | { readonly letter: string; readonly priority: PriorityReason | null }
  /** The code of a booking, or three digits of a telephone. */
  | { readonly booking: string }

export interface Ticket {
  /** The secret in its QR code. */
  readonly id: string
  readonly number: string
  readonly group: LocalizedText
  readonly isPriority: boolean
  /** As the gateway sees it; null for one of this device's own. */
  readonly view: TicketView | null
}

export type Taken =
  | { readonly ok: true; readonly ticket: Ticket }
  | {
      readonly ok: false
      readonly problem:
        | 'offline'
        | 'queue-off'
        | 'booking-unknown'
        | 'refused'
        | Extract<RecordQueued, { ok: false }>['problem']
    }

/** @param id kept by whoever asks for the same again: an answer that was lost on the way is then given once more. */
export async function takeTicket(
  wish: TicketWish,
  now: Date,
  id: string = crypto.randomUUID(),
): Promise<Taken> {
  const device = await attempt(readDeviceRow)
  if (!device.ok) return device
  if (device.value === undefined) return { ok: false, problem: 'not-enrolled' }
  const asked = await ask(device.value, id, wish, now)
  if (asked !== null) return asked
  // Which hour was booked only the gateway knows.
  if ('booking' in wish) return { ok: false, problem: 'offline' }
  return giveOwn(device.value, id, wish, now)
}

/** Null when the gateway does not answer. */
async function ask(device: DeviceRow, id: string, wish: TicketWish, now: Date): Promise<Taken | null> {
  const query = new URLSearchParams(
    'booking' in wish
      ? { booking: wish.booking }
      : { group: wish.letter, ...(wish.priority === null ? {} : { priority: wish.priority }) },
  )
  const path = `api/v1/queue/tickets/${id}?${query}`
  const created = now.toISOString()
  const signature = await sign(device.signingKey, requestBytes('POST', `/${path}`, created))
  const authorization = `Motcua device="${device.id}", created="${created}", signature="${signature}"`
  const exchange = await exchangeJson(path, { method: 'POST', headers: { authorization } }, timeoutMs, () =>
    now.getTime(),
  )
  if (exchange.kind === 'request-refused') {
    const { problem } = exchange
    const isNamed = problem === 'queue-off' || problem === 'booking-unknown'
    return { ok: false, problem: isNamed ? problem : 'refused' }
  }
  if (exchange.kind !== 'answer') return null
  const view = v.safeParse(ticketView, exchange.value)
  if (!view.success) return null
  const { number, group, isPriority } = view.output
  return { ok: true, ticket: { id, number, group, isPriority, view: view.output } }
}

async function giveOwn(
  device: DeviceRow,
  id: string,
  { letter, priority }: Extract<TicketWish, { letter: string }>,
  now: Date,
): Promise<Taken> {
  // By the gateway's clock, as far as it is known: at midnight both must begin anew together.
  const at = new Date(now.getTime() + (device.clockOffsetMs ?? 0)).toISOString()
  const day = vietnamDay(at)
  const numbered = await attempt(() =>
    database.transaction('rw', database.settings, async () => {
      const setting = await readVisitorQueue()
      if (setting.queue === null) return null
      // A clock that is set back goes on counting: no number of a day comes twice.
      const isNewDay = day > setting.ownDay
      const ownValue = isNewDay ? 1 : setting.ownValue + 1
      await database.settings.put({ ...setting, ownDay: isNewDay ? day : setting.ownDay, ownValue })
      const group = setting.queue.groups.find((each) => each.letter === letter)
      return { number: ownTicketNumber(setting.queue.series, ownValue), group: group?.name }
    }),
  )
  if (!numbered.ok) return numbered
  if (numbered.value?.group === undefined) return { ok: false, problem: 'queue-off' }
  const { number, group } = numbered.value
  const queued = await queueRecord({
    kind: 'ticket',
    payload: { id, number, group: letter, priority, takenAt: at },
    now,
  })
  if (!queued.ok) return queued
  return { ok: true, ticket: { id, number, group, isPriority: priority !== null, view: null } }
}

/** Those that this version knows, in the unit's order. */
export function knownReasons(reasons: readonly string[]): readonly PriorityReason[] {
  return reasons.flatMap((reason) => priorityReasons.filter((known) => known === reason))
}
