/** What part of the time limit each step had, and whether it kept to it: form 06 of Annex I, Circular 03/2025/TT-VPCP. */
import { type ProcessingStep, processingSteps, stepEnds } from '../step-dues.ts'
import type { SlipDossier } from './slip-dossier.ts'

export interface ControlShare {
  readonly step: ProcessingStep
  /** RFC 3339. */
  readonly dueAt: string
  /** Null while the step is not over. */
  readonly doneAt: string | null
  /** Null while it is not over, and for the last: what waits for the person to come is no delay of the desk. */
  readonly isInTime: boolean | null
}

export function controlSharesOf({
  events,
  stepDues,
}: Pick<SlipDossier, 'events' | 'stepDues'>): readonly ControlShare[] {
  const ends = stepEnds(events)
  return processingSteps.flatMap((step) => {
    const dueAt = stepDues?.[step]
    if (dueAt === undefined) return []
    const doneAt = ends[step] ?? null
    const isInTime = doneAt === null || step === 'result' ? null : Date.parse(doneAt) <= Date.parse(dueAt)
    return [{ step, dueAt, doneAt, isInTime }]
  })
}
