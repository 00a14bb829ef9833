/**
 * Which session this tab belongs to. sessionStorage outlives a refresh but neither the tab nor a browser
 * restart: exactly as long as the same person may be expected to sit here. It holds the session's id only.
 * A Web Lock beside it tells the other tabs that someone is at work; the browser lets go of it when the tab is gone,
 * by whatever way.
 */
const marker = 'motcua-session'

let held: { readonly sessionId: string; readonly release: () => void } | null = null

/** Null in the worker, and where the browser blocks storage: then there is no session either. */
export function tabStore(): Storage | null {
  try {
    return globalThis.sessionStorage ?? null
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SecurityError') return null
    throw error
  }
}

export function boundSessionId(): string | null {
  return tabStore()?.getItem(marker) ?? null
}

/** Also after a refresh, which keeps the id but not the lock. */
export function bindTab(sessionId: string): void {
  tabStore()?.setItem(marker, sessionId)
  if (held?.sessionId === sessionId) return
  held?.release()
  const released = new Promise<void>((resolve) => {
    held = { sessionId, release: resolve }
  })
  void navigator.locks.request(lockOf(sessionId), { mode: 'shared' }, () => released)
}

export function unbindTab(): void {
  tabStore()?.removeItem(marker)
  held?.release()
  held = null
}

/** Is a tab, this one or another, in this session? */
export async function isHeldByTab(sessionId: string): Promise<boolean> {
  if (boundSessionId() === sessionId) return true
  const { held: locks = [] } = await navigator.locks.query()
  return locks.some(({ name }) => name === lockOf(sessionId))
}

function lockOf(sessionId: string): string {
  return `${marker}/${sessionId}`
}
