/** Papers of a procedure as rows with counts. */
import type { Procedure } from '../../../../catalogue/schema.ts'
import type { DossierDetail } from '../../../../contract/desk.ts'
import type { PaperRow } from './action-draft.ts'

type Component = Procedure['components'][number]

/** What a person can bring; the rest is made on the screen or by the officer. */
export function bringable(procedure: Procedure | undefined): readonly Component[] {
  const handed: readonly Component['handling'][] = ['submit', 'present', 'upload']
  return procedure?.components.filter(({ handling }) => handed.includes(handling)) ?? []
}

/** With the numbers that the procedure asks for. Slips are in Vietnamese, and so are the names in them. */
export function rowOf(component: Component): PaperRow {
  const { id, name, originals, copies } = component
  return {
    key: id,
    component: id,
    name: name.vi,
    originals: String(originals),
    certified: '0',
    copies: String(originals + copies === 0 ? 1 : copies),
  }
}

export function typedRow(rows: readonly PaperRow[]): PaperRow {
  const number = rows.filter(({ component }) => component === null).length + 1
  const taken = new Set(rows.map(({ key }) => key))
  let key = `typed-${number}`
  while (taken.has(key)) key += '-'
  return { key, component: null, name: '', originals: '1', certified: '0', copies: '0' }
}

/** What came as photos with the dossier is what people hand in, as a rule. */
export function filedRows(dossier: DossierDetail, procedure: Procedure | undefined): readonly PaperRow[] {
  const filed = new Set(dossier.papers.map(({ component }) => component))
  return bringable(procedure)
    .filter(({ id }) => filed.has(id))
    .map(rowOf)
}
