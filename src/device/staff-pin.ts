/**
 * The PIN of the staff corner. It keeps passers-by out of a screen without personal data; whoever can read the disk
 * can try all six-digit PINs against the hash, so it must not be used for anything else.
 */
import type { PinHash } from './database.ts'
import { changeKioskSetting, readKioskSetting, readStaffPin } from './kiosk-setting.ts'
import { codeIterations, hashCode } from './session-code.ts'
import { type Attempt, attempt, type StorageProblem } from './storage-state.ts'

const shortestPin = 6
const longestPin = 12
const wrongPinsAllowed = 5
const waitMs = 5 * 60 * 1000

export function isPin(text: string): boolean {
  return /^\d+$/.test(text) && text.length >= shortestPin && text.length <= longestPin
}

/** @param pin as `isPin` allows */
export async function hashStaffPin(pin: string): Promise<PinHash> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  return { salt, hash: await hashCode(pin, salt, codeIterations), iterations: codeIterations }
}

/** @param pin as `isPin` allows. Replaces the former one, and the unit's on this device. */
export async function setStaffPin(pin: string): Promise<Attempt<void>> {
  const hash = await hashStaffPin(pin)
  return attempt(() => changeKioskSetting({ pin: hash, wrongPins: 0, waitUntil: 0 }))
}

export type PinTried =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: 'wrong-pin'; readonly attemptsLeft: number }
  /** After five wrong ones. @member seconds until the next may be tried. */
  | { readonly ok: false; readonly problem: 'wait'; readonly seconds: number }
  | { readonly ok: false; readonly problem: 'no-pin' | StorageProblem }

/** One guess at a time over all tabs, or parallel guesses would be counted once. */
export async function tryStaffPin(pin: string): Promise<PinTried> {
  const tried = await navigator.locks.request('motcua-staff-pin', () => attempt(() => tryPin(pin)))
  return tried.ok ? tried.value : tried
}

async function tryPin(typed: string): Promise<PinTried> {
  const pin = await readStaffPin()
  const { wrongPins, waitUntil } = await readKioskSetting()
  if (pin === null) return { ok: false, problem: 'no-pin' }
  const waitLeft = waitUntil - Date.now()
  // Further off than the wait itself: the clock was set back since.
  if (waitLeft > 0 && waitLeft <= waitMs) {
    return { ok: false, problem: 'wait', seconds: Math.ceil(waitLeft / 1000) }
  }
  const hash = await hashCode(typed, pin.salt, pin.iterations)
  if (isSame(hash, pin.hash)) {
    await changeKioskSetting({ wrongPins: 0, waitUntil: 0 })
    return { ok: true }
  }
  const attemptsLeft = wrongPinsAllowed - wrongPins - 1
  if (attemptsLeft > 0) {
    await changeKioskSetting({ wrongPins: wrongPins + 1 })
    return { ok: false, problem: 'wrong-pin', attemptsLeft }
  }
  await changeKioskSetting({ wrongPins: 0, waitUntil: Date.now() + waitMs })
  return { ok: false, problem: 'wait', seconds: waitMs / 1000 }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
