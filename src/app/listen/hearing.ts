/** Whether somebody speaks to the machine: it would hear itself read aloud. */
import { useEffect } from 'react'

let speakers = 0
const listeners = new Set<() => void>()

function add(count: number): void {
  speakers += count
  for (const listener of listeners) listener()
}

/** @returns the way to unsubscribe. */
export function subscribeHearing(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function isHearing(): boolean {
  return speakers > 0
}

/** Nothing is read aloud for as long as this is so. */
export function useHearing(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return
    add(1)
    return () => add(-1)
  }, [isOn])
}
