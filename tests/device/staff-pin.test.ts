import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { database } from '../../src/device/database.ts'
import {
  currentQuietMinutes,
  hearKioskSettings,
  readKioskLook,
  setKioskLook,
  setQuietMinutes,
} from '../../src/device/kiosk-setting.ts'
import { hashStaffPin, isPin, setStaffPin, tryStaffPin } from '../../src/device/staff-pin.ts'
import { toBase64Url } from '../../src/vault/encoding.ts'
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

describe('what the unit has set for its kiosks', () => {
  const heard = async (quietMinutes: 2 | 10 | null, pin: string | null) => {
    const hashed = pin === null ? null : await hashStaffPin(pin)
    await hearKioskSettings({
      quietMinutes,
      theme: 'contrast',
      pin:
        hashed === null
          ? null
          : { ...hashed, salt: toBase64Url(hashed.salt), hash: toBase64Url(hashed.hash) },
    })
  }

  test('is in force at once, and its PIN opens', async () => {
    await heard(10, rightPin)
    expect(await currentQuietMinutes()).toBe(10)
    expect(await readKioskLook()).toEqual({ own: null, ofUnit: 'contrast', brightness: 100 })
    expect(await tryStaffPin(rightPin)).toEqual({ ok: true })
    await heard(null, null)
    expect(await currentQuietMinutes()).toBe(3)
    expect(await tryStaffPin(rightPin)).toEqual({ ok: false, problem: 'no-pin' })
  })

  test('gives way to what staff have set here, three minutes too, until they take that back', async () => {
    await heard(10, '999999')
    await setQuietMinutes(3)
    await setStaffPin(rightPin)
    expect(await currentQuietMinutes()).toBe(3)
    expect(await tryStaffPin('999999')).toMatchObject({ problem: 'wrong-pin' })
    expect(await tryStaffPin(rightPin)).toEqual({ ok: true })
    await heard(2, '888888')
    expect(await currentQuietMinutes()).toBe(3)
    await setQuietMinutes(null)
    expect(await currentQuietMinutes()).toBe(2)
  })

  test('gives way to the colours of this kiosk until staff take them back', async () => {
    await heard(10, null)
    await setKioskLook({ theme: 'light' })
    await setKioskLook({ brightness: 60 })
    await heard(2, null)
    expect(await readKioskLook()).toEqual({ own: 'light', ofUnit: 'contrast', brightness: 60 })
    expect(await currentQuietMinutes()).toBe(2)
    await setKioskLook({ theme: null })
    expect(await readKioskLook()).toMatchObject({ own: null, ofUnit: 'contrast' })
  })

  test('leaves what an earlier version has kept: five minutes were set there, three were not', async () => {
    const kept = { key: 'kiosk', pin: null, wrongPins: 0, waitUntil: 0 } as const
    await database.settings.put({ ...kept, quietMinutes: 5 })
    await heard(10, null)
    expect(await currentQuietMinutes()).toBe(5)
    await database.settings.put({ ...kept, quietMinutes: 3 })
    await heard(10, null)
    expect(await currentQuietMinutes()).toBe(10)
  })
})
