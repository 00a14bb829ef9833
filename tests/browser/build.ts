/** Once before the browser tests: build the product as `npm start` would, and find a browser. */
import type { TestProject } from 'vitest/node'
import { buildIfMissing } from '../../src/gateway/site/build-if-missing.ts'
import { type Browser, findChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    browser: Browser
  }
}

export default async function prepare(project: TestProject): Promise<void> {
  await buildIfMissing()
  project.provide('browser', await findChromium('from npm'))
}
