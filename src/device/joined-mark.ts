/**
 * Remembers outside the database that this browser has joined: when the database alone is wiped, the next start says
 * so instead of looking like a new device (bug cases 14, 37). Nothing but the day is kept.
 */

const key = 'motcua.joined'

export function rememberJoined(now: Date): void {
  withStorage((storage) => storage.setItem(key, now.toISOString().slice(0, 10)))
}

export function hasJoinedBefore(): boolean {
  return withStorage((storage) => storage.getItem(key) !== null) === true
}

/** Blocked storage costs this memory, nothing more. */
function withStorage<Result>(use: (storage: Storage) => Result): Result | null {
  try {
    return use(globalThis.localStorage)
  } catch {
    // refused by the browser, or no browser at all
    return null
  }
}
