import { describe, expect, test } from 'vitest'
import { dossierNamed, matchPayment, notAtBank } from '../../../src/domain/fee/bank-payment.ts'
import { decideFee, type FeeDecision, type FeeRow } from '../../../src/domain/fee/fee-rows.ts'

const dossiers = [
  { id: 'a', numbers: ['H38.20-261126-0001', '2A3E4-5G6H7'] },
  { id: 'b', numbers: ['H38.20-261126-0012', 'WXY23-456AD'] },
]

test.each([
  ['H38.20-261126-0001', 'a'],
  ['MBVCB.123 H3820 261126 0001 GIANG A PAO CHUYEN TIEN', 'a'],
  ['le phi h38.20-261126-0012.', 'b'],
  ['WXY23456AD', 'b'],
  // One digit more is another dossier.
  ['H38.20-261126-00011', null],
  ['H38.20-261126-0001 H38.20-261126-0012', null],
  ['nop le phi', null],
  ['', null],
])('"%s" names %s', (description, id) => {
  expect(dossierNamed(description, dossiers)?.id ?? null).toBe(id)
})

function rowsOf(...decisions: readonly FeeDecision[]): FeeRow[] {
  const rows: FeeRow[] = []
  for (const decision of decisions) {
    const decided = decideFee(rows, decision, { at: '2026-11-26T01:00:00.000Z', by: 'thu-ngan' })
    if (!decided.ok) throw new Error(decided.problem)
    rows.push(...decided.rows)
  }
  return rows
}
const set = (amountVnd: number): FeeDecision => ({
  type: 'set',
  content: { kind: 'fee', rule: null, fullVnd: amountVnd, amountVnd, exemption: null },
})
const paid: FeeDecision = { type: 'pay', fee: 1, payment: { way: 'transfer', receiptNumber: 'FT1' } }

describe('a payment', () => {
  test.each([
    ['all that is due', rowsOf(set(20_000), set(5_000)), 25_000, { kind: 'pays', fees: [1, 2] }],
    ['one of two fees', rowsOf(set(20_000), set(5_000)), 5_000, { kind: 'pays', fees: [2] }],
    ['too little', rowsOf(set(20_000)), 19_999, { kind: 'parked', problem: 'short' }],
    ['too much', rowsOf(set(20_000)), 20_001, { kind: 'parked', problem: 'over' }],
    ['the same again', rowsOf(set(20_000), paid), 20_000, { kind: 'parked', problem: 'double' }],
    ['something else afterwards', rowsOf(set(20_000), paid), 7, { kind: 'parked', problem: 'nothing-due' }],
    ['for what costs nothing', [], 20_000, { kind: 'parked', problem: 'nothing-due' }],
  ] as const)('of %s', (_, rows, amountVnd, match) => {
    expect(matchPayment(rows, amountVnd, 'FT2')).toEqual(match)
  })

  test('that is in the rows already is not recorded again', () => {
    expect(matchPayment(rowsOf(set(20_000), paid), 20_000, 'FT1')).toEqual({ kind: 'recorded' })
  })
})

test('what stands in the book and was taken back again is missing from no statement', () => {
  const entry = (dossier: string, receiptNumber: string | null, amountVnd: number) => ({
    dossier,
    receiptNumber,
    amountVnd,
  })
  const book = [
    entry('a', 'FT1', 20_000),
    entry('b', null, 8_000),
    entry('c', 'FT9', 5_000),
    entry('c', 'FT9', -5_000),
  ]
  expect(notAtBank(book, new Set(['FT1']))).toEqual([entry('b', null, 8_000)])
})
