/** Formal reception: from now on the legal clock runs, under an official number (rules.md §1.3, §1.4, §2). */
import * as v from 'valibot'
import { loadProvincialRules, mountainStatusOf } from '../../catalogue/provincial-rules.ts'
import type { Procedure, ProvincialRules } from '../../catalogue/schema.ts'
import type { DossierAction } from '../../contract/desk.ts'
import { answers } from '../../contract/payload.ts'
import { formatOfficialNumber } from '../../domain/dossier/official-number.ts'
import { nextState } from '../../domain/dossier/states.ts'
import { caseAnswersOf } from '../../domain/guidance/cases.ts'
import { timeLimitOf } from '../../domain/guidance/time-limit.ts'
import { dueDate, type TimeLimit } from '../../domain/time/due-date.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import type { Dossier } from '../storage/dossiers.ts'
import type { Staff } from '../storage/staff.ts'

export type Reception =
  | { readonly ok: true; readonly dossier: Dossier }
  | { readonly ok: false; readonly problem: 'dossier-changed' | 'transition-not-allowed' }

export async function receive(
  { storage, catalogue, now }: GatewayContext,
  staff: Staff,
  dossier: Dossier,
  action: DossierAction,
): Promise<Reception> {
  if (dossier.revision !== action.revision) return { ok: false, problem: 'dossier-changed' }
  const next = nextState(dossier.state, action.type)
  if (!next.ok) return next
  const unit = await storage.units.find(dossier.unit)
  if (unit === undefined) throw new Error(`dossier ${dossier.id} belongs to no unit`)
  const at = now().toISOString()
  const day = vietnamDay(at)
  const rules = await loadProvincialRules(unit.province)
  const isChanged = await storage.dossiers.change({
    dossier: dossier.id,
    revision: action.revision,
    from: dossier.state,
    to: next.state,
    type: action.type,
    at,
    by: staff.username,
    note: action.note ?? null,
    reception: {
      unit: unit.code,
      day,
      ...dueOf({ dossier, rules, commune: unit.commune, receivedAt: at, catalogue }),
      officialNumber: (running) =>
        formatOfficialNumber({ pattern: unit.number_pattern, orgCode: unit.org_code, day, running }),
    },
  })
  if (!isChanged) return { ok: false, problem: 'dossier-changed' }
  const received = await storage.dossiers.find(dossier.id)
  if (received === undefined) throw new Error(`dossier ${dossier.id} is gone`)
  return { ok: true, dossier: received }
}

interface Receiving {
  readonly dossier: Dossier
  /** Of the province whose desk receives and decides. */
  readonly rules: ProvincialRules | undefined
  readonly commune: string | null
  readonly receivedAt: string
  readonly catalogue: GatewayContext['catalogue']
}

/** No date where the rules cannot promise one (DESIGN G6); the codes say why, comma-separated. */
function dueOf(receiving: Receiving): { dueAt: string | null; dueReason: string | null } {
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
