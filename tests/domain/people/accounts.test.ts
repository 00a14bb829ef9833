import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { passwordProblem } from '../../../src/domain/people/password.ts'
import { isWithin, may, permissions, staffRoles } from '../../../src/domain/people/permissions.ts'
import { rolesIn, unitKinds } from '../../../src/domain/people/units.ts'
import { normaliseUsername, parseUsername } from '../../../src/domain/people/username.ts'

describe('a username', () => {
  test.each([
    ['panh.lt', 'panh.lt'],
    ['  ADMIN\n', 'admin'],
    ['ａｄｍｉｎ', 'admin'],
    ['to-1_a', 'to-1_a'],
  ])('%j is taken as %s', (typed, username) => {
    expect(parseUsername(typed)).toEqual({ ok: true, username })
  })

  test.each([
    '',
    ' ',
    'pành',
    'аdmin',
    'ad\u200bmin',
    'a b',
    '.a',
    'a.',
    'a..b',
    '<b>',
    "a'--",
    'x'.repeat(41),
  ])('%j is refused', (typed) => {
    expect(parseUsername(typed)).toEqual({ ok: false, problem: 'username-invalid' })
  })

  test('that was accepted is found again however it is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const parsed = parseUsername(typed)
        if (!parsed.ok) return
        for (const variant of [typed, typed.toUpperCase(), ` ${typed} `, typed.normalize('NFD')])
          expect(normaliseUsername(variant)).toBe(parsed.username)
      }),
    )
  })
})

describe('a password', () => {
  test.each([
    ['ngắn', 'password-too-short'],
    ['    chín    ', 'password-too-short'],
    ['1234567890', 'password-common'],
    ['MatKhau123', 'password-common'],
    ['mật khẩu 123'.normalize('NFD'), 'password-common'],
    ['aaaaaaaaaaaa', 'password-common'],
    ['Nguyen.Thi.Mo', 'password-is-username'],
    ['x'.repeat(201), 'password-too-long'],
    ['suối chảy qua bản', null],
    ['😀😁😂😃😄😅😆😇😈😉', null],
  ])('%j: %s', (password, problem) => {
    expect(passwordProblem(password, 'nguyen.thi.mo')).toBe(problem)
  })
})

describe('roles and units', () => {
  test('every role is at home in some kind of unit, and may keep its own account', () => {
    expect(new Set(unitKinds.flatMap(rolesIn))).toEqual(new Set(staffRoles))
    for (const role of staffRoles) expect(may(role, 'own-account')).toBe(true)
    for (const permission of permissions)
      expect(
        staffRoles.some((role) => may(role, permission)),
        permission,
      ).toBe(true)
  })

  test('only the observer of a province sees below its own unit', () => {
    for (const role of staffRoles) {
      expect(isWithin({ role, unit: 'H38' }, ['H38.20', 'H38'])).toBe(role === 'province-observer')
      expect(isWithin({ role, unit: 'H38.20' }, ['H38.20', 'H38'])).toBe(true)
      expect(isWithin({ role, unit: 'H39' }, ['H38.20', 'H38'])).toBe(false)
    }
  })
})
