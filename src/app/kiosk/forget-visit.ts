/** What the browser itself remembers of a visit, beyond what the app keeps: history, selection, clipboard, speech. */
import type { NavigateFunction } from 'react-router'

/** A page that cannot go back must not hold up the next person; one that goes back later takes their screen away. */
const patienceMs = 3000

/** Call on the first screen, when a session has ended. Ends there, with a history of first screens only. */
export async function forgetVisit(navigate: NavigateFunction): Promise<void> {
  getSelection()?.removeAllRanges()
  scrollTo(0, 0)
  // Absent in browsers without a voice.
  globalThis.speechSynthesis?.cancel()
  // Not awaited: a browser may ask somebody whether it is allowed, and there is nobody.
  void emptyClipboard()
  await forgetWayBack(navigate)
}

async function emptyClipboard(): Promise<void> {
  try {
    await navigator.clipboard?.writeText('')
  } catch {
    // Refused without focus or by a policy: the next person can paste only into their own form.
  }
}

/**
 * Back and Forward lead to the first screen only. A page cannot delete its history, but from its first entry a new one
 * cuts off all that came after.
 */
async function forgetWayBack(navigate: NavigateFunction): Promise<void> {
  const entries = readIndex()
  if (entries === 0 || !(await goBack(entries))) return
  await navigate('/', { replace: true })
  // Drawn at once: until then the screen of the first entry would be there for a moment.
  await navigate('/', { flushSync: true })
}

/** How many entries the router has made in this page before the one on show, as far as the browser still has them. */
function readIndex(): number {
  const state: unknown = history.state
  if (typeof state !== 'object' || state === null || !('idx' in state)) return 0
  const made = typeof state.idx === 'number' ? state.idx : 0
  // Browsers keep some fifty, and a step beyond the first does nothing. Not every browser says where it stands.
  return Math.min(made, globalThis.navigation?.currentEntry?.index ?? made)
}

function goBack(entries: number): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (hasGone: boolean) => {
      clearTimeout(timer)
      removeEventListener('popstate', arrived)
      resolve(hasGone)
    }
    const arrived = () => finish(true)
    const timer = setTimeout(finish, patienceMs, false)
    addEventListener('popstate', arrived)
    history.go(-entries)
  })
}
