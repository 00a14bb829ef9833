/**
 * Electronic documents of a dossier (Decree 118/2025, digitising components and results): who may add which, and when a
 * result reaches the citizen.
 */
import type { Permission } from '../people/permissions.ts'
import { isClosed, type Stage } from './workflow.ts'

export const electronicDocumentKinds = ['component', 'result'] as const
export type ElectronicDocumentKind = (typeof electronicDocumentKinds)[number]

const holders = {
  component: ['receive-dossier', 'process-dossier'],
  result: ['process-dossier', 'hand-over-result'],
} as const satisfies Record<ElectronicDocumentKind, readonly Permission[]>

export function mayAddDocument(
  kind: ElectronicDocumentKind,
  has: (permission: Permission) => boolean,
): boolean {
  return holders[kind].some(has)
}

const withResult: ReadonlySet<Stage> = new Set(['processing', 'awaiting-signature', 'finished', 'returned'])

/** A component needs a dossier that somebody still works on, a result one that can have one. */
export function canHoldDocument(kind: ElectronicDocumentKind, stage: Stage): boolean {
  return kind === 'result' ? canHoldResult(stage) : !isClosed(stage)
}

/** A dossier that was withdrawn, refused or stopped, or that nobody works on yet, has no result. */
export function canHoldResult(stage: Stage): boolean {
  return withResult.has(stage)
}

/** The citizen fetches results online once they are there and were asked for or handed over electronically. */
export function isResultOnline({
  stage,
  returnWay,
}: {
  readonly stage: Stage
  readonly returnWay: 'counter' | 'post' | 'electronic'
}): boolean {
  return returnWay === 'electronic' && (stage === 'finished' || stage === 'returned')
}
