/**
 * `npm run bench -- taps`: what it takes to register a birth for an invented family on a phone without network, besides
 * typing: taps, and screens that ask for one.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { buildIfMissing } from '../../src/gateway/site/build-if-missing.ts'
import { awaitInstalled, connectKiosk, fileBirth, seeSavedHere } from '../browser/citizen.ts'
import { drawPhoto } from '../browser/photo.ts'
import { startProduct } from '../browser/product.ts'
import { openProfile } from './bench-browser.ts'

const phone = { width: 360, height: 740 }
/** One to open a list of choices, one to choose. */
const tapsOfSelect = 2

interface Counted {
  readonly taps: number
  readonly screens: readonly string[]
}

/** In the page: a field that is typed into has been tapped first, whether or not the test did so. */
async function startCounting(page: Page): Promise<void> {
  await page.evaluate((ofSelect) => {
    const counted: { taps: number; screens: string[] } = { taps: 0, screens: [] }
    let tapped: EventTarget | null = null
    const count = (taps: number) => {
      counted.taps += taps
      const title = document.querySelector('dialog[open] h2, h1')?.textContent ?? ''
      if (counted.screens.at(-1) !== title) counted.screens.push(title)
    }
    const isField = (target: EventTarget | null) =>
      target instanceof HTMLTextAreaElement ||
      (target instanceof HTMLInputElement && !['radio', 'checkbox', 'file'].includes(target.type))
    addEventListener(
      'pointerdown',
      ({ target }) => {
        tapped = target
        count(1)
      },
      true,
    )
    addEventListener('focusin', ({ target }) => isField(target) && target !== tapped && count(1), true)
    // Taking a photo: the button, the shutter, "use it".
    addEventListener(
      'change',
      ({ target }) => {
        if (target instanceof HTMLSelectElement) count(ofSelect)
        if (target instanceof HTMLInputElement && target.type === 'file') count(3)
      },
      true,
    )
    Object.assign(globalThis, { counted })
  }, tapsOfSelect)
}

/** @param args none */
export async function benchTaps(_args: readonly string[]): Promise<object> {
  await buildIfMissing()
  const folder = await mkdtemp(join(tmpdir(), 'motcua-bench-taps-'))
  try {
    const product = await startProduct({ dataFolder: join(folder, 'data') })
    const context = await openProfile(join(folder, 'profile'), {
      viewport: phone,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    })
    const [page = await context.newPage()] = context.pages()
    await connectKiosk(page, product)
    await awaitInstalled(page)
    const photo = await drawPhoto(page, { title: 'Giấy chứng sinh', width: 1240, height: 1754 })
    await product.stop()
    await page.goto(product.url)
    await startCounting(page)
    await fileBirth(page, { photos: [photo] })
    await seeSavedHere(page)
    const { taps, screens } = await page.evaluate((): Counted => Reflect.get(globalThis, 'counted'))
    await context.close()
    console.table(screens.map((title) => ({ screen: title })))
    return { taps, screens: screens.length }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
