import { useState } from 'react'
import { vietnamCalendar } from '../../../catalogue/calendar.ts'
import {
  loadProvincialRules,
  mountainStatusOf,
  provincialFeesOf,
} from '../../../catalogue/provincial-rules.ts'
import type { Procedure } from '../../../catalogue/schema.ts'
import {
  askedCases,
  type CaseAnswers,
  type CaseQuestion,
  countedAnswers,
} from '../../../domain/guidance/cases.ts'
import {
  type CitizenDeadlineState,
  citizenDeadline,
  onTimeCase,
} from '../../../domain/guidance/citizen-deadline.ts'
import {
  type Channel,
  channelCase,
  type ExemptionGround,
  type FeeRules,
  withProvincialFees,
} from '../../../domain/guidance/fee.ts'
import type { CivilDay } from '../../../domain/time/civil-day.ts'
import { parseWrittenDate } from '../../../domain/time/partial-date.ts'
import { vietnamDay } from '../../../domain/time/vietnam-time.ts'
import { useDevice } from '../../session/device-state.ts'
import type { Said } from '../../session/session-context.ts'
import { useLoaded } from './use-catalogue.ts'

/** A procedure as it is for one person, here and today. */
export interface Guidance {
  readonly procedure: Procedure
  readonly cases: readonly CaseQuestion[]
  /** Questions to ask now, answered or not. */
  readonly asked: readonly CaseQuestion[]
  /** Those that count. */
  readonly answers: CaseAnswers
  readonly grounds: readonly ExemptionGround[]
  /** Ways of filing that are open, or the one that the person has named. */
  readonly channels: readonly Channel[]
  /** National rules, and those of the device's province. */
  readonly fee: FeeRules
  readonly mountain: 'mountain' | 'unconfirmed' | 'other'
  /** Of the gateway's clock where it is known: milliseconds since the epoch. */
  readonly now: number
  /** In Vietnam. */
  readonly today: CivilDay
  /** Undefined until the person has given a whole date. */
  readonly deadline: CitizenDeadlineState | undefined
}

export function useGuidance(procedure: Procedure, said: Said): Guidance {
  const device = useDevice()
  const province = device?.unit.province
  const { loaded } = useLoaded(
    async () => (province === undefined ? undefined : await loadProvincialRules(province)),
    province ?? '',
  )
  const [openedAt] = useState(() => Date.now())
  const now = openedAt + (device?.clockOffsetMs ?? 0)
  const today = vietnamDay(now)
  // Before they are here, and when they do not arrive, the national rules show.
  const rules = typeof loaded === 'string' ? undefined : loaded
  const cases = procedure.cases ?? []
  const deadline = deadlineOf(procedure, said.event, today)
  const given =
    deadline?.ok === true && cases.some(({ id }) => id === onTimeCase.id)
      ? { ...said.cases, [onTimeCase.id]: deadline.isLate ? onTimeCase.late : onTimeCase.inTime }
      : said.cases
  const answers = countedAnswers(cases, given, today)
  const named = procedure.channels.filter((channel) => channel === answers[channelCase])
  return {
    procedure,
    cases,
    asked: askedCases(cases, answers, today),
    answers,
    grounds: said.grounds,
    channels: named.length > 0 ? named : procedure.channels.length > 0 ? procedure.channels : ['in-person'],
    fee: withProvincialFees(procedure.fee, provincialFeesOf(rules, procedure.code)),
    mountain: mountainStatusOf(rules, device?.unit.commune ?? null),
    now,
    today,
    deadline,
  }
}

function deadlineOf(procedure: Procedure, typed: string, today: CivilDay): CitizenDeadlineState | undefined {
  const { citizenDeadline: deadline } = procedure
  const event = parseWrittenDate(typed)
  if (deadline === undefined || !event.ok || event.date.length !== 10) return undefined
  return citizenDeadline({ deadline, event: event.date, today, calendar: vietnamCalendar })
}
