/**
 * What a person has said in a guide before any declaration: in memory only, never in the address, the history or a
 * store, and gone when the visit ends (DESIGN: nothing is readable by the next person).
 */
import type { CaseAnswers } from '../../domain/guidance/cases.ts'
import type { ExemptionGround } from '../../domain/guidance/fee.ts'

export interface Said {
  readonly cases: CaseAnswers
  readonly grounds: readonly ExemptionGround[]
  /** The day from which the citizen's own deadline counts, as typed. */
  readonly event: string
}

/** By code of the procedure. */
export const visit = new Map<string, Said>()
