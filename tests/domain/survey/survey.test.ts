import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answeredIn,
  countsOf,
  dislikedIn,
  type FaceCounts,
  marginPoints,
  ratingsIn,
  satisfiedIn,
  shownGroups,
  smallestSample,
} from '../../../src/domain/survey/sample.ts'
import {
  countedMonth,
  questionsAt,
  surveyAspects,
  surveyQuestions,
} from '../../../src/domain/survey/scale.ts'

describe('what is asked', () => {
  test('is the whole first, then the five official aspects, six taps at most', () => {
    expect(surveyAspects).toEqual(['access', 'procedure', 'staff', 'result', 'complaints'])
    expect(questionsAt('return')).toEqual(['overall', ...surveyAspects])
    expect(questionsAt('visit')).toHaveLength(6)
  })

  test('right after filing leaves out what nobody can know yet', () => {
    expect(questionsAt('filing')).toEqual(['overall', 'access', 'procedure', 'staff'])
  })
})

test.each([
  ['2026-11', '2026-11', '2026-11', 'of this month'],
  ['2026-05', '2026-11', '2026-05', 'half a year on its way'],
  ['2026-04', '2026-11', '2026-11', 'older than answers get'],
  ['2026-12', '2026-11', '2026-11', 'from a clock that runs ahead'],
  ['2025-11', '2026-11', '2026-11', 'from a clock that is wrong by a year'],
  ['2026-12', '2027-01', '2026-12', 'over the new year'],
])('an answer of %s that arrives in %s counts in %s: %s', (month, arrived, counted) => {
  expect(countedMonth(month, arrived)).toBe(counted)
})

describe('counting faces', () => {
  const counts: FaceCounts = [1, 2, 4, 8, 16]

  test('the two upper steps are satisfied, the two lower not, the middle neither', () => {
    expect([answeredIn(counts), satisfiedIn(counts), dislikedIn(counts)]).toEqual([31, 24, 3])
  })

  test("the portal's three steps have everybody once, the middle face among those who are not satisfied", () => {
    expect(ratingsIn(counts)).toEqual({ verySatisfied: 16, satisfied: 8, notSatisfied: 7 })
  })

  test('rows add up by question and face', () => {
    const rows = [
      { question: 'staff', face: 5, count: 2 },
      { question: 'staff', face: 5, count: 1 },
      { question: 'overall', face: 1, count: 7 },
    ] as const
    expect(countsOf(rows)).toMatchObject({ overall: [7, 0, 0, 0, 0], staff: [0, 0, 0, 0, 3] })
    expect(Object.keys(countsOf([]))).toEqual([...surveyQuestions])
  })

  test('few people leave much room for chance', () => {
    expect([10, 100, 400].map(marginPoints)).toEqual([31, 10, 5])
  })
})

describe('groups that may be shown', () => {
  const groups = fc.array(fc.nat({ max: 40 }), { maxLength: 12 })

  test('have enough answers each, and hide no small rest that the whole would give away', () => {
    fc.assert(
      fc.property(groups, (answered) => {
        const shown = shownGroups(answered)
        const hidden = answered.filter((_, index) => shown[index] !== true)
        const rest = hidden.reduce((sum, count) => sum + count, 0)
        expect(answered.every((count, index) => shown[index] !== true || count >= smallestSample)).toBe(true)
        expect(rest === 0 || rest >= smallestSample || shown.every((is) => !is)).toBe(true)
      }),
    )
  })

  test('are all that have enough, where nothing small is left over', () => {
    expect(shownGroups([10, 25, 0])).toEqual([true, true, false])
    expect(shownGroups([10, 25, 3])).toEqual([false, true, false])
    expect(shownGroups([9])).toEqual([false])
  })
})
