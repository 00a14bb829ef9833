/** What the browser itself remembers of a visit, beyond what the app keeps: history, selection, clipboard, speech. */

/** A page that cannot go back must not hold up the next person. */
const patienceMs = 1000

/** Call on the first screen, when a session has ended. Ends with a history of first screens only. */
export async function forgetVisit(): Promise<void> {
  getSelection()?.removeAllRanges()
  scrollTo(0, 0)
  // Absent in browsers without a voice.
  globalThis.speechSynthesis?.cancel()
  await emptyClipboard()
  await forgetWayBack()
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
async function forgetWayBack(): Promise<void> {
  const entries = readIndex()
  if (entries === 0) return
  const gone = await goBack(entries)
  if (!gone) return
  history.replaceState({ idx: 0, key: 'default', usr: null }, '', document.baseURI)
  history.pushState({ idx: 1, key: 'next', usr: null }, '', document.baseURI)
}

/** How many entries the router has made in this page before the one on show. */
function readIndex(): number {
  const state: unknown = history.state
  if (typeof state !== 'object' || state === null || !('idx' in state)) return 0
  return typeof state.idx === 'number' ? state.idx : 0
}

function goBack(entries: number): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (hasGone: boolean) => {
      clearTimeout(timer)
      removeEventListener('popstate', arrived, { capture: true })
      resolve(hasGone)
    }
    const arrived = (event: PopStateEvent) => {
      // The router would show the screen that was first.
      event.stopImmediatePropagation()
      finish(true)
    }
    const timer = setTimeout(finish, patienceMs, false)
    addEventListener('popstate', arrived, { capture: true })
    history.go(-entries)
  })
}
