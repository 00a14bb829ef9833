/** The date that the desk promises when a dossier's time limit starts (rules.md §1.3, §1.4). */
import * as v from 'valibot'
import { mountainStatusOf } from '../../catalogue/provincial-rules.ts'
import type { Procedure, ProvincialRules } from '../../catalogue/schema.ts'
import { answers } from '../../contract/payload.ts'
import { caseAnswersOf } from '../../domain/guidance/cases.ts'
import { timeLimitOf } from '../../domain/guidance/time-limit.ts'
import { dueDate, type TimeLimit } from '../../domain/time/due-date.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import type { Dossier } from '../storage/dossiers.ts'

interface Receiving {
  readonly dossier: Pick<Dossier, 'procedure' | 'answers'>
  /** Of the province whose desk receives and decides. */
  readonly rules: ProvincialRules | undefined
  readonly commune: string | null
  /** When the limit starts: at reception, and again when a supplement is complete. */
  readonly receivedAt: string
  readonly catalogue: GatewayContext['catalogue']
}

/** No date where the rules cannot promise one (DESIGN G6); the codes say why, comma-separated. */
export function promisedDate(receiving: Receiving): { dueAt: string | null; dueReason: string | null } {
  const { dossier, receivedAt, catalogue } = receiving
  const procedure = catalogue.procedure(dossier.procedure)
  if (procedure === undefined) return { dueAt: null, dueReason: 'no-time-limit' }
  const timeLimit = limitOf(procedure, receiving)
  const due = dueDate({ receivedAt, timeLimit, calendar: catalogue.calendar })
  if (!due.ok) return { dueAt: null, dueReason: due.problem }
  const dueReason = due.reasoning.map((reason) => reason.code).join(',')
  return { dueAt: due.provisional ? null : due.dueAt, dueReason }
}

/**
 * The limit of this dossier's case in this commune, as far as its declaration tells. Where several stay open the
 * usual one stands, to be confirmed; so it does where the list of mountain communes is not verified.
 */
function limitOf(procedure: Procedure, { dossier, rules, commune, receivedAt }: Receiving): TimeLimit {
  const { cases = [], timeLimit } = procedure
  const mountain = mountainStatusOf(rules, commune)
  const decided = timeLimitOf(timeLimit, {
    cases,
    answers: caseAnswersOf(cases, v.parse(answers, JSON.parse(dossier.answers))),
    today: vietnamDay(receivedAt),
    isMountainCommune: mountain !== 'other',
  })
  if (decided.kind === 'depends') return { ...(decided.limits.at(-1) ?? timeLimit), confirm: true }
  const isUncertain = decided.extension !== undefined && mountain === 'unconfirmed'
  return isUncertain ? { ...decided.limit, confirm: true } : decided.limit
}
