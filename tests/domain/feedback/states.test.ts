import { describe, expect, test } from 'vitest'
import {
  actionsIn,
  type FeedbackState,
  feedbackActions,
  feedbackStates,
  isOpenFeedback,
  stateAfter,
} from '../../../src/domain/feedback/states.ts'

const ways: readonly (readonly [FeedbackState, ...(readonly string[])])[] = [
  ['received', 'take-up', 'assign', 'exclude', 'ask-more', 'forward', 'answer', 'refuse', 'mark-spam'],
  ['forwarded', 'take-up', 'assign', 'exclude', 'ask-more', 'forward', 'answer', 'refuse', 'mark-spam'],
  ['more-asked', 'exclude', 'note-more', 'forward', 'answer', 'refuse', 'mark-spam'],
  ['answering', 'assign', 'exclude', 'ask-more', 'forward', 'answer', 'refuse', 'mark-spam'],
  ['answered', 'publish'],
  ['published', 'withdraw-publication'],
  ['refused'],
  ['spam', 'unmark-spam'],
]

const order = ways.map(([state]) => state)

describe('the way of feedback', () => {
  test('just these things may be done in each state', () => {
    for (const [state, ...actions] of ways) expect(actionsIn(state)).toEqual(actions)
    expect(order.toSorted()).toEqual(feedbackStates.toSorted())
  })

  test('every state can be reached, and what may not be done leads nowhere', () => {
    const reached = new Set<FeedbackState>(['received'])
    for (const _ of feedbackStates)
      for (const state of reached)
        for (const action of feedbackActions) {
          const next = stateAfter(state, action)
          expect(next !== null).toBe(actionsIn(state).includes(action))
          if (next !== null) reached.add(next)
        }
    expect([...reached].sort()).toEqual([...feedbackStates].sort())
  })

  test('only what nobody has answered, refused or called spam is open', () => {
    expect(feedbackStates.filter(isOpenFeedback)).toEqual([
      'received',
      'forwarded',
      'more-asked',
      'answering',
    ])
  })
})
