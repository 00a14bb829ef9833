/** What the slips are made from: a dossier as the desk sees it, with names for its codes. */

import type { StepDues } from '../step-dues.ts'

export interface SlipEvent {
  readonly type: string
  /** RFC 3339. */
  readonly at: string
  /** User name. */
  readonly by: string
  /** What the event tells beyond its changes; of any version. */
  readonly details: Readonly<Record<string, unknown>>
}

export interface SlipDossier {
  readonly events: readonly SlipEvent[]
  readonly dueAt: string | null
  /** When each step is due; null where its limit was not shared among steps. */
  readonly stepDues: StepDues | null
  readonly returnWay: string
  /** Last day for what is asked for, `YYYY-MM-DD`; null when nothing is. */
  readonly supplementUntil: string | null
  /** What came with the declaration, where reception did not list the papers. */
  readonly filedPapers: readonly string[]
  /** Name of the unit that receives and returns. */
  readonly unit: string
  personName(username: string): string
  unitName(code: string): string
}
