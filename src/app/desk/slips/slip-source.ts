/** The dossier on the screen as the slips see it: names in place of codes, in Vietnamese. */
import type { Procedure } from '../../../catalogue/schema.ts'
import type { DossierDetail } from '../../../contract/desk.ts'
import type { SlipDossier } from '../../../domain/dossier/slips/slip-dossier.ts'

export function slipSourceOf(
  dossier: DossierDetail,
  procedure: Procedure | undefined,
  otherPaper: string,
): SlipDossier {
  const { events, summary, returnWay, supplementUntil, papers, names, unit } = dossier
  const unitName = (code: string) => names.units[code] ?? code
  const componentName = (id: string) =>
    procedure?.components.find((component) => component.id === id)?.name.vi ?? otherPaper
  return {
    events,
    dueAt: summary.dueAt,
    stepDues: dossier.stepDues,
    returnWay,
    supplementUntil,
    filedPapers: papers
      .filter(({ addedAt }) => addedAt === undefined)
      .map(({ component }) => componentName(component)),
    unit: unitName(unit),
    personName: (username) => names.people[username] ?? username,
    unitName,
  }
}
