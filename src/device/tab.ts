/**
 * Which session this tab belongs to. sessionStorage outlives a refresh but neither the tab nor a browser
 * restart: exactly as long as the same person may be expected to sit here. It holds the session's id only.
 */
const marker = 'motcua-session'

/** Null in the worker, and where the browser blocks storage: then there is no session either. */
function store(): Storage | null {
  try {
    return globalThis.sessionStorage ?? null
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SecurityError') return null
    throw error
  }
}

export function boundSessionId(): string | null {
  return store()?.getItem(marker) ?? null
}

export function bindTab(sessionId: string): void {
  store()?.setItem(marker, sessionId)
}

export function unbindTab(): void {
  store()?.removeItem(marker)
}
