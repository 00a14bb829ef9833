/** What a unit tells its people for a while: what it is about, whom it is for, and when it is shown. */
import type { CivilDay } from '../time/civil-day.ts'

export const noticeKinds = ['procedure', 'fee', 'holiday', 'team-day', 'other'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** `people`: on every kiosk and phone of the unit. `teams`: only where a community team works. */
export const noticeAudiences = ['people', 'teams'] as const

interface Shown {
  readonly id: string
  /** Code of the procedure that it is about; null for what is about none. */
  readonly procedure: string | null
  readonly from: CivilDay
  /** The last day. */
  readonly until: CivilDay
  /** Lower is read first. */
  readonly order: number
}

/**
 * What is to be read on a day, in reading order: what the unit put first, then what began last.
 * @param procedure only what is about it; null for everything.
 */
export function noticesOn<Notice extends Shown>(
  notices: readonly Notice[],
  today: CivilDay,
  procedure: string | null,
): Notice[] {
  return notices
    .filter((notice) => notice.from <= today && today <= notice.until)
    .filter((notice) => procedure === null || notice.procedure === procedure)
    .toSorted(
      (a, b) => a.order - b.order || (a.from < b.from ? 1 : a.from > b.from ? -1 : a.id < b.id ? -1 : 1),
    )
}
