/**
 * A visit of a community digital team to a village: where, why, and how many people were helped with what. Counts
 * only; the team's tasks are those of Decree 224/2026/NĐ-CP, Article 79 (rules.md §11).
 */

export const visitPurposes = [
  'dossiers',
  'accounts',
  'digital-skills',
  'fraud-warning',
  'home-visit',
] as const
export type VisitPurpose = (typeof visitPurposes)[number]

/** What a person was helped with. */
export const helpServices = [
  'dossier',
  'account',
  'public-service',
  'fraud-warning',
  'digital-skills',
] as const
export type HelpService = (typeof helpServices)[number]

/** What stood in the way; `none` when nothing did. */
export const helpDifficulties = [
  'none',
  'papers-missing',
  'no-phone',
  'no-account',
  'reading',
  'language',
  'network',
  'other',
] as const
export type HelpDifficulty = (typeof helpDifficulties)[number]

export interface Help {
  readonly service: HelpService
  readonly difficulty: HelpDifficulty
  readonly people: number
}

/** Of one row; more in one visit is a slip of the finger. */
export const mostPeople = 500
export const villageMaximumLength = 60

/** Counts one more person. */
export function withOneMore(
  helped: readonly Help[],
  service: HelpService,
  difficulty: HelpDifficulty,
): readonly Help[] {
  const isSame = (help: Help) => help.service === service && help.difficulty === difficulty
  if (!helped.some(isSame)) return [...helped, { service, difficulty, people: 1 }]
  return helped.map((help) =>
    isSame(help) ? { ...help, people: Math.min(help.people + 1, mostPeople) } : help,
  )
}

/** Takes one back that was counted by mistake. */
export function withOneLess(
  helped: readonly Help[],
  service: HelpService,
  difficulty: HelpDifficulty,
): readonly Help[] {
  return helped
    .map((help) =>
      help.service === service && help.difficulty === difficulty
        ? { ...help, people: help.people - 1 }
        : help,
    )
    .filter(({ people }) => people > 0)
}

export function peopleHelped(helped: readonly Help[]): number {
  return helped.reduce((sum, { people }) => sum + people, 0)
}
