/**
 * Which session this tab belongs to. sessionStorage outlives a refresh but neither the tab nor a browser
 * restart: exactly as long as the same person may be expected to sit here. It holds the session's id only.
 */
const marker = 'motcua-session'

export function boundSessionId(): string | null {
  return typeof sessionStorage === 'undefined' ? null : sessionStorage.getItem(marker)
}

export function bindTab(sessionId: string): void {
  sessionStorage.setItem(marker, sessionId)
}

export function unbindTab(): void {
  if (typeof sessionStorage !== 'undefined') sessionStorage.removeItem(marker)
}
