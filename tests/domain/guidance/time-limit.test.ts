import { describe, expect, test } from 'vitest'
import { type StatedTimeLimit, timeLimitOf } from '../../../src/domain/guidance/time-limit.ts'

const label = { vi: 'x', en: 'x' }
const cases = [
  {
    id: 'what',
    question: label,
    options: [
      { value: 'details', label },
      { value: 'rights', label },
      { value: 'landslide', label },
    ],
  },
]
/** Lào Cai, procedure 1.115669: 4, 5 or 10 working days. */
const stated: StatedTimeLimit = {
  value: 4,
  unit: 'working-days',
  variants: [
    { when: { question: 'what', is: 'rights' }, value: 5, unit: 'working-days' },
    { when: { question: 'what', is: 'landslide' }, value: 10, unit: 'working-days' },
  ],
}
const asked = { cases, answers: {}, today: '2026-11-26', isMountainCommune: false }

describe('the limit of a case', () => {
  test.each([
    ['details', 4],
    ['rights', 5],
    ['landslide', 10],
  ])('%s: %i working days', (what, value) => {
    expect(timeLimitOf(stated, { ...asked, answers: { what } })).toEqual({
      kind: 'decided',
      limit: { value, unit: 'working-days' },
      extension: undefined,
    })
  })

  test('before the answer all of them are open, the usual one last', () => {
    const open = timeLimitOf(stated, asked)
    expect(open.kind === 'depends' ? open.limits.map(({ value }) => value) : []).toEqual([5, 10, 4])
  })

  test('an answer that is no option decides nothing', () => {
    expect(timeLimitOf(stated, { ...asked, answers: { what: 'flood' } }).kind).toBe('depends')
  })

  test('without variants the limit is decided at once', () => {
    expect(timeLimitOf({ value: 3, unit: 'working-days' }, { ...asked, cases: [] })).toMatchObject({
      kind: 'decided',
      limit: { value: 3 },
    })
  })
})

describe('in a mountain commune', () => {
  const mountain = { ...asked, answers: { what: 'rights' }, isMountainCommune: true }

  test('the extension is added where it is counted in the same unit', () => {
    const mountainExtension = { value: 10, unit: 'working-days' } as const
    expect(timeLimitOf({ ...stated, mountainExtension }, mountain)).toEqual({
      kind: 'decided',
      limit: { value: 15, unit: 'working-days' },
      extension: mountainExtension,
    })
    expect(
      timeLimitOf({ ...stated, mountainExtension }, { ...mountain, isMountainCommune: false }),
    ).toMatchObject({
      limit: { value: 5 },
      extension: undefined,
    })
  })

  test('two units do not add up to one date: staff confirm', () => {
    const decided = timeLimitOf({ ...stated, mountainExtension: { value: 10, unit: 'days' } }, mountain)
    expect(decided).toMatchObject({
      kind: 'decided',
      limit: { value: 5, unit: 'working-days', confirm: true },
    })
  })

  test('a limit that is not known stays unknown', () => {
    const unknown: StatedTimeLimit = { unit: 'days', mountainExtension: { value: 10, unit: 'days' } }
    expect(timeLimitOf(unknown, { ...mountain, cases: [] })).toMatchObject({ limit: { unit: 'days' } })
    expect(timeLimitOf(unknown, { ...mountain, cases: [] })).not.toHaveProperty('limit.value')
  })

  test('every open limit is extended', () => {
    const open = timeLimitOf(
      { ...stated, mountainExtension: { value: 10, unit: 'working-days' } },
      { ...mountain, answers: {} },
    )
    expect(open.kind === 'depends' ? open.limits.map(({ value }) => value) : []).toEqual([15, 20, 14])
  })
})
