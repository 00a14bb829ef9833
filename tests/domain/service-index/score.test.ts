import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  componentIds,
  type IndexComponent,
  indexParts,
  maximumOf,
  ruleOf,
} from '../../../src/domain/service-index/components.ts'
import { withEntries } from '../../../src/domain/service-index/entries.ts'
import { eachComponent } from '../../../src/domain/service-index/measures.ts'
import {
  type Figure,
  type Figures,
  nextSteps,
  pointsOf,
  pressViewOf,
  published,
  scoreOf,
  sumOfPublished,
} from '../../../src/domain/service-index/score.ts'

const unknown: Figures = eachComponent(() => null)
const of = (share: number, denominator = 10_000): Figure => ({
  numerator: Math.round(share * denominator),
  denominator,
})
const points = (component: IndexComponent, share: number) => published(pointsOf(component, of(share)) ?? -1)
const figure = fc
  .record({ denominator: fc.nat(5000), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ denominator, share }) => of(share, denominator))
const figures: fc.Arbitrary<Figures> = fc
  .record(Object.fromEntries(componentIds.map((id) => [id, fc.option(figure)])))
  .map((each) => eachComponent((id) => each[id] ?? null))

describe('the parts of Decision 766', () => {
  test('are of 18, 20, 12, 10, 22 and 18 points, 100 in all', () => {
    expect(indexParts.map(maximumOf)).toEqual([18, 20, 12, 10, 22, 18])
    expect(scoreOf(unknown)).toMatchObject({ points: 0, knownMaximum: 0, maximum: 100 })
  })

  test('give the points that others have worked out', () => {
    expect(points('on-time', 0.98)).toBe(19.6)
    expect(points('on-time', 0.957)).toBe(19.14)
    expect(points('reception-satisfied', 0.85)).toBe(5.67)
    expect(points('reception-satisfied', 0.92)).toBe(6)
    expect(pointsOf('petitions-on-time', { numerator: 0, denominator: 0 })).toBe(6)
    expect(pointsOf('reception-satisfied', { numerator: 0, denominator: 0 })).toBe(0)
    const online = {
      ...unknown,
      'services-online': of(0.72),
      'services-used-online': of(0.5),
      'filed-online': of(0.42),
    }
    expect(published(scoreOf(online).parts.online.points)).toBe(8.84)
    const payment = {
      ...unknown,
      'paid-online': of(0.6),
      'payment-offered': of(0.9),
      'payment-used': of(0.3),
    }
    expect(published(scoreOf(payment).parts.payment.points)).toBe(6.35)
  })

  test('add up to what was published of Lào Cai on 31 July 2025: 78.96', () => {
    const figuresOfLaoCai: Figures = {
      // 6 + 4 + 2 + 3.34
      'published-on-time': of(1),
      'updated-on-time': of(1),
      'content-complete': of(1),
      'dossiers-synchronised': of(0.5567),
      'on-time': of(0.957),
      // 2 + 4 + 5.41, then 2 + 2 + 0
      'services-online': of(0.8),
      'services-used-online': of(1),
      'filed-online': of(0.45083333, 1_000_000),
      'payment-offered': of(0.8),
      'payment-used': of(0.8),
      'paid-online': of(0),
      // 6 + 4 + 1.1
      'electronic-results': of(1),
      digitised: of(1),
      'certified-copies': of(0.55),
      'data-reused': of(0),
      'personal-store': of(0),
      'population-procedures': of(0),
      'population-dossiers': of(0),
      // 6 + 6 + 5.97
      'petitions-on-time': of(1),
      'petitions-satisfied': of(1),
      'reception-satisfied': of(0.8955),
    }
    const score = scoreOf(figuresOfLaoCai)
    const view = pressViewOf(score)
    expect(view).toEqual({
      transparency: 15.34,
      progress: 19.14,
      'online-with-payment': 15.41,
      satisfaction: 17.97,
      digitisation: 11.1,
    })
    expect(sumOfPublished(Object.values(view))).toBe(78.96)
    // 15.41 is more than the 12 points of online services alone: the press joins them with payment.
    expect(view['online-with-payment']).toBeGreaterThan(maximumOf('online'))
    expect(published(score.points)).toBe(78.96)
  })
})

describe('points', () => {
  test('are never below nothing, above the maximum, or fewer for one more that counts', () => {
    fc.assert(
      fc.property(fc.constantFrom(...componentIds), figure, (component, { numerator, denominator }) => {
        const now = pointsOf(component, { numerator, denominator })
        const more = pointsOf(component, { numerator: numerator + 1, denominator })
        if (now === null || more === null) {
          expect(denominator).toBe(0)
          return
        }
        expect(now).toBeGreaterThanOrEqual(0)
        expect(more).toBeGreaterThanOrEqual(now)
        expect(more).toBeLessThanOrEqual(ruleOf(component).maximum)
      }),
    )
  })

  test('of what is unknown are not made up: it counts neither for nor against', () => {
    fc.assert(
      fc.property(figures, (some) => {
        const { points: sure, knownMaximum, maximum } = scoreOf(some)
        expect(sure).toBeLessThanOrEqual(knownMaximum + 1e-9)
        expect(knownMaximum).toBeLessThanOrEqual(maximum)
      }),
    )
  })
})

describe('the next step', () => {
  const none = eachComponent(() => 0)

  test('is the one that brings most for one changed dossier', () => {
    const some = {
      ...unknown,
      'electronic-results': { numerator: 40, denominator: 100 },
      digitised: { numerator: 40, denominator: 100 },
      'filed-online': { numerator: 10, denominator: 100 },
    }
    const steps = nextSteps(some, { ...none, 'electronic-results': 60, digitised: 60, 'filed-online': 5 })
    expect(steps.map(({ component }) => component)).toEqual([
      'filed-online',
      'electronic-results',
      'digitised',
    ])
    expect(steps[0]).toMatchObject({ count: 5, gainEach: expect.closeTo(0.12), gain: expect.closeTo(0.6) })
    expect(steps[1]).toMatchObject({ count: 60, gain: expect.closeTo(3.6) })
  })

  test('asks for no more than full marks need, and for nothing where they are reached', () => {
    const some = {
      ...unknown,
      'filed-online': { numerator: 45, denominator: 100 },
      'services-online': { numerator: 80, denominator: 100 },
    }
    const steps = nextSteps(some, { ...none, 'filed-online': 55, 'services-online': 20 })
    expect(steps).toEqual([
      { component: 'filed-online', count: 5, gainEach: expect.closeTo(0.12), gain: expect.closeTo(0.6) },
    ])
  })

  test('taken brings what it promised', () => {
    fc.assert(
      fc.property(figures, fc.nat(3000), (some, changeable) => {
        const before = scoreOf(some).points
        for (const { component, count, gain } of nextSteps(
          some,
          eachComponent(() => changeable),
        )) {
          const now = some[component]
          if (now === null) throw new Error('a step needs a figure')
          const after = { ...some, [component]: { ...now, numerator: now.numerator + count } }
          expect(scoreOf(after).points - before).toBeCloseTo(gain, 6)
          expect(gain).toBeGreaterThan(0)
        }
      }),
    )
  })
})

describe('figures that people entered', () => {
  const entry = (unit: string, month: string, numerator: number) => ({
    unit,
    month,
    numerator,
    denominator: 100,
    component: 'petitions-on-time' as const,
  })

  test('are added up over months and over the units below', () => {
    const entries = [
      entry('H38.20', '2026-01', 90),
      entry('H38.20', '2026-02', 80),
      entry('H38.21', '2026-01', 70),
    ]
    expect(withEntries(unknown, entries, 'H38')['petitions-on-time']).toEqual({
      numerator: 240,
      denominator: 300,
    })
  })

  test('for the unit itself stand in the place of those below it, and of what was counted', () => {
    const entries = [entry('H38', '2026-01', 95), entry('H38.21', '2026-01', 70)]
    const counted = { ...unknown, 'petitions-on-time': { numerator: 1, denominator: 2 } }
    expect(withEntries(counted, entries, 'H38')['petitions-on-time']).toEqual({
      numerator: 95,
      denominator: 100,
    })
    expect(withEntries(counted, [], 'H38')).toEqual(counted)
  })
})
