import { expect, test } from 'vitest'
import { dossierStateNames, nextState } from '../../../src/domain/dossier/states.ts'

test('the ten national states have their official names', () => {
  expect(Object.keys(dossierStateNames)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
  expect(dossierStateNames[5].vi).toBe('Yêu cầu bổ sung giấy tờ')
})

test('a dossier arrives once and is received once', () => {
  expect(nextState('none', 'arrive')).toEqual({ ok: true, state: 1 })
  expect(nextState(1, 'receive')).toEqual({ ok: true, state: 2 })
  for (const [state, event] of [
    ['none', 'receive'],
    [1, 'arrive'],
    [2, 'receive'],
    [10, 'receive'],
  ] as const) {
    expect(nextState(state, event)).toEqual({ ok: false, problem: 'transition-not-allowed' })
  }
})
