import { expect, test } from 'vitest'
import { noticesOn } from '../../../src/domain/notice/notice.ts'

const notice = (id: string, from: string, until: string, order = 5, procedure: string | null = null) => ({
  id,
  from,
  until,
  order,
  procedure,
})
const all = [
  notice('over', '2026-11-01', '2026-11-25'),
  notice('last day', '2026-11-01', '2026-11-26'),
  notice('first day', '2026-11-26', '2026-12-26'),
  notice('coming', '2026-11-27', '2026-12-26'),
  notice('first to read', '2026-11-01', '2026-12-01', 1, '1.001193'),
]

test('a notice is shown from its first day to its last and goes by itself', () => {
  expect(noticesOn(all, '2026-11-26', null).map(({ id }) => id)).toEqual([
    'first to read',
    'first day',
    'last day',
  ])
  expect(noticesOn(all, '2026-12-27', null)).toEqual([])
})

test('the guide of a procedure shows what is about it only', () => {
  expect(noticesOn(all, '2026-11-26', '1.001193').map(({ id }) => id)).toEqual(['first to read'])
  expect(noticesOn(all, '2026-11-26', '1.000689')).toEqual([])
})
