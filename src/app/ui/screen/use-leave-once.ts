import { useRef } from 'react'
import { useLocation } from 'react-router'

/** By then another screen is on show, or the way led nowhere. */
const shownWithinMs = 1000

/**
 * Ways that leave this place of the history are taken once: the old screen is on show for a moment longer, and a
 * second tap would go one place too far, from the first one out of the app.
 */
export function useLeaveOnce(): (leave: () => void) => void {
  const { key } = useLocation()
  const left = useRef<{ readonly key: string; readonly at: number }>(null)
  return (leave) => {
    const at = performance.now()
    if (left.current?.key === key && at - left.current.at < shownWithinMs) return
    left.current = { key, at }
    leave()
  }
}
