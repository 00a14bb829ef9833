import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { vietnamCalendar as calendar } from '../../../src/catalogue/calendar.ts'
import { standardStepShares } from '../../../src/catalogue/step-shares.ts'
import { type Decision, type DeskRecord, decide } from '../../../src/domain/dossier/decide.ts'
import { controlSharesOf } from '../../../src/domain/dossier/slips/control-shares.ts'
import {
  areStepShares,
  processingSteps,
  type StepShares,
  sharesOn,
  shareTime,
} from '../../../src/domain/dossier/step-dues.ts'
import { arrived } from './arrived-record.ts'

const shares: StepShares = { reception: 10, processing: 60, signature: 20, result: 10 }
// Monday 30 November 2026, 08:00; five working days later at 17:00, each worked 7:30–11:30 and 13:30–17:00.
const from = '2026-11-30T01:00:00.000Z'
const dueAt = '2026-12-04T10:00:00.000Z'

describe('the shares of a time limit', () => {
  test('are whole percent that make a hundred', () => {
    expect(areStepShares(shares)).toBe(true)
    expect(areStepShares({ ...shares, result: 11 })).toBe(false)
    expect(areStepShares({ reception: -10, processing: 80, signature: 20, result: 10 })).toBe(false)
    expect(areStepShares({ reception: 0.5, processing: 69.5, signature: 20, result: 10 })).toBe(false)
    for (const version of standardStepShares) expect(areStepShares(version.shares)).toBe(true)
  })

  test('hold from their day on', () => {
    const later = { ...shares, processing: 50, signature: 30 }
    const versions = [
      { from: '2026-12-01', shares: later },
      { from: '2025-07-01', shares },
    ]
    expect(sharesOn('2026-11-30', versions)).toBe(shares)
    expect(sharesOn('2026-12-01', versions)).toBe(later)
    expect(sharesOn('2025-06-30', versions)).toBeUndefined()
  })

  test('are taken of working time: nothing is due at night, and the last step with the dossier', () => {
    const dues = shareTime({ first: 'reception', from, dueAt, shares, calendar })
    expect(dues).toEqual({
      // 37 hours in all: 3:42, 25:54 and 33:18 after the beginning.
      reception: '2026-11-30T06:42:00.000Z',
      processing: '2026-12-03T04:24:00.000Z',
      signature: '2026-12-04T04:18:00.000Z',
      result: dueAt,
    })
  })

  test('are in the order of the steps and within the limit, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)).map((cuts) => cuts.toSorted((a, b) => a - b)),
        fc.integer({ min: 0, max: 30 * 24 * 60 }),
        fc.constantFrom(...processingSteps),
        ([a = 0, b = 0, c = 0], minutes, first) => {
          const split = { reception: a, processing: b - a, signature: c - b, result: 100 - c }
          const end = new Date(Date.parse(from) + minutes * 60_000).toISOString()
          const dues = shareTime({ first, from, dueAt: end, shares: split, calendar })
          const times = processingSteps.flatMap((step) => dues[step] ?? [])
          expect(times.length).toBe(processingSteps.length - processingSteps.indexOf(first))
          expect(times).toEqual(times.toSorted())
          expect(times.at(-1)).toBe(end)
        },
      ),
    )
  })
})

function decided(record: DeskRecord, at: string, decision: Decision): DeskRecord {
  // Each limit ends four days later at 17:00.
  const due = (start: string) => {
    const day = new Date(Date.parse(start) + 4 * 86_400_000).toISOString().slice(0, 10)
    return { dueAt: `${day}T10:00:00.000Z`, dueReason: 'working-days' }
  }
  const outcome = decide(record, decision, null, { at, calendar, due, shares })
  if (!outcome.ok) throw new Error(outcome.problem)
  return { ...record, ...outcome.changes }
}

describe('the step that runs', () => {
  const received = decided(arrived, from, { type: 'receive' })

  test('has its own due time, from reception to the signature', () => {
    expect(received.stepDueAt).toBe('2026-11-30T06:42:00.000Z')
    const started = decided(received, '2026-11-30T03:00:00.000Z', { type: 'start' })
    expect(started.stepDueAt).toBe('2026-12-03T04:24:00.000Z')
    const submitted = decided(started, '2026-12-02T03:00:00.000Z', { type: 'submit-for-signature' })
    expect(submitted.stepDueAt).toBe('2026-12-04T04:18:00.000Z')
    // Sent back: the time for processing is what it was, and may be over.
    expect(decided(submitted, '2026-12-04T03:00:00.000Z', { type: 'send-back' }).stepDueAt).toBe(
      started.stepDueAt,
    )
  })

  test('is none while somebody else has to act, and afterwards has its time moved', () => {
    const started = decided(received, '2026-11-30T03:00:00.000Z', { type: 'start' })
    const waiting = decided(started, '2026-12-01T03:00:00.000Z', { type: 'request-payment' })
    expect(waiting.stepDueAt).toBeNull()
    const paid = decided(waiting, '2026-12-03T03:00:00.000Z', { type: 'pay' })
    // Two working days later; over a weekend for those at the end.
    expect(paid.stepDueAt).toBe('2026-12-07T04:24:00.000Z')
    expect(paid.stepDues).toMatchObject({
      reception: '2026-11-30T06:42:00.000Z',
      result: paid.dueAt,
    })
  })

  test('has a new time with a new limit, shared among what is left', () => {
    const started = decided(received, '2026-11-30T03:00:00.000Z', { type: 'start' })
    const asked = decided(started, '2026-12-01T03:00:00.000Z', { type: 'request-supplement' })
    expect(asked.stepDueAt).toBeNull()
    const complete = decided(asked, '2026-12-07T01:00:00.000Z', { type: 'supplement' })
    expect(complete.stepDues?.reception).toBe('2026-11-30T06:42:00.000Z')
    expect(complete.stepDues?.result).toBe(complete.dueAt)
    expect((complete.stepDueAt ?? '') > '2026-12-07').toBe(true)
    const extended = decided(started, '2026-12-03T07:00:00.000Z', {
      type: 'extend',
      dueAt: '2026-12-09T10:00:00.000Z',
    })
    expect((extended.stepDueAt ?? '') > '2026-12-04').toBe(true)
    expect(extended.stepDues?.result).toBe('2026-12-09T10:00:00.000Z')
  })

  test('without a promised date there is none', () => {
    const outcome = decide(arrived, { type: 'receive' }, null, {
      at: from,
      calendar,
      due: () => ({ dueAt: null, dueReason: 'no-time-limit' }),
      shares,
    })
    expect(outcome).toMatchObject({ ok: true, changes: { stage: 'received', dueAt: null } })
    if (outcome.ok) expect(outcome.changes.stepDues ?? null).toBeNull()
  })
})

test('the control slip says when each step was due, when it was over, and whether in time', () => {
  const stepDues = {
    reception: '2026-11-30T06:42:00.000Z',
    processing: '2026-12-03T04:24:00.000Z',
    signature: '2026-12-04T04:18:00.000Z',
    result: dueAt,
  }
  const event = (type: string, at: string) => ({ type, at, by: 'xu-ly', details: {} })
  const events = [
    event('arrive', '2026-11-30T00:00:00.000Z'),
    event('receive', from),
    event('fee-set', '2026-11-30T02:00:00.000Z'),
    event('start', '2026-11-30T07:00:00.000Z'),
    event('submit-for-signature', '2026-12-01T03:00:00.000Z'),
    event('send-back', '2026-12-02T03:00:00.000Z'),
  ]
  const lines = (given: typeof events) =>
    controlSharesOf({ events: given, stepDues }).map(({ doneAt, isInTime }) => [doneAt, isInTime])
  expect(lines(events)).toEqual([
    ['2026-11-30T07:00:00.000Z', false],
    [null, null],
    [null, null],
    [null, null],
  ])
  const signed = [
    ...events,
    event('submit-for-signature', '2026-12-02T07:00:00.000Z'),
    event('sign', '2026-12-04T03:00:00.000Z'),
    event('hand-over', '2026-12-20T03:00:00.000Z'),
  ]
  expect(lines(signed)).toEqual([
    ['2026-11-30T07:00:00.000Z', false],
    ['2026-12-02T07:00:00.000Z', true],
    ['2026-12-04T03:00:00.000Z', true],
    ['2026-12-20T03:00:00.000Z', null],
  ])
  expect(controlSharesOf({ events: signed, stepDues: null })).toEqual([])
})
