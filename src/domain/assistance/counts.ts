/** How many people were helped, seen from each side that a report is asked for (Decree 224/2026, Art. 79: the teams pass on people's needs and difficulties). */
import type { AssistanceNeed, AssistanceOutcome, Hindrance } from './outcome.ts'

/** People with the same of everything. */
export interface AssistanceGroup {
  readonly village: string | null
  /** `YYYY-MM` */
  readonly month: string
  readonly need: AssistanceNeed
  readonly outcome: AssistanceOutcome
  readonly reason: Hindrance | null
  readonly people: number
}

interface Counted {
  readonly people: number
  readonly done: number
}

export interface AssistanceCounts extends Counted {
  readonly prepared: number
  /** Most people first; those of no village last. */
  readonly byVillage: readonly (Counted & { readonly village: string | null })[]
  /** In order. */
  readonly byMonth: readonly (Counted & { readonly month: string })[]
  readonly byNeed: readonly (Counted & { readonly need: AssistanceNeed })[]
  readonly byReason: readonly { readonly reason: Hindrance; readonly people: number }[]
}

export function countAssistance(groups: readonly AssistanceGroup[]): AssistanceCounts {
  const whole = counted(groups)
  return {
    ...whole,
    prepared: peopleIn(groups.filter(({ outcome }) => outcome === 'prepared')),
    byVillage: along(groups, ({ village }) => village)
      .map(([village, its]) => ({ village, ...counted(its) }))
      .toSorted((a, b) => Number(a.village === null) - Number(b.village === null) || b.people - a.people),
    byMonth: along(groups, ({ month }) => month)
      .map(([month, its]) => ({ month, ...counted(its) }))
      .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
    byNeed: along(groups, ({ need }) => need)
      .map(([need, its]) => ({ need, ...counted(its) }))
      .toSorted((a, b) => b.people - a.people),
    byReason: along(groups, ({ reason }) => reason)
      .flatMap(([reason, its]) => (reason === null ? [] : [{ reason, people: peopleIn(its) }]))
      .toSorted((a, b) => b.people - a.people),
  }
}

function along<Key>(
  groups: readonly AssistanceGroup[],
  keyOf: (group: AssistanceGroup) => Key,
): [Key, AssistanceGroup[]][] {
  return [...Map.groupBy(groups, keyOf)]
}

function counted(groups: readonly AssistanceGroup[]): Counted {
  return { people: peopleIn(groups), done: peopleIn(groups.filter(({ outcome }) => outcome === 'done')) }
}

function peopleIn(groups: readonly AssistanceGroup[]): number {
  return groups.reduce((sum, { people }) => sum + people, 0)
}
