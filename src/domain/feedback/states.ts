/** The way of a citizen's feedback (phản ánh, kiến nghị): its states and what staff may do in each (rules.md §12). */

export const feedbackStates = [
  'received',
  /** Handed to another unit, which has not begun. */
  'forwarded',
  /** Waits for more from whoever sent it. */
  'more-asked',
  'answering',
  'answered',
  /** The answer is on the public page as well. */
  'published',
  'refused',
  /** Kept, and left out of all counts. */
  'spam',
] as const
export type FeedbackState = (typeof feedbackStates)[number]

export const feedbackActions = [
  'take-up',
  'assign',
  'exclude',
  'ask-more',
  'note-more',
  'forward',
  'answer',
  'refuse',
  'publish',
  'withdraw-publication',
  'mark-spam',
  'unmark-spam',
] as const
export type FeedbackAction = (typeof feedbackActions)[number]

const fresh: readonly FeedbackState[] = ['received', 'forwarded']
const open: readonly FeedbackState[] = [...fresh, 'more-asked', 'answering']

interface Rule {
  readonly from: readonly FeedbackState[]
  /** Null: the state stays. */
  readonly to: FeedbackState | null
}

const table = {
  'take-up': { from: fresh, to: 'answering' },
  assign: { from: [...fresh, 'answering'], to: 'answering' },
  exclude: { from: open, to: null },
  'ask-more': { from: [...fresh, 'answering'], to: 'more-asked' },
  'note-more': { from: ['more-asked'], to: 'answering' },
  forward: { from: open, to: 'forwarded' },
  answer: { from: open, to: 'answered' },
  refuse: { from: open, to: 'refused' },
  publish: { from: ['answered'], to: 'published' },
  'withdraw-publication': { from: ['published'], to: 'answered' },
  'mark-spam': { from: open, to: 'spam' },
  'unmark-spam': { from: ['spam'], to: 'received' },
} as const satisfies Readonly<Record<FeedbackAction, Rule>>

/** What may be done in a state, in the order in which the screens offer it. */
export function actionsIn(state: FeedbackState): readonly FeedbackAction[] {
  return feedbackActions.filter((action) => ruleOf(action).from.includes(state))
}

/** The state after it; null where it may not be done. */
export function stateAfter(state: FeedbackState, action: FeedbackAction): FeedbackState | null {
  const { from, to } = ruleOf(action)
  return from.includes(state) ? (to ?? state) : null
}

/** Nobody has answered or refused it yet. */
export function isOpenFeedback(state: FeedbackState): boolean {
  return open.includes(state)
}

function ruleOf(action: FeedbackAction): Rule {
  return table[action]
}
