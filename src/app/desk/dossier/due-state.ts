/** How a dossier stands against its promised date. */
import type { DossierDetail } from '../../../contract/desk.ts'
import { isClosed } from '../../../domain/dossier/workflow.ts'

export type DueState =
  | { readonly kind: 'none' | 'paused' | 'done-on-time' | 'done-late' }
  /** Milliseconds to the promised time, or since it. */
  | { readonly kind: 'on-time' | 'soon' | 'overdue'; readonly ms: number }

/** Less than this is soon: whoever reads it in the morning can still act on it. */
const soonMs = 24 * 3_600_000

/** @param now ms. Null for what ended without a result. */
export function dueState({ summary, events }: DossierDetail, now: number): DueState | null {
  const { dueAt, clockStoppedAt, stage } = summary
  const result = events.findLast(({ type }) => type === 'sign' || type === 'finish')
  if (stage === 'finished' || stage === 'returned') {
    if (dueAt === null || result === undefined) return null
    return { kind: Date.parse(result.at) <= Date.parse(dueAt) ? 'done-on-time' : 'done-late' }
  }
  if (isClosed(stage)) return null
  if (clockStoppedAt !== null) return { kind: 'paused' }
  if (dueAt === null) return { kind: 'none' }
  const left = Date.parse(dueAt) - now
  if (left < 0) return { kind: 'overdue', ms: -left }
  return { kind: left < soonMs ? 'soon' : 'on-time', ms: left }
}
