import { useEffect } from 'react'

const pollMs = 15_000

/** Calls `refresh` at once, every 15 s while the page is visible, and when it comes back into view or online. */
export function usePolling(refresh: () => void): void {
  useEffect(() => {
    refresh()
    const refreshIfVisible = () => {
      if (document.visibilityState === 'visible') refresh()
    }
    const timer = setInterval(refreshIfVisible, pollMs)
    document.addEventListener('visibilitychange', refreshIfVisible)
    window.addEventListener('focus', refreshIfVisible)
    window.addEventListener('online', refreshIfVisible)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', refreshIfVisible)
      window.removeEventListener('focus', refreshIfVisible)
      window.removeEventListener('online', refreshIfVisible)
    }
  }, [refresh])
}
