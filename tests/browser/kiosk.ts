/** A kiosk: a real Chromium with a profile on disk that outlives the browser, as on a real machine. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import playwright, { type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'
import { inject } from 'vitest'

export const sizes = {
  kiosk: { width: 1080, height: 1920 },
  laptop: { width: 1366, height: 768 },
  phone: { width: 360, height: 740 },
} as const

export async function temporaryFolder(name: string): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `motcua-${name}-`))
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
]

const seen = { viewport: sizes.laptop, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' }

function launching(browser: 'browser' | 'wholeBrowser' = 'browser') {
  const { executablePath, libraryPath } = inject(browser)
  return {
    executablePath,
    env: {
      ...process.env,
      // Without a UTF-8 locale Chromium gives files with Vietnamese names another one.
      LANG: 'C.UTF-8',
      ...(libraryPath === undefined ? {} : { LD_LIBRARY_PATH: libraryPath }),
    },
  }
}

/**
 * Registering the service worker fails, as in a browser that has none: the app works on, from the network. Fetching
 * everything for the time without one takes four seconds of a core, which most tests need not wait for.
 */
function neverInstall(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    // Not there on an insecure address.
    if (typeof ServiceWorkerContainer === 'undefined') return
    ServiceWorkerContainer.prototype.register = async () => {
      throw new DOMException('this test asks for no service worker', 'SecurityError')
    }
  })
}

/** The machines of a whole desk in one browser: each gets a page with a store and cookies of its own. */
export async function openMachines(): Promise<{ newMachine(): Promise<Page>; close(): Promise<void> }> {
  const browser = await playwright.chromium.launch({ ...launching(), args: flags })
  return {
    newMachine: async () => {
      const machine = await browser.newContext(seen)
      await neverInstall(machine)
      return machine.newPage()
    },
    close: () => browser.close(),
  }
}

/** How a browser is opened. */
export interface KioskOptions
  extends Pick<BrowserContextOptions, 'viewport' | 'locale' | 'timezoneId' | 'hasTouch'> {
  /** File that the camera shows over and over (y4m); a test pattern when left out. */
  readonly cameraVideo?: string
  /** The app is to work without a network: its service worker may come. */
  readonly installs?: boolean
  /** The installed browser, which writes more to its disk; most tests do with one that only draws pages. */
  readonly isWhole?: boolean
}

/** Opens the browser on a profile folder; the same folder again is the same kiosk after a restart. */
export async function openKiosk(
  profileFolder: string,
  { cameraVideo, installs = false, isWhole = false, ...options }: KioskOptions = {},
): Promise<BrowserContext> {
  const opened = await playwright.chromium.launchPersistentContext(profileFolder, {
    ...launching(isWhole ? 'wholeBrowser' : 'browser'),
    args: [
      ...flags,
      ...(cameraVideo === undefined ? [] : [`--use-file-for-fake-video-capture=${cameraVideo}`]),
    ],
    ...seen,
    ...options,
  })
  if (!installs) await neverInstall(opened)
  return opened
}
