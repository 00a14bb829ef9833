import { describe, expect, test } from 'vitest'
import {
  type FeeQuestion,
  type FeeRules,
  feeOf,
  withProvincialFees,
} from '../../../src/domain/guidance/fee.ts'

const name = { vi: 'Người thuộc hộ nghèo', en: 'Members of poor households' }
const cases = [
  {
    id: 'reason',
    question: name,
    options: [
      { value: 'first', label: name },
      { value: 'lost', label: name },
    ],
  },
]
const asked: FeeQuestion = { cases, answers: {}, channel: 'in-person', grounds: [], today: '2026-11-26' }

/** Circular 75/2022/TT-BTC, as amended: permanent residence. */
const residence: FeeRules = {
  rules: [{ amountVnd: 10_000, channel: 'online' }, { amountVnd: 20_000 }],
  exemptions: [
    { ground: 'poor-household', name },
    { ground: 'elderly', name, percent: 50 },
  ],
}

describe('a fee', () => {
  test.each([
    ['in-person', [], 20_000],
    ['online', [], 10_000],
    ['postal', [], 20_000],
    ['in-person', ['poor-household'], 0],
    ['in-person', ['elderly'], 10_000],
    ['online', ['elderly', 'poor-household'], 0],
    ['online', ['child'], 10_000],
  ] as const)(
    'depends on the way of filing and on the grounds claimed: %s %j',
    (channel, grounds, amountVnd) => {
      expect(feeOf(residence, { ...asked, channel, grounds })).toMatchObject({ kind: 'known', amountVnd })
    },
  )

  test('changes on the day on which its rule begins or ends', () => {
    const halved: FeeRules = {
      rules: [{ amountVnd: 25_000, until: '2026-12-31' }, { amountVnd: 50_000 }],
      exemptions: [],
    }
    expect(feeOf(halved, { ...asked, today: '2026-12-31' })).toMatchObject({ amountVnd: 25_000 })
    expect(feeOf(halved, { ...asked, today: '2027-01-01' })).toMatchObject({ amountVnd: 50_000 })
  })

  test('stays open while the case is not known, and is decided by it', () => {
    const byCase: FeeRules = {
      rules: [{ amountVnd: 70_000, when: { question: 'reason', is: 'lost' } }, { amountVnd: 0 }],
      exemptions: [],
    }
    expect(feeOf(byCase, asked)).toMatchObject({ kind: 'depends' })
    expect(feeOf(byCase, { ...asked, answers: { reason: 'lost' } })).toMatchObject({ amountVnd: 70_000 })
    expect(feeOf(byCase, { ...asked, answers: { reason: 'first' } })).toMatchObject({ amountVnd: 0 })
  })

  test('is nothing for whoever is exempt, before the case is known', () => {
    const late: FeeRules = {
      rules: [{ amountVnd: 0, when: { question: 'reason', is: 'first' } }, { setBy: 'province' }],
      exemptions: residence.exemptions,
    }
    expect(feeOf(late, { ...asked, grounds: ['poor-household'] })).toMatchObject({
      kind: 'known',
      amountVnd: 0,
    })
    expect(feeOf(late, { ...asked, grounds: ['elderly'] })).toMatchObject({ kind: 'depends' })
  })

  test('set by the province is never guessed; a full exemption is free whatever the amount', () => {
    const provincial: FeeRules = { rules: [{ setBy: 'province' }], exemptions: residence.exemptions }
    expect(feeOf(provincial, asked)).toMatchObject({ kind: 'unknown', setBy: 'province' })
    expect(feeOf(provincial, { ...asked, grounds: ['elderly'] })).toMatchObject({ kind: 'unknown' })
    expect(feeOf(provincial, { ...asked, grounds: ['poor-household'] })).toMatchObject({ amountVnd: 0 })
  })

  test('of the province comes before the national one, for its time', () => {
    const both = withProvincialFees(residence, {
      rules: [{ amountVnd: 0, channel: 'online', from: '2027-01-01' }],
      exemptions: [],
    })
    expect(feeOf(both, { ...asked, channel: 'online' })).toMatchObject({ amountVnd: 10_000 })
    expect(feeOf(both, { ...asked, channel: 'online', today: '2027-01-01' })).toMatchObject({ amountVnd: 0 })
    expect(feeOf(both, { ...asked, today: '2027-01-01' })).toMatchObject({ amountVnd: 20_000 })
  })
})
