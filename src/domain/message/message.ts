/** What the desk may tell a citizen who asked for it: state changes and reminders, by day only, nothing personal. */
import type { Stage } from '../dossier/workflow.ts'
import { parseEmail } from '../person/email.ts'
import { parsePhone } from '../person/phone.ts'
import { addDays, type CivilDay } from '../time/civil-day.ts'
import { type Instant, vietnamDay, vietnamInstant, vietnamTime } from '../time/vietnam-time.ts'

export const messageChannels = ['sms', 'zalo', 'email'] as const
export type MessageChannel = (typeof messageChannels)[number]

export const messageKinds = [
  'received',
  'supplement',
  'payment',
  'paid',
  'extended',
  'finished',
  'returned',
  'refused',
  'stopped',
  'remind-supplement',
  'remind-appointment',
] as const
export type MessageKind = (typeof messageKinds)[number]

/** Nobody is woken: from the first minute to before the second, Vietnam. */
const dayTime = { from: '07:00', until: '20:00' } as const

export function isQuiet(at: Instant): boolean {
  const time = vietnamTime(at)
  return time < dayTime.from || time >= dayTime.until
}

/** When it may be sent at the soonest: now, or at seven in the morning. RFC 3339. */
export function sendableFrom(at: Instant): string {
  if (!isQuiet(at)) return new Date(at).toISOString()
  const day = vietnamDay(at)
  return vietnamInstant(vietnamTime(at) < dayTime.from ? day : addDays(day, 1), dayTime.from)
}

/** Which event of a dossier is worth a message; what works inside the desk is not. */
export function messageOf(event: string): MessageKind | null {
  const found = Object.entries(kinds).find(([type]) => type === event)
  return found === undefined ? null : found[1]
}

const kinds: Readonly<Record<string, MessageKind>> = {
  receive: 'received',
  'request-supplement': 'supplement',
  'request-payment': 'payment',
  pay: 'paid',
  extend: 'extended',
  finish: 'finished',
  'hand-over': 'returned',
  refuse: 'refused',
  lapse: 'stopped',
  stop: 'stopped',
}

export interface Reminder {
  readonly kind: 'remind-supplement' | 'remind-appointment'
  /** What it is about: told once. */
  readonly day: CivilDay
}

/** Days before the last day of a supplement. */
const supplementDays = 2

/**
 * What a citizen is to be reminded of on a day: the eve of the promised day, while the dossier is being worked on or its
 * result lies ready; and the end of the time for a supplement.
 */
export function reminderOn(
  dossier: {
    readonly stage: Stage
    readonly dueAt: string | null
    readonly supplementUntil: CivilDay | null
    readonly supplementArrivedAt: string | null
  },
  today: CivilDay,
): Reminder | null {
  const { stage, dueAt, supplementUntil, supplementArrivedAt } = dossier
  if (stage === 'supplement-requested' || stage === 'supplement-in-processing') {
    const isNear =
      supplementUntil !== null &&
      supplementArrivedAt === null &&
      today <= supplementUntil &&
      addDays(today, supplementDays) >= supplementUntil
    return isNear ? { kind: 'remind-supplement', day: supplementUntil } : null
  }
  const isPromised =
    stage === 'received' || stage === 'processing' || stage === 'awaiting-signature' || stage === 'finished'
  if (!isPromised || dueAt === null) return null
  const day = vietnamDay(dueAt)
  return addDays(today, 1) === day ? { kind: 'remind-appointment', day } : null
}

/** Where a message goes, as typed; null for what no message can reach. Fixed lines get none. */
export function parseAddress(channel: MessageChannel, typed: string): string | null {
  if (channel === 'email') {
    const email = parseEmail(typed)
    return email.ok ? email.email : null
  }
  const phone = parsePhone(typed)
  return phone.ok && !phone.phone.startsWith('02') ? phone.phone : null
}

/** For people at the desk to compare with what somebody says, and no more: `09•••••678`, `h•••@example.vn`. */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@')
  if (at > 0) return `${[...address][0] ?? ''}•••${address.slice(at)}`
  return `${address.slice(0, 2)}•••••${address.slice(-3)}`
}
