/**
 * The service worker: serves the precached app, offline too, and lets the browser deliver the queue when a page
 * is closed. It never touches calls to the gateway, and takes over only when a page says that nobody is at work.
 */
import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { syncTag } from './device/delivery/sync-tag.ts'

/** What we use of the worker's scope: its library cannot be loaded beside the DOM's. */
interface WorkerScope {
  readonly __WB_MANIFEST: { url: string; revision: string | null }[]
  readonly registration: { readonly scope: string }
  skipWaiting(): Promise<void>
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void
  addEventListener(type: 'sync', listener: (event: SyncEvent) => void): void
}

/** Background Synchronization (WICG draft). */
interface SyncEvent {
  readonly tag: string
  readonly lastChance: boolean
  waitUntil(work: Promise<unknown>): void
}

declare const self: WorkerScope

/** The page itself is asked for at the base, where the gateway writes the base path into it. */
const page = './'

precacheAndRoute(
  self.__WB_MANIFEST.map((entry) => (entry.url === 'index.html' ? { ...entry, url: page } : entry)),
)
cleanupOutdatedCaches()
// Claims pages at the first installation; a later version comes to claim only after SKIP_WAITING.
clientsClaim()

/** What the gateway answers itself: calls, and the pages that it makes for the public. */
const ofGateway = ['api/', 'cong-khai', 'sitemap.xml', 'robots.txt'].map((path) => {
  const start = new URL(path, self.registration.scope).pathname
  return new RegExp(`^${start.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
})
registerRoute(new NavigationRoute(createHandlerBoundToURL(page), { denylist: ofGateway }))

self.addEventListener('message', ({ data }) => {
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'SKIP_WAITING') {
    void self.skipWaiting()
  }
})

self.addEventListener('sync', (event) => {
  if (event.tag === syncTag) event.waitUntil(deliverOrAskAgain())
})

/** A rejected sync is the browser's cue to call again later. */
async function deliverOrAskAgain(): Promise<void> {
  // In this file, yet only run when it is needed: a page waits for the worker to start, many times a day.
  const [{ runDelivery }, { uploadPart }] = await Promise.all([
    import('./device/delivery/runner.ts'),
    import('./device/delivery/part-upload.ts'),
  ])
  const result = await runDelivery('online', { now: Date.now, random: Math.random, uploadPart })
  if (result === 'stopped' || result === 'too-early') throw new Error(`delivery ${result}`)
}
