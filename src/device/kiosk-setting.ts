/** What staff have set for a device that stands in public. Apart from the PIN's check, which few screens need. */
import { database, type KioskSetting } from './database.ts'
import { type Attempt, attempt } from './storage-state.ts'

/** WCAG 2.2.1: a whole minute of counting down comes on top of any of these. */
export const quietMinutesChoices = [2, 3, 5, 10] as const

const nothingSet: KioskSetting = {
  key: 'kiosk',
  pin: null,
  wrongPins: 0,
  waitUntil: 0,
  quietMinutes: 3,
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

/** For `useLiveQuery`: as set here, or three minutes; also while the store is out of reach. */
export async function currentQuietMinutes(): Promise<number> {
  const read = await attempt(readKioskSetting)
  return read.ok ? read.value.quietMinutes : nothingSet.quietMinutes
}

export function setQuietMinutes(quietMinutes: number): Promise<Attempt<void>> {
  return attempt(() => changeKioskSetting({ quietMinutes }))
}
