/** Chromium as the benchmarks use it: on a profile folder, outside the test runner. */
import playwright, { type BrowserContext, type BrowserContextOptions } from 'playwright-core'
import { findChromium } from '../browser/chromium.ts'

/** @param folder of the profile; the same again is the same machine after a restart. */
export async function openProfile(
  folder: string,
  options: Pick<BrowserContextOptions, 'viewport' | 'locale' | 'timezoneId' | 'hasTouch'> = {},
): Promise<BrowserContext> {
  const { executablePath, libraryPath } = await findChromium('installed')
  return playwright.chromium.launchPersistentContext(folder, {
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    ...(libraryPath === undefined ? {} : { env: { ...process.env, LD_LIBRARY_PATH: libraryPath } }),
    ...options,
  })
}
