/** What a thermal printer makes of a page: 203 dots an inch, black or nothing. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

const dotsPerInch = 203
const cssPixelsPerInch = 96
const mmPerInch = 25.4

/**
 * The texts of the QR codes on a sheet, as read from the dots.
 * @param selector of the sheet
 * @param printedMm what of the roll's width is printed on
 */
export async function codesOnPaper(
  page: Page,
  selector: string,
  printedMm: number,
): Promise<{ readonly texts: readonly string[]; readonly isCutOff: boolean }> {
  const before = page.viewportSize()
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: Math.round((printedMm / mmPerInch) * cssPixelsPerInch), height: 1200 })
  const sheet = page.locator(selector)
  const isCutOff = await sheet.evaluate((element) =>
    [element, ...element.querySelectorAll('*')].some(
      ({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1,
    ),
  )
  const box = await sheet.boundingBox()
  if (box === null) throw new Error('nothing is on the paper')
  const session = await page.context().newCDPSession(page)
  const { data: png } = await session.send('Page.captureScreenshot', {
    clip: { ...box, scale: dotsPerInch / cssPixelsPerInch },
    captureBeyondViewport: true,
  })
  const dots = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes]))
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.drawImage(bitmap, 0, 0)
    const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height)
    let black = ''
    for (let at = 0; at < data.length; at += 4) black += (data[at] ?? 0) < 128 ? '1' : '0'
    return { black, width, height }
  }, png)
  await session.detach()
  await page.emulateMedia({ media: null })
  if (before !== null) await page.setViewportSize(before)
  await prepareReader()
  const data = new Uint8ClampedArray(
    [...dots.black].flatMap((dot) => [...Array<number>(3).fill(dot === '1' ? 0 : 255), 255]),
  )
  const found = await readBarcodes(
    { data, width: dots.width, height: dots.height, colorSpace: 'srgb' },
    { formats: ['QRCode'] },
  )
  return { texts: found.map(({ text }) => text), isCutOff }
}

let isReady = false
/** By itself the reader would be fetched from somebody else's server. */
async function prepareReader(): Promise<void> {
  if (isReady) return
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const bytes = await readFile(file)
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(bytes).buffer } })
  isReady = true
}
