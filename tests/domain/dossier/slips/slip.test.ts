import { describe, expect, test } from 'vitest'
import { type SlipKind, slipOf, slipsOf } from '../../../../src/domain/dossier/slips/slip.ts'
import type { SlipDossier, SlipEvent } from '../../../../src/domain/dossier/slips/slip-dossier.ts'

const names: Readonly<Record<string, string>> = {
  'tiep-nhan': 'Lò Thị Pành',
  'xu-ly': 'Giàng A Páo',
  'lanh-dao': "H'Hen Niê",
}
const event = (type: string, by: string, day: number, details: Record<string, unknown> = {}): SlipEvent => ({
  type,
  by,
  at: `2026-11-${String(day).padStart(2, '0')}T03:00:00.000Z`,
  details,
})
const papers = [
  { component: 'birth-certificate', name: 'Giấy chứng sinh', originals: 1, certified: 0, copies: 2 },
]
const receive = event('receive', 'tiep-nhan', 2, { papers, returnWay: 'post' })

function dossier(events: readonly SlipEvent[], changed: Partial<SlipDossier> = {}): SlipDossier {
  return {
    events: [event('arrive', '0198', 1), ...events],
    dueAt: '2026-11-12T10:00:00.000Z',
    stepDues: null,
    returnWay: 'counter',
    supplementUntil: null,
    filedPapers: ['Giấy chứng sinh'],
    unit: 'Phường Lào Cai',
    personName: (username) => names[username] ?? username,
    unitName: (code) => (code === 'H38.21' ? 'Xã Tả Van' : code),
    ...changed,
  }
}

describe('the slips of a dossier', () => {
  test.each<[string, readonly string[], readonly SlipKind[]]>([
    ['nothing while it only arrived', ['arrive', 'check'], []],
    ['appointment and control once received', ['arrive', 'receive'], ['receipt', 'control']],
    ['a request before reception', ['arrive', 'request-supplement'], ['supplement']],
    ['a refusal', ['arrive', 'refuse'], ['refusal']],
    ['an apology', ['receive', 'start', 'extend'], ['receipt', 'apology', 'control']],
    ['a stop', ['receive', 'stop'], ['receipt', 'stop', 'control']],
    ['a stop at the wish of the citizen', ['withdraw'], ['stop']],
    ['a stop because nothing came', ['request-supplement', 'lapse'], ['supplement', 'stop']],
  ])('are those that something is to be told on: %s', (_why, types, expected) => {
    expect(slipsOf(types.map((type) => ({ type })))).toEqual(expected)
  })

  test('01 says what was handed in, when it is ready and how it comes back', () => {
    expect(slipOf('receipt', dossier([receive]))).toEqual({
      kind: 'receipt',
      at: '2026-11-02T03:00:00.000Z',
      officer: 'Lò Thị Pành',
      papers: [{ name: 'Giấy chứng sinh', counts: { originals: 1, certified: 0, copies: 2 } }],
      dueAt: '2026-11-12T10:00:00.000Z',
      returnWay: 'post',
    })
    expect(slipOf('receipt', dossier([event('receive', 'tiep-nhan', 2)], { dueAt: null }))).toMatchObject({
      papers: [{ name: 'Giấy chứng sinh', counts: null }],
      dueAt: null,
      returnWay: 'counter',
    })
  })

  test('01 printed again after a new appointment still says what was promised', () => {
    const previousDueAt = '2026-11-10T10:00:00.000Z'
    const extend = event('extend', 'lanh-dao', 9, {
      reason: 'Cần xác minh',
      dueAt: '2026-11-12T10:00:00.000Z',
      previousDueAt,
    })
    const extended = dossier([receive, extend])
    expect(slipOf('receipt', extended)).toMatchObject({ dueAt: previousDueAt })
    expect(slipOf('apology', extended)).toMatchObject({
      officer: "H'Hen Niê",
      reason: 'Cần xác minh',
      previousDueAt,
      dueAt: '2026-11-12T10:00:00.000Z',
    })
  })

  test.each<[SlipKind, SlipEvent, object]>([
    [
      'supplement',
      event('request-supplement', 'tiep-nhan', 3, { reason: 'Ảnh bị mờ', papers }),
      { reason: 'Ảnh bị mờ', papers: [{ name: 'Giấy chứng sinh' }], until: '2026-11-24' },
    ],
    [
      'refusal',
      event('refuse', 'tiep-nhan', 3, { reason: 'Không thuộc thẩm quyền' }),
      { reason: 'Không thuộc thẩm quyền' },
    ],
    [
      'stop',
      event('stop', 'lanh-dao', 3, { reason: 'Người dân đề nghị' }),
      { cause: 'stop', reason: 'Người dân đề nghị' },
    ],
    ['stop', event('withdraw', 'tiep-nhan', 3, { reason: 'Rút' }), { cause: 'withdraw', reason: 'Rút' }],
    ['stop', event('lapse', 'gateway', 3), { cause: 'lapse', reason: null, officer: 'gateway' }],
  ])('%s tells what was decided and why', (kind, decided, expected) => {
    const slip = slipOf(kind, dossier([decided], { supplementUntil: '2026-11-24' }))
    expect(slip).toMatchObject({ kind, at: decided.at, ...expected })
  })

  test('of two requests the last one is printed', () => {
    const first = event('request-supplement', 'tiep-nhan', 3, { reason: 'Thiếu giấy', papers })
    const second = event('request-supplement', 'xu-ly', 5, { reason: 'Ảnh bị mờ', papers: [] })
    expect(slipOf('supplement', dossier([first, second]))).toMatchObject({ reason: 'Ảnh bị mờ', papers: [] })
  })

  test('details of another version do no harm', () => {
    for (const details of [
      {},
      { papers: 'x', reason: 7 },
      { papers: [null, {}, { name: 3 }, { name: 'a' }] },
    ])
      expect(slipOf('supplement', dossier([event('request-supplement', 'xu-ly', 3, details)]))).toMatchObject(
        {
          reason: '',
        },
      )
  })

  test('there is none for what did not happen', () => {
    expect(slipOf('refusal', dossier([receive]))).toBeUndefined()
  })
})

describe('the control slip', () => {
  const way = [
    receive,
    event('assign', 'lanh-dao', 2, { officer: 'xu-ly' }),
    event('start', 'xu-ly', 3),
    event('fee-paid', 'tiep-nhan', 3),
    event('transfer', 'xu-ly', 4, { to: { unit: 'H38.21' } }),
    event('accept-transfer', 'xa-ben', 5),
    event('submit-for-signature', 'xa-ben', 6),
    event('send-back', 'lanh-dao', 7),
    event('submit-for-signature', 'xa-ben', 8),
    event('sign', 'lanh-dao', 11),
    event('hand-over', 'tiep-nhan', 20, { receivedBy: null }),
  ]
  const stepsOf = (given: SlipDossier) => {
    const slip = slipOf('control', given)
    return slip?.kind === 'control'
      ? slip.steps.map(({ event: type, from, to, timeliness }) => [
          type,
          from.role ?? ('name' in from ? from.name : ''),
          to.role ?? ('name' in to ? to.name : ''),
          timeliness,
        ])
      : []
  }

  test('names who gave the dossier to whom, and nothing that did not move it', () => {
    expect(stepsOf(dossier(way))).toEqual([
      ['receive', 'applicant', 'Lò Thị Pành', 'within'],
      ['assign', "H'Hen Niê", 'Giàng A Páo', 'within'],
      ['start', 'Giàng A Páo', 'Giàng A Páo', 'within'],
      ['transfer', 'Giàng A Páo', 'Xã Tả Van', 'within'],
      ['accept-transfer', 'Xã Tả Van', 'xa-ben', 'within'],
      ['submit-for-signature', 'xa-ben', 'leader', 'within'],
      ['send-back', "H'Hen Niê", 'xa-ben', 'within'],
      ['submit-for-signature', 'xa-ben', 'leader', 'within'],
      ['sign', "H'Hen Niê", 'reception', 'early'],
      ['hand-over', 'Lò Thị Pành', 'applicant', null],
    ])
  })

  test.each([
    ['2026-11-12T10:00:00.000Z', 'early'],
    ['2026-11-11T10:00:00.000Z', 'on-time'],
    ['2026-11-11T03:00:00.000Z', 'on-time'],
    ['2026-11-11T02:59:59.999Z', 'late'],
    [null, null],
  ])('tells early, on time and late apart: due %s is %s', (dueAt, expected) => {
    expect(stepsOf(dossier(way, { dueAt })).find(([type]) => type === 'sign')?.[3]).toBe(expected)
  })
})
