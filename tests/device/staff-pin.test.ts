import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { database } from '../../src/device/database.ts'
import { currentQuietMinutes, setQuietMinutes } from '../../src/device/kiosk-setting.ts'
import { isPin, setStaffPin, tryStaffPin } from '../../src/device/staff-pin.ts'
import { emptyDevice } from './fixture.ts'

// The slow hash is the session codes' own; here it would only take time.
vi.mock('../../src/device/session-code.ts', async (original) => ({
  ...(await original<typeof import('../../src/device/session-code.ts')>()),
  codeIterations: 10,
}))

const rightPin = '402611'

beforeEach(async () => {
  await emptyDevice()
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('a PIN is six to twelve digits', () => {
  expect(['123456', '123456789012'].every(isPin)).toBe(true)
  expect(['', '12345', '1234567890123', '12345a', '123 456', '１２３４５６'].some(isPin)).toBe(false)
})

test('without a PIN nothing opens', async () => {
  expect(await tryStaffPin('')).toEqual({ ok: false, problem: 'no-pin' })
})

test('the right PIN opens, the former one does not, and neither is stored', async () => {
  await setStaffPin('111111')
  await setStaffPin(rightPin)
  expect(await tryStaffPin('111111')).toEqual({ ok: false, problem: 'wrong-pin', attemptsLeft: 4 })
  expect(await tryStaffPin(rightPin)).toEqual({ ok: true })
  expect(JSON.stringify(await database.settings.toArray())).not.toContain(rightPin)
})

test('five wrong ones make everyone wait five minutes, also when they come at once', async () => {
  await setStaffPin(rightPin)
  await Promise.all(Array.from({ length: 5 }, () => tryStaffPin('000000')))
  expect(await tryStaffPin(rightPin)).toEqual({ ok: false, problem: 'wait', seconds: 300 })
  vi.setSystemTime(Date.now() + 299_000)
  expect(await tryStaffPin(rightPin)).toEqual({ ok: false, problem: 'wait', seconds: 1 })
  vi.setSystemTime(Date.now() + 1_000)
  expect(await tryStaffPin(rightPin)).toEqual({ ok: true })
})

test('a right PIN in between wipes the slate', async () => {
  await setStaffPin(rightPin)
  for (let tries = 0; tries < 4; tries++) await tryStaffPin('000000')
  await tryStaffPin(rightPin)
  expect(await tryStaffPin('000000')).toEqual({ ok: false, problem: 'wrong-pin', attemptsLeft: 4 })
})

test('the time until the question is three minutes, or what staff have chosen, and a new PIN leaves it', async () => {
  expect(await currentQuietMinutes()).toBe(3)
  expect(await setQuietMinutes(5)).toMatchObject({ ok: true })
  await setStaffPin(rightPin)
  expect(await currentQuietMinutes()).toBe(5)
})
