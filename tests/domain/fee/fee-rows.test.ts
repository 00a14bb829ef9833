import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  currentFees,
  decideFee,
  type FeeContent,
  type FeeDecision,
  type FeeRow,
} from '../../../src/domain/fee/fee-rows.ts'

const now = { at: '2026-11-26T02:00:00.000Z', by: 'giang-a-pao' }
const content: FeeContent = { kind: 'fee', rule: null, fullVnd: 20_000, amountVnd: 20_000, exemption: null }
const poor = { ground: 'poor-household', source: 'Nghị quyết 10/2023/NQ-HĐND' } as const
const cash = { way: 'cash', receiptNumber: 'AA/26P 0000123' } as const

function rowsAfter(...decisions: readonly FeeDecision[]): readonly FeeRow[] {
  const rows: FeeRow[] = []
  for (const decision of decisions) {
    const decided = decideFee(rows, decision, now)
    if (!decided.ok) throw new Error(decided.problem)
    rows.push(...decided.rows)
  }
  return rows
}

const problemAfter = (rows: readonly FeeRow[], decision: FeeDecision) => {
  const decided = decideFee(rows, decision, now)
  return decided.ok ? null : decided.problem
}

describe('the fees of a dossier', () => {
  test('are asked, then paid once', () => {
    const rows = rowsAfter({ type: 'set', content }, { type: 'pay', fee: 1, payment: cash })
    expect(currentFees(rows)).toMatchObject([{ state: 'paid', amountVnd: 20_000, ...cash }])
    expect(problemAfter(rows, { type: 'pay', fee: 1, payment: cash })).toBe('fee-not-due')
    expect(problemAfter(rows, { type: 'waive', fee: 1, reason: 'x' })).toBe('fee-not-due')
    expect(problemAfter(rows, { type: 'pay', fee: 2, payment: cash })).toBe('fee-unknown')
  })

  test('are lowered only when somebody has seen the proof, whose name stays with it', () => {
    const claimed = { ...content, exemption: { ...poor, proof: null } }
    expect(problemAfter([], { type: 'set', content: { ...claimed, amountVnd: 0 } })).toBe(
      'exemption-unchecked',
    )
    expect(problemAfter([], { type: 'set', content: { ...content, amountVnd: 10_000 } })).toBe(
      'exemption-unchecked',
    )
    expect(rowsAfter({ type: 'set', content: claimed })).toMatchObject([
      { state: 'due', amountVnd: 20_000, exemption: 'poor-household', exemptionCheckedBy: null },
    ])
    const checked = { ...content, amountVnd: 0, exemption: { ...poor, proof: 'Giấy chứng nhận hộ nghèo 12' } }
    expect(rowsAfter({ type: 'set', content: checked })).toMatchObject([
      { state: 'waived', fullVnd: 20_000, exemptionCheckedBy: 'giang-a-pao' },
    ])
  })

  test('when paid by mistake are taken back in a row of their own and written anew', () => {
    const rows = rowsAfter(
      { type: 'set', content },
      { type: 'pay', fee: 1, payment: cash },
      {
        type: 'correct',
        fee: 1,
        reason: 'Thu nhầm mức',
        content: { ...content, fullVnd: 10_000, amountVnd: 10_000 },
        payment: cash,
      },
    )
    expect(rows.map(({ state, amountVnd, replaces }) => [state, amountVnd, replaces])).toEqual([
      ['due', 20_000, null],
      ['paid', 20_000, null],
      ['reversed', -20_000, 2],
      ['paid', 10_000, 2],
    ])
  })

  test('come in by paying, never by a correction', () => {
    const rows = rowsAfter({ type: 'set', content })
    expect(problemAfter(rows, { type: 'correct', fee: 1, reason: 'x', content, payment: cash })).toBe(
      'fee-not-due',
    )
  })

  const amount = fc.integer({ min: 0, max: 5 }).map((thousands) => thousands * 1000)
  const anyContent = amount.map((vnd): FeeContent => ({ ...content, fullVnd: vnd, amountVnd: vnd }))
  const fee = fc.integer({ min: 1, max: 6 })
  const anyPayment = fc.constantFrom(cash, { way: 'transfer', receiptNumber: null } as const)
  const anyDecision: fc.Arbitrary<FeeDecision> = fc.oneof(
    fc.record({ type: fc.constant('set' as const), content: anyContent }),
    fc.record({ type: fc.constant('pay' as const), fee, payment: anyPayment }),
    fc.record({ type: fc.constant('waive' as const), fee, reason: fc.constant('x') }),
    fc.record({
      type: fc.constant('correct' as const),
      fee,
      reason: fc.constant('x'),
      content: anyContent,
      payment: fc.option(anyPayment),
    }),
  )

  test('whatever is decided, the money in the rows is what the fees that stand as paid say', () => {
    fc.assert(
      fc.property(fc.array(anyDecision, { maxLength: 30 }), (decisions) => {
        let rows: readonly FeeRow[] = []
        for (const decision of decisions) {
          const decided = decideFee(rows, decision, now)
          if (decided.ok) rows = [...rows, ...decided.rows]
        }
        const sum = (each: readonly FeeRow[]) => each.reduce((total, { amountVnd }) => total + amountVnd, 0)
        for (const way of ['cash', 'transfer'])
          expect(sum(rows.filter((row) => row.way === way))).toBe(
            sum(currentFees(rows).filter((row) => row.state === 'paid' && row.way === way)),
          )
        expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1))
        expect(
          rows.every((row) => (row.way !== null) === (row.state === 'paid' || row.state === 'reversed')),
        ).toBe(true)
      }),
    )
  })
})
