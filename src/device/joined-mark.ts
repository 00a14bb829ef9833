/**
 * Remembers outside the database that this browser has joined: when the database alone is wiped, the next start says
 * so instead of looking like a new device (bug cases 14, 37). Nothing about anyone is kept.
 */

const key = 'motcua.joined'

/** Blocked storage costs this memory, nothing more. */
export function rememberJoined(): void {
  try {
    localStorage.setItem(key, '1')
  } catch {
    // refused by the browser, or no browser at all
  }
}

export function hasJoinedBefore(): boolean {
  try {
    return localStorage.getItem(key) !== null
  } catch {
    return false
  }
}
