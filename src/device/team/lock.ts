/**
 * The lock before what a team keeps on its phone: a personal PIN is turned into a key that opens the team's random key,
 * which then lives in the memory of this page only. Whoever holds the disk can still try PINs against it, some 0.3 s each
 * on a fast machine: eight digits or more are advised. Ten wrong ones typed here wipe what is kept, never what is sealed
 * in the outbox.
 */
import { database, type TeamSetting } from '../database.ts'
import { decrypt, encrypt } from '../session-cipher.ts'
import { codeIterations, hashCode } from '../session-code.ts'
import { type Attempt, attempt, type StorageProblem } from '../storage-state.ts'

/** OWASP's floor for PBKDF2-SHA256; a cheap phone needs about two seconds. */
const pinIterations = 2 * codeIterations
/** From the fifth wrong one on each is followed by a wait. */
const wrongPinsBeforeWaiting = 5
export const wrongPinsBeforeWiping = 10
const waitMs = 5 * 60_000
/** Unused for so long, it locks itself. */
const openMs = 5 * 60_000

const bound = { id: 'team' }
const purpose = 'key'

/** The other tabs of this phone: what is locked in one is locked in all. */
const otherTabs = new BroadcastChannel('motcua-team-lock')
otherTabs.onmessage = lockHere

let open: { readonly key: CryptoKey; lockAt: number } | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

/** For `useSyncExternalStore`. */
export function isTeamOpen(): boolean {
  return open !== null
}

/** @returns the way to unsubscribe. */
export function subscribeTeamLock(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Forgets the key: nothing of the team's can be read until the PIN is typed again. */
export function lockTeam(): void {
  otherTabs.postMessage(null)
  lockHere()
}

/** After a sleep in which no timer ran. */
export function lockTeamIfUnused(): void {
  if (open !== null && Date.now() >= open.lockAt) lockHere()
}

function lockHere(): void {
  clearTimeout(timer)
  if (open === null) return
  open = null
  tell()
}

/** Null while it is locked. Each use keeps it open for five minutes more. */
export function teamKey(): CryptoKey | null {
  if (open === null) return null
  // A phone that slept does not tick.
  lockTeamIfUnused()
  if (open === null) return null
  stayOpen(open)
  return open.key
}

function stayOpen(opened: { readonly key: CryptoKey; lockAt: number }): void {
  opened.lockAt = Date.now() + openMs
  clearTimeout(timer)
  timer = setTimeout(lockHere, openMs)
}

function opened(key: CryptoKey): void {
  open = { key, lockAt: 0 }
  stayOpen(open)
  tell()
}

/** @throws Dexie errors when the store is out of reach. */
async function readSetting(): Promise<TeamSetting | null> {
  const row = await database.settings.get('team')
  return row?.key === 'team' ? row : null
}

/** Null until a PIN has been set. For `useLiveQuery`. */
export async function readTeamDoor(): Promise<{
  readonly isHandedOver: boolean
  readonly untilWipe: number
} | null> {
  const setting = await readSetting()
  if (setting === null) return null
  return { isHandedOver: setting.isHandedOver, untilWipe: wrongPinsBeforeWiping - setting.wrongPins }
}

/** May a citizen be typing by themselves? Also when the store is out of reach: then nothing of the team's is shown. */
export async function isHandedOver(): Promise<boolean> {
  const read = await attempt(readTeamDoor)
  return !read.ok || read.value?.isHandedOver === true
}

/**
 * Sets the first PIN and opens the lock.
 * @param pin as `isPin` of `staff-pin.ts` allows
 */
export async function setTeamPin(
  pin: string,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly problem: 'pin-is-set' | StorageProblem }> {
  const raw = crypto.getRandomValues(new Uint8Array(32))
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const wrapped = await encrypt(await keyOfPin(pin, salt, pinIterations), bound, purpose, raw)
  const setting: TeamSetting = {
    key: 'team',
    salt,
    iterations: pinIterations,
    wrapped,
    wrongPins: 0,
    waitUntil: 0,
    isHandedOver: false,
  }
  const set = await attempt(() =>
    database.transaction('rw', database.settings, async () => {
      if ((await readSetting()) !== null) return false
      await database.settings.put(setting)
      return true
    }),
  )
  if (!set.ok) return set
  if (!set.value) return { ok: false, problem: 'pin-is-set' }
  opened(await importKey(raw))
  raw.fill(0)
  return { ok: true }
}

export type TeamOpened =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly problem: 'wrong-pin'
      /** Wrong ones left until all that the team keeps here is wiped. */
      readonly untilWipe: number
      /** Before the next may be tried; 0: at once. */
      readonly seconds: number
    }
  | { readonly ok: false; readonly problem: 'wait'; readonly seconds: number }
  /** That was the last one: what the team kept here is gone, what was filed is not. */
  | { readonly ok: false; readonly problem: 'wiped' }
  | { readonly ok: false; readonly problem: 'no-pin' | StorageProblem }

/** Opens the lock and takes the phone back from the citizen. One guess at a time over all tabs. */
export async function openTeam(pin: string): Promise<TeamOpened> {
  const tried = await navigator.locks.request('motcua-team-pin', () => attempt(() => tryPin(pin)))
  return tried.ok ? tried.value : tried
}

async function tryPin(pin: string): Promise<TeamOpened> {
  const setting = await readSetting()
  if (setting === null) return { ok: false, problem: 'no-pin' }
  const waitLeft = setting.waitUntil - Date.now()
  // Further off than the wait itself: the clock was set back since.
  if (waitLeft > 0 && waitLeft <= waitMs)
    return { ok: false, problem: 'wait', seconds: Math.ceil(waitLeft / 1000) }
  const raw = await unwrapped(pin, setting)
  if (raw !== null) {
    await database.settings.put({ ...setting, wrongPins: 0, waitUntil: 0, isHandedOver: false })
    opened(await importKey(raw))
    raw.fill(0)
    return { ok: true }
  }
  const wrongPins = setting.wrongPins + 1
  if (wrongPins >= wrongPinsBeforeWiping) {
    await wipe()
    return { ok: false, problem: 'wiped' }
  }
  const isWaiting = wrongPins >= wrongPinsBeforeWaiting
  await database.settings.put({ ...setting, wrongPins, waitUntil: isWaiting ? Date.now() + waitMs : 0 })
  return {
    ok: false,
    problem: 'wrong-pin',
    untilWipe: wrongPinsBeforeWiping - wrongPins,
    seconds: isWaiting ? waitMs / 1000 : 0,
  }
}

/** Locks the team's data away while a citizen types; only the PIN takes the phone back, also after a restart. */
export async function handOver(): Promise<Attempt<void>> {
  const noted = await attempt(() =>
    database.transaction('rw', database.settings, async () => {
      const setting = await readSetting()
      if (setting !== null) await database.settings.put({ ...setting, isHandedOver: true })
    }),
  )
  if (noted.ok) lockTeam()
  return noted
}

/** For whoever has forgotten the PIN: drafts set aside and the visit go, the device stays joined, its outbox stays. */
export async function forgetTeam(): Promise<Attempt<void>> {
  return attempt(wipe)
}

async function wipe(): Promise<void> {
  const { settings, parkedDrafts, parkedPhotos, teamVisits } = database
  await database.transaction('rw', [settings, parkedDrafts, parkedPhotos, teamVisits], async () => {
    await Promise.all([
      settings.delete('team'),
      parkedDrafts.clear(),
      parkedPhotos.clear(),
      teamVisits.clear(),
    ])
  })
  lockTeam()
}

/** Null for a wrong PIN: the cipher proves it, there is no hash to compare. */
async function unwrapped(
  pin: string,
  { salt, iterations, wrapped }: TeamSetting,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const key = await keyOfPin(pin, salt, iterations)
  try {
    return await decrypt(key, bound, purpose, wrapped)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null
    throw error
  }
}

async function keyOfPin(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  return importKey(await hashCode(pin, salt, iterations))
}

function importKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}
