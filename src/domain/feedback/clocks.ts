/**
 * How long the desk has for a citizen's feedback (rules.md §12, rules-facts `feedback`): the portal says working days
 * for refusing and forwarding only. The others are counted as calendar days, the shorter reading: who keeps it keeps the
 * longer one as well.
 */
import { dueDate, type TimeLimit } from '../time/due-date.ts'
import { dueAfterPause } from '../time/paused-due-date.ts'
import type { Calendar } from '../time/working-days.ts'
import type { FeedbackState } from './states.ts'

const limits = {
  refuse: { value: 2, unit: 'working-days' },
  'ask-more': { value: 5, unit: 'days' },
  forward: { value: 5, unit: 'working-days' },
  answer: { value: 15, unit: 'days' },
  publish: { value: 2, unit: 'days' },
} as const satisfies Readonly<Record<string, TimeLimit>>
export type FeedbackLimit = keyof typeof limits

/** RFC 3339 in UTC; null where the calendar does not reach. */
export function feedbackDue(limit: FeedbackLimit, from: string, calendar: Calendar): string | null {
  const due = dueDate({ receivedAt: from, timeLimit: limits[limit], calendar })
  return due.ok ? due.dueAt : null
}

/** When each step must have been taken at the latest, for what came at that instant. */
export function feedbackDues(
  arrivedAt: string,
  calendar: Calendar,
): Readonly<Record<Exclude<FeedbackLimit, 'publish'>, string | null>> {
  return {
    refuse: feedbackDue('refuse', arrivedAt, calendar),
    'ask-more': feedbackDue('ask-more', arrivedAt, calendar),
    forward: feedbackDue('forward', arrivedAt, calendar),
    answer: feedbackDue('answer', arrivedAt, calendar),
  }
}

/**
 * What is due next: the decision whether it is taken up, then the answer. While the citizen is to tell more, nothing
 * is; nor is publishing, which is for answers that concern many.
 *
 * @param answerDueAt with what pauses have added
 */
export function nextDue(
  state: FeedbackState,
  { arrivedAt, answerDueAt }: { readonly arrivedAt: string; readonly answerDueAt: string | null },
  calendar: Calendar,
): string | null {
  switch (state) {
    case 'received':
    case 'forwarded':
      return feedbackDue('refuse', arrivedAt, calendar)
    case 'answering':
      return answerDueAt
    case 'more-asked':
    case 'answered':
    case 'published':
    case 'refused':
    case 'spam':
      return null
    default:
      return state satisfies never
  }
}

/** The answer's day, moved by the working days that the citizen was waited for. */
export function answerDueAfter(
  answerDueAt: string | null,
  pausedAt: string,
  resumedAt: string,
  calendar: Calendar,
): string | null {
  return answerDueAt === null ? null : dueAfterPause(answerDueAt, pausedAt, resumedAt, calendar)
}
