/** Giving many dossiers to one officer: which can be given, one after the other, and what came of each. */
import type { DossierSummary } from '../../../contract/desk.ts'
import type { ListView } from '../../../contract/desk-lists.ts'
import { nextStage } from '../../../domain/dossier/workflow.ts'
import { actOnDossier, type DeskProblem } from '../desk-client.ts'

/** Of what is worked on; the other views are somebody else's turn. */
export const assignableViews: ReadonlySet<ListView> = new Set([
  'unassigned',
  'open',
  'mine',
  'late',
  'due-today',
  'due-soon',
])

export function isAssignable({ stage }: DossierSummary): boolean {
  return nextStage(stage, 'assign').ok
}

interface Order {
  readonly dossier: Pick<DossierSummary, 'id' | 'receiptCode' | 'officialNumber' | 'officer' | 'revision'>
  readonly officer: string
}

export interface AssignmentOutcome {
  readonly given: readonly Order['dossier'][]
  readonly refused: readonly { readonly dossier: Order['dossier']; readonly problem: DeskProblem }[]
  /** What gives back to whom it was taken from; nobody cannot be given anything. */
  readonly back: readonly Order[]
}

/** These would meet every further dossier as well. */
const hopeless: ReadonlySet<DeskProblem> = new Set([
  'offline',
  'not-a-gateway',
  'sign-in-required',
  'unavailable',
])

export async function assignAll(orders: readonly Order[]): Promise<AssignmentOutcome> {
  const given: Order['dossier'][] = []
  const refused: AssignmentOutcome['refused'][number][] = []
  const back: Order[] = []
  let stopped: DeskProblem | null = null
  for (const { dossier, officer } of orders) {
    if (stopped !== null) {
      refused.push({ dossier, problem: stopped })
      continue
    }
    const { id, revision } = dossier
    const answer =
      dossier.officer === officer
        ? ({ ok: true } as const)
        : await actOnDossier(id, { type: 'assign', revision, officer })
    if (!answer.ok) {
      refused.push({ dossier, problem: answer.problem })
      if (hopeless.has(answer.problem)) stopped = answer.problem
      continue
    }
    given.push(dossier)
    if (dossier.officer !== null && dossier.officer !== officer)
      back.push({ dossier: { ...dossier, officer, revision: revision + 1 }, officer: dossier.officer })
  }
  return { given, refused, back }
}
