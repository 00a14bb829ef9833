import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { type AssistancePayload, assistancePayload } from '../../src/contract/assistance.ts'

const helped: AssistancePayload = {
  need: 'lost-passcode',
  outcome: 'not-done',
  next: 'police-visit',
  reason: 'no-phone',
  village: 'H38.20-T3',
  helpedOn: '2026-11-26',
}
const isTaken = (value: unknown) => v.is(assistancePayload, value)

test('help with an account is noted in closed lists, a village and a day, and in nothing else', () => {
  expect(isTaken(helped)).toBe(true)
  const [object] = assistancePayload.pipe
  expect(object.type).toBe('strict_object')
  const kinds = Object.entries(object.entries).map(([name, schema]) => {
    const inner = schema.type === 'nullable' ? schema.wrapped : schema
    return [name, inner.type]
  })
  expect(Object.fromEntries(kinds)).toEqual({
    need: 'picklist',
    outcome: 'picklist',
    next: 'picklist',
    reason: 'picklist',
    village: 'string',
    helpedOn: 'string',
  })
})

test.each([
  'password',
  'passcode',
  'otp',
  'code',
  'phone',
  'number',
  'citizenNumber',
  'name',
  'note',
  'photo',
  'card',
])('a field %s has no place', (field) => {
  expect(isTaken({ ...helped, [field]: '012345' })).toBe(false)
})

test('no field takes a secret, a number or a picture in the place of what it is for', () => {
  const secrets = fc.oneof(
    fc.stringMatching(/^\d{4,12}$/),
    fc.string({ minLength: 1 }),
    fc.constant('data:image/jpeg;base64,/9j/4AAQ'),
    fc.constant('0912345678'),
    fc.constant('010091000000'),
  )
  fc.assert(
    fc.property(secrets, fc.constantFrom(...Object.keys(helped)), (secret, field) => {
      const isItsOwn = v.is(assistancePayload, helped) && isTaken({ ...helped, [field]: secret })
      // Only by chance one of the list, and then it is no secret.
      expect(isItsOwn).toBe(false)
    }),
  )
})

test('a reason stands with what was not done, and only there', () => {
  expect(isTaken({ ...helped, reason: null })).toBe(false)
  expect(isTaken({ ...helped, outcome: 'done' })).toBe(false)
  expect(isTaken({ ...helped, outcome: 'done', reason: null, village: null })).toBe(true)
  expect(isTaken({ ...helped, village: '010091000000-T1' })).toBe(false)
  expect(isTaken({ ...helped, helpedOn: '2026-13-40' })).toBe(false)
})
