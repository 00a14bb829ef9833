/** The way of a dossier in the few steps that everybody knows. */
import type { DossierDetail } from '../../../contract/desk.ts'
import type { Stage } from '../../../domain/dossier/workflow.ts'

const steps = ['receive', 'handle', 'sign', 'return'] as const
export type Step = (typeof steps)[number]

export interface StepProgress {
  readonly step: Step
  readonly progress: 'done' | 'now' | 'ahead'
}

/** The step that a stage is in; null when it is over. */
const stepOf = {
  arrived: 'receive',
  checked: 'receive',
  'supplement-requested': 'receive',
  received: 'handle',
  'supplement-in-processing': 'handle',
  'payment-requested': 'handle',
  processing: 'handle',
  transferred: 'handle',
  'awaiting-signature': 'sign',
  finished: 'return',
  returned: null,
  refused: null,
  withdrawn: null,
  stopped: null,
} as const satisfies Record<Stage, Step | null>

/** Those behind, the present one, and those ahead unless it ended early. Without a signature there is no such step. */
export function stepsOf({ summary, events }: DossierDetail): readonly StepProgress[] {
  const { stage, receivedAt } = summary
  const isUnsigned = events.some(({ type }) => type === 'finish')
  const known = steps.filter((step) => step !== 'sign' || !isUnsigned)
  const now = stepOf[stage]
  if (now === null) {
    const done = stage === 'returned' ? known : receivedAt === null ? [] : (['receive'] as const)
    return done.map((step) => ({ step, progress: 'done' }))
  }
  const at = known.indexOf(now)
  return known.map((step, index) => ({
    step,
    progress: index < at ? 'done' : index === at ? 'now' : 'ahead',
  }))
}
