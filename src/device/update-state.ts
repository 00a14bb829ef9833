/** Whether a new version of the app waits, for the state line. Apart from what finds it, which the first screen does not need. */

export type UpdateState = 'none' | 'waiting'

let state: UpdateState = 'none'
const listeners = new Set<() => void>()

export function getUpdateState(): UpdateState {
  return state
}

/** @returns the way to unsubscribe. */
export function subscribeUpdateState(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Called by what finds and applies new versions only. */
export function setUpdateState(next: UpdateState): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}
