/** A page in a real Chromium, with its profile on disk, that runs code of the product. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openProfile } from './bench-browser.ts'
import { bundlePage } from './page-bundle.ts'

/** Any address will do: every request is answered here. */
const address = 'https://bench.invalid/'

/** @param file of the page's code. */
export async function withBenchPage<T>(file: string, use: (page: Page) => Promise<T>): Promise<T> {
  const script = await bundlePage(file)
  const profile = await mkdtemp(join(tmpdir(), 'motcua-bench-profile-'))
  const context = await openProfile(profile)
  try {
    const page = await context.newPage()
    await page.route('**/*', (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><script src="page.js"></script>' }),
    )
    await page.goto(address)
    return await use(page)
  } finally {
    await context.close()
    await rm(profile, { recursive: true, force: true })
  }
}
