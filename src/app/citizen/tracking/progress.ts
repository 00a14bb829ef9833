import type { DossierStateCode } from '../../../contract/changes.ts'

const milestones = ['arrived', 'received', 'handled', 'returned'] as const
export type Milestone = (typeof milestones)[number]

/** The last milestone reached in each national state; what ended early goes no further. */
const reached = {
  1: { last: 'arrived', isOver: false },
  2: { last: 'received', isOver: false },
  3: { last: 'arrived', isOver: true },
  4: { last: 'received', isOver: false },
  5: { last: 'received', isOver: false },
  6: { last: 'received', isOver: false },
  7: { last: 'received', isOver: true },
  8: { last: 'received', isOver: true },
  9: { last: 'handled', isOver: false },
  10: { last: 'returned', isOver: true },
} satisfies Record<DossierStateCode, { readonly last: Milestone; readonly isOver: boolean }>

export interface Step {
  readonly milestone: Milestone
  readonly progress: 'done' | 'now' | 'ahead'
}

/**
 * The milestones to show: those behind, the one it waits for, and those ahead unless it has ended. Of a state that
 * this version does not know (null) nothing is promised.
 */
export function progressOf(state: DossierStateCode | null, isReceived: boolean): readonly Step[] {
  if (state === null) return [{ milestone: 'arrived', progress: 'done' }]
  const { last, isOver } = reached[state]
  // More may be asked for, and the dossier withdrawn, before it is received.
  const lastIndex = isReceived ? milestones.indexOf(last) : 0
  return milestones.flatMap((milestone, index): Step[] => {
    if (index <= lastIndex) return [{ milestone, progress: 'done' }]
    if (isOver) return []
    return [{ milestone, progress: index === lastIndex + 1 ? 'now' : 'ahead' }]
  })
}
