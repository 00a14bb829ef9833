/** The device's own setting of the keyboard on the screen. It outlives joining another unit: it is about the hardware. */
import { database, type ScreenKeyboardMode } from './database.ts'
import { readDeviceRow } from './identity.ts'
import { attempt, type StorageProblem } from './storage-state.ts'

/** For `useLiveQuery`. `auto` where nothing is set, and while the store is out of reach. */
export async function readScreenKeyboardMode(): Promise<ScreenKeyboardMode> {
  const read = await attempt(() => database.settings.get('screen-keyboard'))
  return read.ok && read.value?.key === 'screen-keyboard' ? read.value.mode : 'auto'
}

export async function saveScreenKeyboardMode(
  mode: ScreenKeyboardMode,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly problem: StorageProblem }> {
  const saved = await attempt(() => database.settings.put({ key: 'screen-keyboard', mode }))
  return saved.ok ? { ok: true } : saved
}

/** For `liveQuery`. By itself it is for kiosks with a touch screen: phones and tablets bring their own. */
export async function wantsScreenKeyboard(hasTouch: boolean): Promise<boolean> {
  // Both begun at once: a read after the first answer is not watched by `liveQuery`.
  const [mode, device] = await Promise.all([readScreenKeyboardMode(), attempt(readDeviceRow)])
  if (mode !== 'auto') return mode === 'on'
  return hasTouch && device.ok && device.value?.role === 'kiosk'
}
