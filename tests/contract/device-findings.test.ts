import { expect, test } from 'vitest'
import { deviceFindings, type LedgerEntry, sequenceRanges } from '../../src/contract/device-findings.ts'

const now = new Date('2026-11-26T02:00:00.000Z')
const fine: LedgerEntry = {
  lastContactAt: '2026-11-26T01:00:00.000Z',
  missingSequences: [],
  brokenLinks: [],
  queueLength: 0,
  clockOffsetMs: 1_000,
  storeLostAt: null,
  revokedAt: null,
}
const findings = (changed: Partial<LedgerEntry>) => deviceFindings({ ...fine, ...changed }, now)

test('a device in order is not spoken of', () => {
  expect(findings({})).toEqual([])
  expect(findings({ queueLength: null, clockOffsetMs: null, lastContactAt: null })).toEqual([])
})

test('a missing number is lost only when the device says that it has it no longer', () => {
  expect(findings({ missingSequences: [37], queueLength: 1 })).toMatchObject([{ kind: 'missing' }])
  expect(findings({ missingSequences: [37], queueLength: null })).toMatchObject([{ kind: 'missing' }])
  expect(findings({ missingSequences: [37, 38], queueLength: 1 })).toMatchObject([{ kind: 'lost' }])
})

test('a broken chain, a wiped store, a clock more than ten minutes off and a week of silence are each named', () => {
  expect(findings({ brokenLinks: [4] })).toMatchObject([{ kind: 'chain-broken', sequences: [4] }])
  expect(findings({ storeLostAt: '2026-11-25T02:00:00.000Z' })).toMatchObject([{ kind: 'store-lost' }])
  expect(findings({ clockOffsetMs: -600_001 })).toMatchObject([{ kind: 'clock-off' }])
  expect(findings({ clockOffsetMs: 600_000 })).toEqual([])
  expect(findings({ lastContactAt: '2026-11-19T01:59:59.000Z' })).toMatchObject([{ kind: 'silent' }])
})

test('a revoked device is asked for what is missing, not for its clock or its silence', () => {
  const revoked = { revokedAt: '2026-11-20T00:00:00.000Z', lastContactAt: '2026-01-01T00:00:00.000Z' }
  expect(findings({ ...revoked, clockOffsetMs: 1e9 })).toEqual([])
  expect(findings({ ...revoked, missingSequences: [2] })).toMatchObject([{ kind: 'lost' }])
})

test('numbers in a row are one range', () => {
  expect(sequenceRanges([])).toBe('')
  expect(sequenceRanges([3, 5, 6, 7, 12])).toBe('3, 5–7, 12')
})
