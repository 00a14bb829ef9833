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

function launching() {
  const { executablePath, libraryPath } = inject('browser')
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

/** The machines of a whole desk in one browser: each gets a page with a store and cookies of its own. */
export async function openMachines(): Promise<{ newMachine(): Promise<Page>; close(): Promise<void> }> {
  const browser = await playwright.chromium.launch({ ...launching(), args: flags })
  return {
    newMachine: async () => (await browser.newContext(seen)).newPage(),
    close: () => browser.close(),
  }
}

/** Opens the browser on a profile folder; the same folder again is the same kiosk after a restart. */
export async function openKiosk(
  profileFolder: string,
  {
    cameraVideo,
    ...options
  }: Pick<BrowserContextOptions, 'viewport' | 'locale' | 'timezoneId' | 'hasTouch'> & {
    /** File that the camera shows over and over (y4m); a test pattern when left out. */
    readonly cameraVideo?: string
  } = {},
): Promise<BrowserContext> {
  return playwright.chromium.launchPersistentContext(profileFolder, {
    ...launching(),
    args: [
      ...flags,
      ...(cameraVideo === undefined ? [] : [`--use-file-for-fake-video-capture=${cameraVideo}`]),
    ],
    ...seen,
    ...options,
  })
}
