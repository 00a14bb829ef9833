/** Two teams that report one visit: both stay as they were sent, people decide which one counts. */
import { fold } from '../text/fold.ts'

export interface ReportedVisit {
  readonly id: string
  readonly device: string
  readonly commune: string
  readonly village: string
  /** Day in Vietnam. */
  readonly day: string
}

/** Words before a village's name that people write or leave out. */
const kindOfVillage = /^(?:thon|ban|ap|buon|lang|xom|to dan pho|khu pho|khom|to|khu) (?=.)/

/** Spellings of one village are the same: `Thôn Séo Pờ Hồ`, `séo pờ hồ`. */
export function villageKey(village: string): string {
  return fold(village).replace(kindOfVillage, '')
}

/** Groups of at least two: one village on one day, by different devices. */
export function possibleDoubles<Visit extends ReportedVisit>(
  visits: readonly Visit[],
): readonly (readonly Visit[])[] {
  const places = Map.groupBy(visits, ({ commune, village, day }) =>
    [commune, villageKey(village), day].join('|'),
  )
  return [...places.values()].filter((same) => new Set(same.map(({ device }) => device)).size > 1)
}
