/** What staff have set for a device that stands in public. Apart from the PIN's check, which few screens need. */
import type { KioskSettings, KioskTheme } from '../contract/kiosk-settings.ts'
import { fromBase64Url } from '../vault/encoding.ts'
import { type Brightness, database, type KioskSetting, type PinHash } from './database.ts'
import { type Attempt, attempt } from './storage-state.ts'

const minutesAtFirst = 3

const nothingSet: KioskSetting = {
  key: 'kiosk',
  pin: null,
  wrongPins: 0,
  waitUntil: 0,
  quietMinutes: minutesAtFirst,
}

/** @throws Dexie errors when the store is out of reach. */
export async function readKioskSetting(): Promise<KioskSetting> {
  const row = await database.settings.get('kiosk')
  return row?.key === 'kiosk' ? row : nothingSet
}

/** @throws Dexie errors when the store is out of reach. */
export function changeKioskSetting(change: Partial<Omit<KioskSetting, 'key'>>): Promise<void> {
  return database.transaction('rw', database.settings, async () => {
    await database.settings.put({ ...(await readKioskSetting()), ...change })
  })
}

/** For `useLiveQuery`: as set here, else as the unit has it; also while the store is out of reach. */
export async function currentQuietMinutes(): Promise<number> {
  const { own, ofUnit } = await readQuietMinutes()
  return own ?? ofUnit
}

/** For `useLiveQuery`. `own`: set on this device, or null; `ofUnit`: what is in force otherwise. */
export async function readQuietMinutes(): Promise<{ readonly own: number | null; readonly ofUnit: number }> {
  const read = await attempt(readKioskSetting)
  const setting = read.ok ? read.value : nothingSet
  const isOwn = setting.isQuietOwn ?? setting.quietMinutes !== minutesAtFirst
  return {
    own: isOwn ? setting.quietMinutes : null,
    ofUnit: setting.ofUnit?.quietMinutes ?? minutesAtFirst,
  }
}

/** @param quietMinutes null: as the unit has it */
export function setQuietMinutes(quietMinutes: number | null): Promise<Attempt<void>> {
  return attempt(() =>
    changeKioskSetting({
      quietMinutes: quietMinutes ?? minutesAtFirst,
      isQuietOwn: quietMinutes !== null,
    }),
  )
}

/** The PIN that opens the staff corner: the one set here, else the unit's. @throws Dexie errors. */
export async function readStaffPin(): Promise<PinHash | null> {
  const { pin, ofUnit } = await readKioskSetting()
  if (pin !== null) return pin
  const sent = ofUnit?.pin
  if (sent === undefined || sent === null) return null
  return { salt: fromBase64Url(sent.salt), hash: fromBase64Url(sent.hash), iterations: sent.iterations }
}

export interface KioskLook {
  /** Set on this device, or null; `ofUnit`: what is in force otherwise, null when the unit says nothing either. */
  readonly own: KioskTheme | null
  readonly ofUnit: KioskTheme | null
  readonly brightness: Brightness
}

/** For `useLiveQuery`: the colours of whoever has chosen none, and how bright they are. */
export async function readKioskLook(): Promise<KioskLook> {
  const read = await attempt(readKioskSetting)
  const { theme, brightness, ofUnit } = read.ok ? read.value : nothingSet
  return { own: theme ?? null, ofUnit: ofUnit?.theme ?? null, brightness: brightness ?? 100 }
}

/** A theme of null: as the unit has it. */
export function setKioskLook(
  look: Partial<{ readonly theme: KioskTheme | null; readonly brightness: Brightness }>,
): Promise<Attempt<void>> {
  return attempt(() => changeKioskSetting(look))
}

/** For `useLiveQuery`: whether people may say what they look for. */
export async function readVoiceSearch(): Promise<boolean> {
  const read = await attempt(readKioskSetting)
  return read.ok && read.value.isVoiceSearchOn === true
}

export function setVoiceSearch(isVoiceSearchOn: boolean): Promise<Attempt<void>> {
  return attempt(() => changeKioskSetting({ isVoiceSearchOn }))
}

/** What the unit has set, when this device becomes another's. Joins a transaction over `settings`. */
export async function forgetKioskSettings(): Promise<void> {
  const { ofUnit, ...own } = await readKioskSetting()
  if (ofUnit !== undefined) await database.settings.put(own)
}

/** Joins a transaction over `settings`. Writes only what is new: screens watch this row. */
export async function hearKioskSettings(ofUnit: KioskSettings): Promise<void> {
  const setting = await readKioskSetting()
  if (JSON.stringify(setting.ofUnit) === JSON.stringify(ofUnit)) return
  await database.settings.put({ ...setting, ofUnit })
}
