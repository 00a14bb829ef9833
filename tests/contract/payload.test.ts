import * as v from 'valibot'
import { expect, test } from 'vitest'
import { answers } from '../../src/contract/payload.ts'
import { householdAnswers } from '../domain/form/household-example.ts'

const isTaken = (value: unknown) => v.is(answers, value)

test('answers of every type travel as they are', () => {
  expect(v.parse(answers, householdAnswers)).toEqual(householdAnswers)
})

test.each<[string, unknown]>([
  ['a name that objects have by themselves', { toString: 'x' }],
  ['the same in an item', { members: [{ valueOf: 'x' }] }],
  ['a group in a group', { members: [{ children: [{ fullName: 'Páo' }] }] }],
  ['more than 60 items', { members: Array.from({ length: 61 }, () => ({ fullName: 'Páo' })) }],
  ['a drawing without end', { signature: 'M1 2'.padEnd(20_001, 'L3 4') }],
  ['an item id with a path', { members: [{ './fullName': 'Páo' }] }],
  ['an unknown paper', { paper: { kind: 'library-card', number: '1' } }],
  ['an address with more than its parts', { home: { province: '15', commune: '', detail: 'x', note: 'x' } }],
])('%s is refused', (_name, sent) => {
  expect(isTaken(sent)).toBe(false)
})

test('what could change an object itself does not get in', () => {
  const sent: unknown = JSON.parse('{"__proto__":{"x":1},"constructor":"x","head.fullName":"Dợ"}')
  const taken = v.safeParse(answers, sent)
  expect(Object.keys(taken.success ? taken.output : {})).not.toContain('__proto__')
  expect(Object.keys(taken.success ? taken.output : {})).not.toContain('constructor')
})

test('60 items and 20,000 characters of a drawing are taken', () => {
  expect(isTaken({ members: Array.from({ length: 60 }, () => ({ fullName: 'Páo' })) })).toBe(true)
  expect(isTaken({ signature: 'M1 2'.padEnd(20_000, 'L3 4') })).toBe(true)
})
