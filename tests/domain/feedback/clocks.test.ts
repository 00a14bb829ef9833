import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { vietnamCalendar } from '../../../src/catalogue/calendar.ts'
import { answerDueAfter, feedbackDue, feedbackDues, nextDue } from '../../../src/domain/feedback/clocks.ts'
import { feedbackStates } from '../../../src/domain/feedback/states.ts'
import { vietnamInstant } from '../../../src/domain/time/vietnam-time.ts'

/** A Wednesday morning. */
const arrivedAt = vietnamInstant('2026-11-25', '09:00')

describe('the clocks of feedback', () => {
  test('run by the published limits from the moment it arrives', () => {
    expect(feedbackDues(arrivedAt, vietnamCalendar)).toEqual({
      refuse: vietnamInstant('2026-11-27', '17:00'),
      // 30 November is a Monday.
      'ask-more': vietnamInstant('2026-11-30', '17:00'),
      forward: vietnamInstant('2026-12-02', '17:00'),
      answer: vietnamInstant('2026-12-10', '17:00'),
    })
    expect(feedbackDue('publish', vietnamInstant('2026-12-04', '10:00'), vietnamCalendar)).toBe(
      // Two days after a Friday is a Sunday: the next working day counts.
      vietnamInstant('2026-12-07', '17:00'),
    )
  })

  test('what comes on a Sunday counts from Monday', () => {
    const sunday = vietnamInstant('2026-11-29', '20:00')
    expect(feedbackDue('refuse', sunday, vietnamCalendar)).toBe(vietnamInstant('2026-12-02', '17:00'))
  })

  test('promise nothing beyond the calendar', () => {
    expect(feedbackDue('answer', vietnamInstant('2050-06-01', '09:00'), vietnamCalendar)).toBeNull()
  })

  test('the decision is due first, then the answer, and nothing while the citizen is waited for', () => {
    const answerDueAt = feedbackDue('answer', arrivedAt, vietnamCalendar)
    const due = Object.fromEntries(
      feedbackStates.map((state) => [state, nextDue(state, { arrivedAt, answerDueAt }, vietnamCalendar)]),
    )
    const decision = feedbackDue('refuse', arrivedAt, vietnamCalendar)
    expect(due).toEqual({
      received: decision,
      forwarded: decision,
      'more-asked': null,
      answering: answerDueAt,
      answered: null,
      published: null,
      refused: null,
      spam: null,
    })
  })

  test('a pause never makes the answer due earlier', () => {
    const due = feedbackDue('answer', arrivedAt, vietnamCalendar) ?? ''
    const day = fc.integer({ min: 0, max: 60 })
    fc.assert(
      fc.property(day, day, (paused, length) => {
        const at = (days: number) => new Date(Date.parse(arrivedAt) + days * 86_400_000).toISOString()
        const moved = answerDueAfter(due, at(paused), at(paused + length), vietnamCalendar)
        return moved !== null && moved >= due
      }),
    )
  })
})
