/** Time, fee and papers in words, in any language: on the screen, on paper and in the code for the phone. */
import type { TFunction } from 'i18next'
import { vietnamCalendar } from '../../../catalogue/calendar.ts'
import type { Component } from '../../../catalogue/schema.ts'
import type { Fee, FeeRule } from '../../../domain/guidance/fee.ts'
import {
  limitWording,
  type StatedLimit,
  type TimeLimitOfCase,
  timeLimitOf,
} from '../../../domain/guidance/time-limit.ts'
import { type DueDate, dueDate } from '../../../domain/time/due-date.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { vietnamDay, vietnamTime } from '../../../domain/time/vietnam-time.ts'
import type { Guidance } from './use-guidance.ts'

export interface Words {
  readonly t: TFunction<'guide'>
  readonly language: 'vi' | 'en'
}

type KnownDue = Extract<DueDate, { ok: true }>

export function limitText({ t, language }: Words, limit: StatedLimit): string {
  const wording = limitWording(limit)
  if (!('count' in wording)) return t(`time.${wording.kind}`)
  const { kind, count } = wording
  return t(`time.${kind}`, { count, number: count.toLocaleString(language) })
}

/** Several limits that may hold, the usual one first: `the same day or 3 working days`. */
export function limitsText(words: Words, limits: readonly StatedLimit[]): string {
  const texts = new Set(limits.map((limit) => limitText(words, limit)).reverse())
  return [...texts]
    .map((text, at) => (at === 0 ? text : text.charAt(0).toLowerCase() + text.slice(1)))
    .join(words.t('time.or'))
}

/** With what is known of the communes here: where that is not certain, the limit is not either. */
export function limitOf({ procedure, cases, answers, today, mountain }: Guidance): TimeLimitOfCase {
  const isMountainCommune = mountain !== 'other'
  const found = timeLimitOf(procedure.timeLimit, { cases, answers, today, isMountainCommune })
  if (found.kind === 'depends' || found.extension === undefined || mountain === 'mountain') return found
  return { ...found, limit: { ...found.limit, confirm: true } }
}

/** When the result is due if the desk receives the papers now. */
export function dueNow({ now }: Guidance, timeLimit: StatedLimit): KnownDue | undefined {
  const due = dueDate({ receivedAt: now, timeLimit, calendar: vietnamCalendar })
  return due.ok ? due : undefined
}

/** `If you file today, the result is expected on 03/12/2026.` Hours and half days also have a time. */
export function dueText({ t }: Words, due: KnownDue): string {
  const isTimed = due.reasoning.some(({ code }) => code === 'working-hours')
  const day = formatPartialDate(vietnamDay(due.dueAt))
  return isTimed ? t('due.at', { day, time: vietnamTime(due.dueAt) }) : t('due.on', { day })
}

/** Why it is that day, in the order in which it was counted. */
export function reasonText({ t }: Words, { reasoning }: KnownDue): string {
  const short = (day: string) => formatPartialDate(day.slice(5))
  const shortDays = (days: readonly string[]) => days.map(short).join(', ')
  const holidays = reasoning.flatMap((reason) => (reason.code === 'holidays-skipped' ? reason.days : []))
  const sentences = reasoning.flatMap((reason) => {
    switch (reason.code) {
      case 'received-outside-hours':
        return [t('reason.outsideHours', { day: short(reason.countsFrom) })]
      case 'received-after-cut-off':
        return [t('reason.afterCutOff', { time: reason.cutOff, day: short(reason.countsFrom) })]
      case 'working-days':
        if (reason.count === 0) return []
        return [
          holidays.length === 0
            ? t('reason.workingDays', { count: reason.count })
            : t('reason.workingDaysHolidays', { count: reason.count, days: shortDays(holidays) }),
        ]
      case 'calendar-days':
        return [t('reason.calendarDays', { count: reason.count })]
      case 'working-hours':
        return [t('reason.workingHours', { count: reason.count })]
      case 'make-up-days-counted':
        return [t('reason.makeUpDays', { days: shortDays(reason.days) })]
      case 'moved-to-working-day':
        return [t('reason.moved', { day: short(reason.from) })]
      case 'calendar-provisional':
        return [t('reason.provisional')]
      default:
        // Said with the working days, by the limit itself, or beside it.
        return []
    }
  })
  return sentences.join(' ')
}

/** `20.000 đồng`, `free`, a range where it depends, or who knows it. */
export function feeText(words: Words, fee: Fee): string {
  const { t } = words
  if (fee.kind === 'known') return amountText(words, fee.amountVnd, fee.per)
  if (fee.kind === 'unknown') return t(fee.setBy === 'province' ? 'fee.province' : 'fee.unknown')
  const known = fee.rules.filter(hasAmount).sort((a, b) => a.amountVnd - b.amountVnd)
  const [least, most] = [known[0], known.at(-1)]
  if (least === undefined || most === undefined) return t('fee.depends')
  const [from, to] = [least, most].map(({ amountVnd, per }) => amountText(words, amountVnd, per ?? 'case'))
  if (known.length < fee.rules.length) {
    return least.amountVnd === 0 ? t('fee.dependsMayBeFree') : t('fee.dependsFrom', { from })
  }
  if (least.amountVnd === 0) return t('fee.dependsFreeOr', { to })
  return t('fee.dependsBetween', { from, to })
}

function hasAmount(rule: FeeRule): rule is FeeRule & { readonly amountVnd: number } {
  return rule.amountVnd !== undefined
}

function amountText({ t, language }: Words, amountVnd: number, per: NonNullable<FeeRule['per']>): string {
  if (amountVnd === 0) return t('fee.free')
  return t(`fee.per.${per}`, { amount: amountVnd.toLocaleString(language) })
}

/** `1 original, 2 copies`; empty where the record counts none. */
export function countText({ t }: Words, { originals, copies }: Component): string {
  return [
    originals > 0 ? t('papers.originals', { count: originals }) : '',
    copies > 0 ? t('papers.copies', { count: copies }) : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}
