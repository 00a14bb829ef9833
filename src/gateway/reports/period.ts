/** Whose dossiers a question is about and until when: the unit named and what the person sees below it. */
import { isWithin } from '../../domain/people/permissions.ts'
import { addDays } from '../../domain/time/civil-day.ts'
import { vietnamInstant } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import type { CountedPeriod } from '../storage/service-index.ts'
import type { Staff } from '../storage/staff.ts'
import type { Unit } from '../storage/units.ts'

interface Asked {
  readonly unit?: string | undefined
  readonly from: string
  readonly until: string
}

export interface Question {
  readonly unit: Unit
  /** All that this person may ask about, one's own first. */
  readonly askable: readonly Unit[]
  readonly period: CountedPeriod
}

/** Undefined for a unit that the person does not see: nobody learns that it exists. */
export async function questionOf(
  { storage, now }: Pick<GatewayContext, 'storage' | 'now'>,
  staff: Pick<Staff, 'role' | 'unit'>,
  { unit: wanted = staff.unit, from, until }: Asked,
): Promise<Question | undefined> {
  const all = (await storage.units.all()).filter(({ kind }) => kind !== 'team')
  const byCode = new Map(all.map((unit) => [unit.code, unit]))
  const path = (unit: Unit): string[] => {
    const parent = unit.parent === null ? undefined : byCode.get(unit.parent)
    return [unit.code, ...(parent === undefined ? [] : path(parent))]
  }
  const askable = all.filter((unit) => isWithin(staff, path(unit)))
  const unit = askable.find(({ code }) => code === wanted)
  if (unit === undefined) return undefined
  const units = askable.filter((each) => path(each).includes(unit.code)).map(({ code }) => code)
  const endMs = Date.parse(vietnamInstant(addDays(until, 1), 0))
  return {
    unit,
    askable: askable.toSorted((a, b) => Number(b.code === staff.unit) - Number(a.code === staff.unit)),
    period: { units, from, until, asOfMs: Math.min(now().getTime(), endMs) },
  }
}

export function nameOf({ code, name }: Unit): { readonly code: string; readonly name: string } {
  return { code, name }
}
