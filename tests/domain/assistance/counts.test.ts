import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AssistanceGroup, countAssistance } from '../../../src/domain/assistance/counts.ts'
import { assistanceNeeds, assistanceOutcomes, hindrances } from '../../../src/domain/assistance/outcome.ts'

const group: fc.Arbitrary<AssistanceGroup> = fc.record({
  village: fc.option(fc.constantFrom('H38.20-T1', 'H38.20-T2')),
  month: fc.constantFrom('2026-10', '2026-11', '2026-12'),
  need: fc.constantFrom(...assistanceNeeds),
  outcome: fc.constantFrom(...assistanceOutcomes),
  reason: fc.option(fc.constantFrom(...hindrances)),
  people: fc.integer({ min: 1, max: 1000 }),
})

test('villages, months and needs each add up to the whole, in whatever order the groups come', () => {
  fc.assert(
    fc.property(fc.array(group), (groups) => {
      const counts = countAssistance(groups)
      for (const side of [counts.byVillage, counts.byMonth, counts.byNeed]) {
        expect(side.reduce((sum, { people }) => sum + people, 0)).toBe(counts.people)
        expect(side.reduce((sum, { done }) => sum + done, 0)).toBe(counts.done)
      }
      const turned = countAssistance(groups.toReversed())
      expect(turned.people).toBe(counts.people)
      expect(turned.byMonth).toEqual(counts.byMonth)
      expect(counts.byVillage.findIndex(({ village }) => village === null)).toBeOneOf([
        -1,
        counts.byVillage.length - 1,
      ])
    }),
  )
})

test('who names no village stands last, and a reason is counted only where there is one', () => {
  const one = { month: '2026-11', need: 'portal', people: 1 } as const
  const counts = countAssistance([
    { ...one, village: null, outcome: 'not-done', reason: 'no-phone', people: 9 },
    { ...one, village: 'H38.20-T1', outcome: 'done', reason: null },
  ])
  expect(counts.byVillage.map(({ village }) => village)).toEqual(['H38.20-T1', null])
  expect(counts.byReason).toEqual([{ reason: 'no-phone', people: 9 }])
})
