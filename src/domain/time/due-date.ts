/** When a result is due: reception, cut-off, working days, closing time (rules.md §1.4). */
import { addDays, type CivilDay } from './civil-day.ts'
import { type Instant, msOfTime, msOfVietnamDay, vietnamDay, vietnamInstant } from './vietnam-time.ts'
import { addWorkingDays, type Calendar, workingSessions } from './working-days.ts'

/** As procedures state it (`catalogue/schema.ts`, `timeLimit`). */
export interface TimeLimit {
  readonly value?: number | undefined
  readonly unit: 'working-days' | 'days' | 'hours'
  /** Received after this local time counts from the next working day. */
  readonly cutOff?: string | undefined
  /** Result on the day of reception. */
  readonly sameDay?: boolean | undefined
  /** The limit itself is uncertain: staff must confirm it. */
  readonly confirm?: boolean | undefined
}

/** Why the date is what it is, in the order in which it was found; screens turn the codes into sentences. */
type DueReason =
  | { readonly code: 'received-outside-hours'; readonly countsFrom: CivilDay }
  | { readonly code: 'received-after-cut-off'; readonly cutOff: string; readonly countsFrom: CivilDay }
  | { readonly code: 'same-day' }
  | { readonly code: 'working-days'; readonly count: number }
  | { readonly code: 'calendar-days'; readonly count: number }
  | { readonly code: 'working-hours'; readonly count: number }
  | { readonly code: 'holidays-skipped'; readonly days: readonly CivilDay[] }
  | { readonly code: 'make-up-days-counted'; readonly days: readonly CivilDay[] }
  | { readonly code: 'moved-to-working-day'; readonly from: CivilDay }
  | { readonly code: 'calendar-provisional' }
  | { readonly code: 'limit-to-be-confirmed' }

export type DueDate =
  | {
      readonly ok: true
      /** RFC 3339 in UTC. */
      readonly dueAt: string
      /** Day 0: the day on which the dossier counts as received. */
      readonly startsOn: CivilDay
      readonly reasoning: readonly DueReason[]
      /** The date may be shown as expected but not promised. */
      readonly provisional: boolean
    }
  | { readonly ok: false; readonly problem: 'calendar-missing' | 'no-time-limit' }

const hoursPerWorkingDay = 8
const hourMs = 3_600_000

/**
 * The end of a time limit that starts when the desk receives a dossier. The day of reception is day 0; what
 * comes outside office hours counts as received at the next opening; a limit ends at closing time, and one in
 * calendar days that ends on a day off ends on the next working day (Civil Code 2015, Art. 148(5)).
 */
export function dueDate(input: {
  readonly receivedAt: Instant
  readonly timeLimit: TimeLimit
  readonly calendar: Calendar
}): DueDate {
  const { receivedAt, timeLimit, calendar } = input
  if (timeLimit.value === undefined && timeLimit.sameDay !== true) {
    return { ok: false, problem: 'no-time-limit' }
  }
  const reasoning: DueReason[] = []
  const start = countedReception(receivedAt, timeLimit, calendar, reasoning)
  if (start === undefined) return { ok: false, problem: 'calendar-missing' }
  const end = endOf(start, timeLimit, calendar, reasoning)
  if (end === undefined) return { ok: false, problem: 'calendar-missing' }
  const provisional = start.provisional || end.provisional
  if (provisional) reasoning.push({ code: 'calendar-provisional' })
  if (timeLimit.confirm === true) reasoning.push({ code: 'limit-to-be-confirmed' })
  return {
    ok: true,
    dueAt: vietnamInstant(end.day, end.ms),
    startsOn: start.day,
    reasoning,
    provisional: provisional || timeLimit.confirm === true,
  }
}

/** A moment on a working day, in milliseconds since midnight. */
interface Moment {
  readonly day: CivilDay
  readonly ms: number
  readonly provisional: boolean
}

function countedReception(
  receivedAt: Instant,
  timeLimit: TimeLimit,
  calendar: Calendar,
  reasoning: DueReason[],
): Moment | undefined {
  const day = vietnamDay(receivedAt)
  const ms = msOfVietnamDay(receivedAt)
  const year = calendar.years[day.slice(0, 4)]
  if (year === undefined) return undefined
  const isOver = ms >= closingMs(day, calendar)
  const isEarly = ms < openingMs(day, calendar)
  const opening = isOver || isEarly ? openingFrom(isOver ? addDays(day, 1) : day, calendar) : undefined
  if (isOver || isEarly) {
    if (opening !== undefined && opening.day !== day) {
      reasoning.push({ code: 'received-outside-hours', countsFrom: opening.day })
    }
    return opening
  }
  if (timeLimit.cutOff !== undefined && ms > msOfTime(timeLimit.cutOff)) {
    const next = openingFrom(addDays(day, 1), calendar)
    if (next !== undefined) {
      reasoning.push({ code: 'received-after-cut-off', cutOff: timeLimit.cutOff, countsFrom: next.day })
    }
    return next
  }
  return { day, ms, provisional: year.status === 'provisional' }
}

function endOf(
  start: Moment,
  timeLimit: TimeLimit,
  calendar: Calendar,
  reasoning: DueReason[],
): Moment | undefined {
  const value = timeLimit.value ?? 0
  if (timeLimit.sameDay === true) {
    reasoning.push({ code: 'same-day' })
    return closingOn(start.day, 0, calendar, reasoning)
  }
  if (timeLimit.unit === 'days') {
    reasoning.push({ code: 'calendar-days', count: value })
    const last = addDays(start.day, Math.ceil(value))
    const end = closingOn(last, 0, calendar, reasoning)
    if (end !== undefined && end.day !== last) reasoning.push({ code: 'moved-to-working-day', from: last })
    return end
  }
  if (timeLimit.unit === 'working-days' && Number.isInteger(value)) {
    reasoning.push({ code: 'working-days', count: value })
    return closingOn(start.day, value, calendar, reasoning)
  }
  const hours = timeLimit.unit === 'hours' ? value : value * hoursPerWorkingDay
  reasoning.push({ code: 'working-hours', count: hours })
  return addWorkingHours(start, hours, calendar)
}

function closingOn(
  day: CivilDay,
  count: number,
  calendar: Calendar,
  reasoning: DueReason[],
): Moment | undefined {
  const found = addWorkingDays(day, count, calendar)
  if (!found.ok) return undefined
  if (found.holidays.length > 0) reasoning.push({ code: 'holidays-skipped', days: found.holidays })
  if (found.makeupDays.length > 0) reasoning.push({ code: 'make-up-days-counted', days: found.makeupDays })
  return { day: found.day, ms: closingMs(found.day, calendar), provisional: found.provisional }
}

function openingFrom(day: CivilDay, calendar: Calendar): Moment | undefined {
  const found = addWorkingDays(day, 0, calendar)
  if (!found.ok) return undefined
  return { day: found.day, ms: openingMs(found.day, calendar), provisional: found.provisional }
}

/** Counts only time in which the desk is open, the lunch break left out. */
function addWorkingHours(start: Moment, hours: number, calendar: Calendar): Moment | undefined {
  let leftMs = hours * hourMs
  let { day, ms, provisional } = start
  for (;;) {
    for (const session of workingSessions(day, calendar)) {
      const from = Math.max(ms, msOfTime(session.opens))
      const availableMs = msOfTime(session.closes) - from
      if (availableMs <= 0) continue
      if (leftMs <= availableMs) return { day, ms: from + leftMs, provisional }
      leftMs -= availableMs
    }
    const next = openingFrom(addDays(day, 1), calendar)
    if (next === undefined) return undefined
    day = next.day
    ms = next.ms
    provisional ||= next.provisional
  }
}

/** On a day off both times are 00:00: the day is over before it begins. */
function openingMs(day: CivilDay, calendar: Calendar): number {
  const first = workingSessions(day, calendar)[0]
  return first === undefined ? 0 : msOfTime(first.opens)
}

function closingMs(day: CivilDay, calendar: Calendar): number {
  const last = workingSessions(day, calendar).at(-1)
  return last === undefined ? 0 : msOfTime(last.closes)
}
