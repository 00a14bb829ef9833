/** Pictures to file: real JPEG files without anything personal on them. */
import type { Page } from 'playwright-core'

export interface PhotoFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

interface Drawing {
  /** Written on the sheet, so that two photos differ. */
  readonly title: string
  readonly width?: number
  readonly height?: number
  /** Grain of the picture in levels of grey: more makes the file larger. */
  readonly grain?: number
}

/** Draws a sheet of lines in the browser and gives it as a camera would. */
export async function drawPhoto(page: Page, drawing: Drawing): Promise<PhotoFile> {
  const base64 = await page.evaluate(async ({ title, width = 1600, height = 1200, grain = 24 }) => {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.fillStyle = '#f4f1e8'
    context.fillRect(0, 0, width, height)
    context.fillStyle = '#202020'
    context.font = '64px serif'
    context.fillText(title, 120, 160)
    for (let y = 240; y < height - 80; y += 48) context.fillRect(120, y, (y * 7919) % (width - 240), 6)
    const pixels = context.getImageData(0, 0, width, height)
    let noise = title.length
    for (let at = 0; at < pixels.data.length; at += 4) {
      // A fixed sequence (Numerical Recipes' LCG): the same title is the same file.
      noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) >>> 0
      const step = ((noise >>> 24) * grain) / 256 - grain / 2
      for (let channel = at; channel < at + 3; channel++) {
        pixels.data[channel] = (pixels.data[channel] ?? 0) + step
      }
    }
    context.putImageData(pixels, 0, 0)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 })
    const reader = new FileReader()
    const read = new Promise<string>((resolve, reject) => {
      reader.onload = () => resolve(String(reader.result))
      reader.onerror = () => reject(new Error('the picture cannot be read'))
    })
    reader.readAsDataURL(blob)
    return (await read).split(',')[1] ?? ''
  }, drawing)
  return { name: 'anh-giay-to.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') }
}
