/** Once before the browser tests: build the product as `npm start` would, and find a browser. */
import type { TestProject } from 'vitest/node'
import { buildIfMissing } from '../../src/gateway/site/build-if-missing.ts'
import { type Browser, findChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Draws the pages of most tests. */
    browser: Browser
    /** For tests of what a real kiosk's browser leaves on its disk. */
    wholeBrowser: Browser
  }
}

export default async function prepare(project: TestProject): Promise<void> {
  await buildIfMissing()
  project.provide('browser', await findChromium('from npm'))
  project.provide('wholeBrowser', await findChromium('installed'))
}
