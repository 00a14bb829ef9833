import { useState } from 'react'
import type { DossierSummary } from '../../../contract/desk.ts'
import { type AssignmentOutcome, assignAll, isAssignable } from './assignment.ts'
import type { DossierListSnapshot, DossierListStore } from './dossier-list.ts'

export interface AssignmentReport extends AssignmentOutcome {
  /** Whom it was given to; null when it was given back. */
  readonly name: string | null
}

/** What is ticked in the list as it is now, and what came of giving it to somebody. */
export function useAssignment(list: DossierListStore, { dossiers, filter }: DossierListSnapshot) {
  const place = `${filter.view} ${filter.search}`
  /** Ticks belong to what was on show: another view begins without. */
  const [ticks, setTicks] = useState<{ readonly place: string; readonly ids: ReadonlySet<string> }>({
    place,
    ids: new Set(),
  })
  const [told, setTold] = useState<{ readonly place: string; readonly report: AssignmentReport } | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const possible = (dossiers ?? []).filter(isAssignable)
  const ticked: ReadonlySet<string> = ticks.place === place ? ticks.ids : new Set()
  const chosen = possible.filter(({ id }) => ticked.has(id))
  const report = told?.place === place ? told.report : null
  const tick = (ids: Iterable<string>) => setTicks({ place, ids: new Set(ids) })

  async function carryOut(orders: Parameters<typeof assignAll>[0], name: string | null): Promise<void> {
    if (isBusy) return
    setIsBusy(true)
    setTold(null)
    const outcome = await assignAll(orders)
    setTold({ place, report: { ...outcome, name } })
    tick(outcome.refused.map(({ dossier }) => dossier.id))
    list.refresh()
    setIsBusy(false)
  }

  return {
    possible,
    chosen,
    ticked,
    isBusy,
    report,
    tickOne(id: string, isTicked: boolean): void {
      tick(isTicked ? [...ticked, id] : [...ticked].filter((other) => other !== id))
    },
    tickAll: (isTicked: boolean) => tick(isTicked ? possible.map(({ id }) => id) : []),
    giveTo(officer: string, name: string): Promise<void> {
      return carryOut(
        chosen.map((dossier: DossierSummary) => ({ dossier, officer })),
        name,
      )
    },
    giveBack: () => carryOut(report?.back ?? [], null),
  }
}
