/**
 * What can go wrong with the browser's storage, as states the screens show and values the callers handle:
 * blocked or private mode, an upgrade held up by another tab, a closed connection, a full disk.
 */
import Dexie from 'dexie'
import { database } from './database.ts'
import { hasRoomFor, requestPersistence } from './persistence.ts'
import { boundSessionId } from './tab.ts'

export type StorageState =
  | 'ready'
  | 'unavailable'
  /** Plain http from another machine: no keys, no locks, no service worker, so nothing can be kept private. */
  | 'insecure'
  | 'blocked-upgrade'
  | 'closed'
  | 'full'
export type StorageProblem = 'storage-full' | 'storage-unavailable'

/** As good as it gets here: an insecure page never becomes ready. */
const ready: StorageState = globalThis.isSecureContext === false ? 'insecure' : 'ready'
let state: StorageState = ready
let isCloseAsked = false
let hasBeenOpen = false
/** For the newer version: from here on this page keeps its hands off the store. */
let hasMadeWay = false
let isReopening = false
const listeners = new Set<() => void>()

function setState(next: StorageState): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

export function getStorageState(): StorageState {
  return state
}

/** @returns the way to unsubscribe. */
export function subscribeStorageState(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

database.on('blocked', () => setState('blocked-upgrade'))
database.on('ready', () => {
  hasBeenOpen = true
})
database.on('close', () => {
  // An opening that failed is reported as a close as well; then there is nothing to come back to.
  if (!hasBeenOpen || hasMadeWay || isReopening) return
  // Safari lets go of the store of a page in the background, and any browser does when its data are cleared.
  isReopening = true
  queueMicrotask(async () => {
    const opened = await attempt(() => database.device.count())
    isReopening = false
    if (!opened.ok) setState('closed')
  })
})
database.on('versionchange', () => {
  // A newer version in another tab wants to upgrade. Between sessions we make way; during one it waits.
  if (boundSessionId() !== null) {
    isCloseAsked = true
    return false
  }
  makeWay()
  return false
})

function makeWay(): void {
  hasMadeWay = true
  database.close({ disableAutoOpen: true })
  setState('closed')
}

/** Called when a session has ended: makes way for an upgrade that had to wait. The page must then reload. */
export function closeIfAsked(): void {
  if (isCloseAsked) makeWay()
}

/**
 * Opens the database and, on a device that has joined, asks the browser to keep it. Call at the start of the app.
 * The answer is also in the store.
 */
export async function openStorage(): Promise<StorageState> {
  const joined = await attempt(() => database.device.count())
  if (joined.ok && joined.value > 0) await requestPersistence()
  return state
}

export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: StorageProblem }

/**
 * Runs work on the database; a storage fault becomes a value and a state, everything else is a bug and thrown on.
 * When the connection was lost under it, the store is opened anew and the work done once more: it must therefore
 * bear being done twice.
 */
export async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    const value = await onceMoreIfLost(work)
    if (state !== 'full' || (await hasRoomFor(0))) setState(ready)
    return { ok: true, value }
  } catch (error) {
    const problem = storageProblemOf(error)
    if (problem === null) throw error
    if (problem === 'storage-full') setState('full')
    // Closed and blocked say more than that it cannot be reached.
    else if (state === ready || state === 'full') setState('unavailable')
    return { ok: false, problem }
  }
}

async function onceMoreIfLost<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!hasBeenOpen || hasMadeWay || !isConnectionLost(error)) throw error
    isReopening = true
    database.close({ disableAutoOpen: false })
    isReopening = false
    return work()
  }
}

/** Safari: "Connection to Indexed Database server lost", and a database that "is closing" ever after. */
const lost = new Set<string>([
  Dexie.errnames.Unknown,
  Dexie.errnames.InvalidState,
  Dexie.errnames.DatabaseClosed,
  'UnknownError',
  'InvalidStateError',
])

function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error) || error.name === Dexie.errnames.OpenFailed) return false
  return lost.has(error.name) || ('inner' in error && isConnectionLost(error.inner))
}

const unavailable = new Set<string>([
  Dexie.errnames.MissingAPI,
  Dexie.errnames.OpenFailed,
  Dexie.errnames.DatabaseClosed,
  Dexie.errnames.InvalidState,
  Dexie.errnames.Version,
  Dexie.errnames.Unknown,
  'SecurityError',
])

/** The storage fault behind an error, looking through the wrappers that Dexie puts around it; null for a bug. */
function storageProblemOf(error: unknown): StorageProblem | null {
  if (!(error instanceof Error)) return null
  if (error.name === 'QuotaExceededError') return 'storage-full'
  if ('inner' in error) {
    const inner = storageProblemOf(error.inner)
    if (inner !== null) return inner
  }
  return unavailable.has(error.name) ? 'storage-unavailable' : null
}
