import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { vietnamCalendar as calendar } from '../../../src/catalogue/calendar.ts'
import {
  type Actor,
  type Circumstances,
  type Decision,
  type DeskRecord,
  decide,
  openEvents,
} from '../../../src/domain/dossier/decide.ts'
import { eventsIn, isClosed, nationalState, nextStage, stages } from '../../../src/domain/dossier/workflow.ts'
import { may, staffRoles } from '../../../src/domain/people/permissions.ts'
import { arrived } from './arrived-record.ts'

const at = '2026-11-25T02:00:00.000Z'
const boss: Actor = { username: 'lanh-dao', unit: 'H38.20', has: () => true }

function circumstances(now = at): Circumstances {
  const due = (from: string) => ({
    dueAt: new Date(Date.parse(from) + 5 * 86_400_000).toISOString(),
    dueReason: 'working-days',
  })
  return { at: now, calendar, due, shares: { reception: 10, processing: 60, signature: 20, result: 10 } }
}

/** After one decision; fails where the rules refuse it. */
function outcome(record: DeskRecord, decision: Decision, now = at, actor: Actor | null = boss): DeskRecord {
  const decided = decide(record, decision, actor, circumstances(now))
  if (!decided.ok) throw new Error(`${decision.type} in ${record.stage}: ${decided.problem}`)
  return { ...record, ...decided.changes }
}

function through(...decisions: readonly Decision[]): DeskRecord {
  return decisions.reduce((record, decision) => outcome(record, decision), arrived)
}

const plain = [
  'arrive',
  'check',
  'refuse',
  'supplement',
  'lapse',
  'start',
  'accept-transfer',
  'decline-transfer',
  'request-payment',
  'pay',
  'submit-for-signature',
  'sign',
  'send-back',
  'finish',
  'stop',
  'withdraw',
  'add-papers',
] as const
const anyDecision: fc.Arbitrary<Decision> = fc.oneof(
  fc.constantFrom(...plain).map((type) => ({ type })),
  fc.constant<Decision>({ type: 'receive' }),
  fc.constantFrom('a', 'b').map((officer): Decision => ({ type: 'assign', officer })),
  fc.constantFrom('H38.21', null).map((to): Decision => ({ type: 'transfer', to })),
  fc.integer({ min: 1, max: 60 }).map(
    (days): Decision => ({
      type: 'extend',
      dueAt: new Date(Date.parse(at) + days * 86_400_000).toISOString(),
    }),
  ),
  fc.boolean().map((isSecondMeant): Decision => ({ type: 'request-supplement', isSecondMeant })),
  fc.constantFrom('counter', 'post', 'electronic').map((way): Decision => ({ type: 'hand-over', way })),
)

describe('no sequence of events leaves the table', () => {
  test('whatever is tried, each step is one that the table lists, and a closed dossier stays as it is', () => {
    fc.assert(
      fc.property(fc.array(anyDecision, { maxLength: 40 }), (decisions) => {
        let record = arrived
        for (const decision of decisions) {
          const decided = decide(record, decision, null, circumstances())
          const listed = nextStage(record.stage, decision.type)
          if (!decided.ok) continue
          expect(listed).toEqual({ ok: true, stage: decided.changes.stage })
          expect(isClosed(record.stage)).toBe(false)
          record = { ...record, ...decided.changes }
          expect(stages).toContain(record.stage)
          expect(record.closedAt !== null).toBe(isClosed(record.stage))
          expect(record.supplements).toBeGreaterThanOrEqual(0)
          expect(record.extensions).toBeLessThanOrEqual(1)
          // The clock only stands still where somebody else has to act, and only after it ran.
          if (record.clockStoppedAt !== null)
            expect(['supplement-in-processing', 'payment-requested']).toContain(record.stage)
          if (record.stage === 'supplement-requested') expect(record.receivedAt).toBeNull()
        }
      }),
    )
  })

  test('what a person is offered is what the rules would not forbid them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...stages),
        fc.constantFrom(...staffRoles),
        fc.constantFrom('H38.20', 'H38.21', 'H38.22'),
        fc.constantFrom('H38.20', 'H38.21'),
        anyDecision,
        (stage, role, unit, handlerUnit, decision) => {
          const record: DeskRecord = { ...arrived, stage, handlerUnit }
          const actor: Actor = { username: 'a', unit, has: (permission) => may(role, permission) }
          const decided = decide(record, decision, actor, circumstances())
          const isForbidden =
            !decided.ok && (decided.problem === 'forbidden' || decided.problem === 'transition-not-allowed')
          expect(openEvents(record, actor).includes(decision.type)).toBe(!isForbidden)
        },
      ),
    )
    expect(openEvents({ ...arrived, stage: 'processing', extensions: 1 }, boss)).not.toContain('extend')
  })

  test('what is closed can be taken up by nobody', () => {
    const closed = stages.filter(isClosed)
    expect(closed.toSorted()).toEqual(['refused', 'returned', 'stopped', 'withdrawn'])
    for (const stage of closed) expect(eventsIn(stage, () => true)).toEqual([])
  })

  test('a second acceptance, a skipped state and a result for a withdrawn dossier are refused', () => {
    const refused = (record: DeskRecord, decision: Decision) =>
      decide(record, decision, boss, circumstances())
    const no = { ok: false, problem: 'transition-not-allowed' }
    expect(refused(through({ type: 'receive' }), { type: 'receive' })).toEqual(no)
    expect(refused(arrived, { type: 'finish' })).toEqual(no)
    expect(refused(through({ type: 'receive' }), { type: 'hand-over', way: 'counter' })).toEqual(no)
    const withdrawn = through({ type: 'receive' }, { type: 'start' }, { type: 'withdraw' })
    expect(nationalState(withdrawn.stage)).toBe(7)
    for (const type of ['finish', 'sign'] as const) expect(refused(withdrawn, { type })).toEqual(no)
    expect(
      refused(through({ type: 'receive' }, { type: 'start' }, { type: 'finish' }), { type: 'withdraw' }),
    ).toEqual(no)
  })
})

describe('the legal clock', () => {
  test('asking for more stops it, and it starts again from zero when all is there (rules.md §1.3)', () => {
    const asked = outcome(through({ type: 'receive' }, { type: 'start' }), { type: 'request-supplement' })
    expect(asked.clockStoppedAt).toBe(at)
    // Fifteen working days after Wednesday 25 November 2026.
    expect(asked.supplementUntil).toBe('2026-12-16')
    const later = '2026-12-03T02:00:00.000Z'
    const complete = outcome(asked, { type: 'supplement' }, later)
    expect(complete).toMatchObject({
      stage: 'processing',
      clockStoppedAt: null,
      supplementUntil: null,
      dueAt: '2026-12-08T02:00:00.000Z',
    })
  })

  test('the limit starts on the day on which the last paper came, not when somebody looked', () => {
    const asked = outcome(through({ type: 'receive' }, { type: 'start' }), { type: 'request-supplement' })
    const came = outcome(asked, { type: 'add-papers' }, '2026-12-01T02:00:00.000Z', null)
    expect(came).toMatchObject({ stage: 'supplement-in-processing', clockStoppedAt: at })
    const complete = outcome(came, { type: 'supplement' }, '2026-12-03T02:00:00.000Z')
    expect(complete.dueAt).toBe('2026-12-06T02:00:00.000Z')
  })

  test('more asked for before reception stops nothing: nothing runs yet', () => {
    const asked = outcome(arrived, { type: 'request-supplement' })
    expect(asked).toMatchObject({ stage: 'supplement-requested', clockStoppedAt: null, receivedAt: null })
    expect(outcome(asked, { type: 'supplement' })).toMatchObject({ stage: 'checked', dueAt: null })
  })

  test('a second request for more must be meant: it makes the dossier late (rules.md §1.4)', () => {
    const once = outcome(outcome(arrived, { type: 'request-supplement' }), { type: 'supplement' })
    expect(decide(once, { type: 'request-supplement' }, boss, circumstances())).toEqual({
      ok: false,
      problem: 'second-supplement-request',
    })
    expect(outcome(once, { type: 'request-supplement', isSecondMeant: true }).supplements).toBe(2)
  })

  test('the days in which the payment was awaited are not the desk’s', () => {
    const waiting = outcome(through({ type: 'receive' }, { type: 'start' }), { type: 'request-payment' })
    expect(waiting.dueAt).toBe('2026-11-30T02:00:00.000Z')
    // Wednesday to the Monday after: three working days.
    const paid = outcome(waiting, { type: 'pay' }, '2026-11-30T08:00:00.000Z')
    expect(paid).toMatchObject({
      stage: 'processing',
      clockStoppedAt: null,
      dueAt: '2026-12-03T02:00:00.000Z',
    })
  })

  test('one new appointment, and only a later one', () => {
    const received = through({ type: 'receive' })
    const extend = (record: DeskRecord, dueAt: string) =>
      decide(record, { type: 'extend', dueAt }, boss, circumstances())
    expect(extend(received, '2026-11-29T02:00:00.000Z')).toEqual({ ok: false, problem: 'due-date-not-later' })
    const extended = outcome(received, { type: 'extend', dueAt: '2026-12-10T02:00:00.000Z' })
    expect(extended.dueReason).toBe('extended')
    expect(extend(extended, '2026-12-20T02:00:00.000Z')).toEqual({ ok: false, problem: 'extension-used' })
  })
})

describe('whose turn it is', () => {
  const officer = (unit: string): Actor => ({
    username: `can-bo-${unit}`,
    unit,
    has: (permission) => may('processing', permission),
  })

  test('a transferred dossier is worked on by the unit it went to, and returned where it was received', () => {
    const sent = outcome(through({ type: 'receive' }, { type: 'start' }), { type: 'transfer', to: 'H38.21' })
    expect(sent).toMatchObject({ handlerUnit: 'H38.21', officer: null, stage: 'transferred' })
    expect(decide(sent, { type: 'accept-transfer' }, officer('H38.20'), circumstances())).toEqual({
      ok: false,
      problem: 'forbidden',
    })
    const taken = outcome(sent, { type: 'accept-transfer' }, at, officer('H38.21'))
    expect(taken.officer).toBe('can-bo-H38.21')
    const finished = outcome(taken, { type: 'finish' }, at, officer('H38.21'))
    expect(finished.handlerUnit).toBe('H38.20')
    expect(
      decide(finished, { type: 'hand-over', way: 'counter' }, officer('H38.21'), circumstances()).ok,
    ).toBe(false)
    expect(outcome(finished, { type: 'hand-over', way: 'post' })).toMatchObject({
      stage: 'returned',
      returnWay: 'post',
    })
  })

  test('a declined transfer comes back', () => {
    const sent = outcome(through({ type: 'receive' }, { type: 'start' }), { type: 'transfer', to: 'H38.21' })
    expect(outcome(sent, { type: 'decline-transfer' }, at, officer('H38.21'))).toMatchObject({
      stage: 'processing',
      handlerUnit: 'H38.20',
      transferredFrom: null,
    })
    // Passed on by the second unit and declined by the third, it comes back to the second.
    const taken = outcome(sent, { type: 'accept-transfer' }, at, officer('H38.21'))
    const passedOn = outcome(taken, { type: 'transfer', to: 'H38.22' }, at, officer('H38.21'))
    expect(passedOn).toMatchObject({ handlerUnit: 'H38.22', transferredFrom: 'H38.21' })
    expect(outcome(passedOn, { type: 'decline-transfer' }, at, officer('H38.22'))).toMatchObject({
      stage: 'processing',
      handlerUnit: 'H38.21',
      transferredFrom: null,
    })
    // One that waited before this was noted goes to who received it.
    expect(
      outcome({ ...passedOn, transferredFrom: null }, { type: 'decline-transfer' }, at, officer('H38.22')),
    ).toMatchObject({ handlerUnit: 'H38.20' })
  })

  test('what a role may not do is not offered and is refused, in every stage', () => {
    for (const role of staffRoles)
      for (const stage of stages) {
        const has = (permission: Parameters<typeof may>[1]) => may(role, permission)
        const offered = eventsIn(stage, has)
        if (role === 'province-observer' || role === 'team-member') expect(offered).toEqual([])
        for (const type of plain) {
          const decided = decide(
            { ...arrived, stage },
            { type },
            { username: 'x', unit: 'H38.20', has },
            circumstances(),
          )
          expect(decided.ok).toBe(offered.includes(type))
        }
      }
  })
})
