/** Formal reception: from now on the legal clock runs, under an official number (rules.md §1.3, §1.4, §2). */
import type { DossierAction } from '../../contract/desk.ts'
import { formatOfficialNumber } from '../../domain/dossier/official-number.ts'
import { nextState } from '../../domain/dossier/states.ts'
import { dueDate } from '../../domain/time/due-date.ts'
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
      ...dueOf(dossier.procedure, at, catalogue),
      officialNumber: (running) =>
        formatOfficialNumber({ pattern: unit.number_pattern, orgCode: unit.org_code, day, running }),
    },
  })
  if (!isChanged) return { ok: false, problem: 'dossier-changed' }
  const received = await storage.dossiers.find(dossier.id)
  if (received === undefined) throw new Error(`dossier ${dossier.id} is gone`)
  return { ok: true, dossier: received }
}

/** No date where the rules cannot promise one (DESIGN G6); the codes say why, comma-separated. */
function dueOf(
  procedureCode: string,
  receivedAt: string,
  catalogue: GatewayContext['catalogue'],
): { dueAt: string | null; dueReason: string | null } {
  const procedure = catalogue.procedure(procedureCode)
  if (procedure === undefined) return { dueAt: null, dueReason: 'no-time-limit' }
  const due = dueDate({ receivedAt, timeLimit: procedure.timeLimit, calendar: catalogue.calendar })
  if (!due.ok) return { dueAt: null, dueReason: due.problem }
  const dueReason = due.reasoning.map((reason) => reason.code).join(',')
  return { dueAt: due.provisional ? null : due.dueAt, dueReason }
}
