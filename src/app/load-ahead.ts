/** What a citizen comes to next is there before the tap: a slow kiosk then only has to show it. */
import i18next from 'i18next'
import { loadForm, loadProcedure } from '../catalogue/built-in.ts'

/** In the order of a visit. */
const citizenPath: readonly (() => Promise<unknown>)[] = [
  () => import('./citizen/procedure/screen.tsx'),
  () => loadProcedure(''),
  () => i18next.loadNamespaces(['guide', 'declaration', 'notices', 'problems']),
  () => import('./citizen/declaration/screen.tsx'),
  () => loadForm(''),
  () => import('./citizen/receipt/screen.tsx'),
  () => i18next.loadNamespaces(['receipt', 'supplement', 'feedback']),
]

/** One after another, each when the page has nothing else to do. */
export async function loadAhead(): Promise<void> {
  for (const load of citizenPath) {
    await idle()
    try {
      await load()
    } catch (error) {
      // A file that did not come: the screen that needs it asks again and says so. Anything else is a bug.
      if (!(error instanceof TypeError)) throw error
    }
  }
}

function idle(): Promise<unknown> {
  // Safari knows no idle times.
  return new Promise((resolve) =>
    'requestIdleCallback' in globalThis ? requestIdleCallback(resolve) : setTimeout(resolve, 100),
  )
}
