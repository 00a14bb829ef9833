/** New versions of the app, the catalogue and the voices: downloaded whenever there is one, applied only when nobody is in the middle of something. */
import { keepCatalogueCurrent } from './catalogue/keep-current.ts'
import { swapCatalogueWhenIdle } from './catalogue/swap.ts'
import { keepCurrent } from './keep-current.ts'
import { isAnySessionOpen } from './session.ts'
import { attempt } from './storage-state.ts'
import { setUpdateState } from './update-state.ts'
import { swapVoicesWhenIdle } from './voices/swap-voices.ts'
import { updateVoices } from './voices/update-voices.ts'

/** Kiosks stay open for weeks; the browser itself looks for updates on navigation only. */
const checkEveryMs = 60 * 60 * 1000
/** How long nobody has touched the first screen before an update that came meanwhile reloads it. */
const quietMs = 60 * 1000

let waiting: ServiceWorker | null = null

function setWaiting(worker: ServiceWorker | null): void {
  waiting = worker
  setUpdateState(worker === null ? 'none' : 'waiting')
}

/** Call once at the start of the app. */
export async function startUpdates(): Promise<void> {
  keepCatalogueCurrent()
  keepCurrent({ update: updateVoices, swap: swapVoicesWhenIdle })
  await registerServiceWorker()
}

/** Registers the service worker beside the app's base; does nothing in development. */
export async function registerServiceWorker(): Promise<void> {
  // Undefined on an insecure address and where a policy forbids it.
  if (import.meta.env.DEV || navigator.serviceWorker === undefined) return
  const { serviceWorker } = navigator
  // The first worker takes over a page it did not serve; only a change of workers asks for a reload.
  let hasController = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    if (hasController) void reloadWhenIdle()
    hasController = true
  })
  await follow(serviceWorker)
  setInterval(() => void checkForUpdate(serviceWorker), checkEveryMs)
}

/** Registers, and tells of what waits. Null where there can be no worker now. */
async function follow(serviceWorker: ServiceWorkerContainer): Promise<ServiceWorkerRegistration | null> {
  const registration = await register(serviceWorker)
  if (registration === null) return null
  const look = () => setWaiting(serviceWorker.controller === null ? null : registration.waiting)
  look()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
  return registration
}

async function register(container: ServiceWorkerContainer): Promise<ServiceWorkerRegistration | null> {
  try {
    return await container.register(new URL('sw.js', document.baseURI))
  } catch {
    // Private mode, an insecure address, or offline at the first visit: the app works on without it.
    return null
  }
}

/** Also brings back a worker that is gone: browsers drop it with what else they clear. @returns null when offline. */
async function checkForUpdate(
  serviceWorker: ServiceWorkerContainer,
): Promise<ServiceWorkerRegistration | null> {
  try {
    const registration = await serviceWorker.getRegistration()
    if (registration === undefined) return await follow(serviceWorker)
    await registration.update()
    return registration
  } catch {
    // offline: the next hour will do
    return null
  }
}

/** For staff: looks for a new version at once and, unless someone is in the middle of something, changes to it. */
export async function updateNow(): Promise<'applied' | 'in-use' | 'newest' | 'unreachable'> {
  if (import.meta.env.DEV || navigator.serviceWorker === undefined) return 'unreachable'
  const registration = await checkForUpdate(navigator.serviceWorker)
  if (registration === null) return 'unreachable'
  const coming = registration.installing
  if (coming !== null) await settled(coming)
  if (registration.waiting === null) return 'newest'
  setWaiting(registration.waiting)
  return (await applyUpdateWhenIdle()) ? 'applied' : 'in-use'
}

/** Installed, or given up. */
function settled(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (worker.state !== 'installing') resolve()
    }
    worker.addEventListener('statechange', look)
    look()
  })
}

/** Applies a waiting update, and reloads, unless a session is open in any tab. @returns whether it was applied. */
async function applyUpdateWhenIdle(): Promise<boolean> {
  if (waiting === null || !(await isIdle())) return false
  waiting.postMessage({ type: 'SKIP_WAITING' })
  return true
}

/** While the first screen is shown: applies what waits at once, and what comes later when nobody touches the screen. */
export function applyUpdatesWhileIdle(): () => void {
  let isQuiet = true
  const touched = () => {
    isQuiet = false
  }
  const look = () => {
    if (isQuiet) {
      void applyUpdateWhenIdle()
      void swapCatalogueWhenIdle()
      void swapVoicesWhenIdle()
    }
    isQuiet = true
  }
  look()
  const timer = setInterval(look, quietMs)
  addEventListener('pointerdown', touched)
  addEventListener('keydown', touched)
  return () => {
    clearInterval(timer)
    removeEventListener('pointerdown', touched)
    removeEventListener('keydown', touched)
  }
}

async function reloadWhenIdle(): Promise<void> {
  // Someone began between the check and the change of workers: the old page serves them to the end.
  if (await isIdle()) location.reload()
}

async function isIdle(): Promise<boolean> {
  const open = await attempt(isAnySessionOpen)
  return open.ok && !open.value
}
