/** Codes before the camera, in picture files, and from a scanner that types. */
import { writeFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { encode } from 'uqr'
import { keysOf } from '../domain/person/card-example.ts'
import type { PhotoFile } from './photo.ts'

const widthPx = 1280
const heightPx = 720

/** A video of one picture (YUV4MPEG2) in which somebody holds the code before the camera. */
export async function writeCodeVideo(path: string, text: string): Promise<void> {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const modulePx = Math.floor((heightPx * 0.7) / size)
  const left = Math.floor((widthPx - modulePx * size) / 2)
  const top = Math.floor((heightPx - modulePx * size) / 2)
  const light = Buffer.alloc(widthPx * heightPx, 150)
  for (let y = 0; y < modulePx * size; y++) {
    for (let x = 0; x < modulePx * size; x++) {
      const isDark = data[Math.floor(y / modulePx)]?.[Math.floor(x / modulePx)] === true
      light[(top + y) * widthPx + left + x] = isDark ? 40 : 225
    }
  }
  const grey = Buffer.alloc((widthPx * heightPx) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, grey])
  const header = Buffer.from(`YUV4MPEG2 W${widthPx} H${heightPx} F10:1 Ip A1:1 C420jpeg\n`)
  await writeFile(path, Buffer.concat([header, frame, frame]))
}

/** A picture file with the code; without a text one with nothing on it. */
export async function drawCode(page: Page, text?: string): Promise<PhotoFile> {
  const { data, size } = text === undefined ? { data: [], size: 60 } : encode(text, { ecc: 'M', border: 4 })
  const base64 = await page.evaluate(
    ({ rows, width }) => {
      const canvas = document.createElement('canvas')
      canvas.width = width * 8
      canvas.height = width * 8
      const context = canvas.getContext('2d')
      if (context === null) throw new Error('no canvas')
      context.fillStyle = 'white'
      context.fillRect(0, 0, canvas.width, canvas.height)
      context.fillStyle = 'black'
      rows.forEach((row, y) => {
        row.forEach((isDark, x) => {
          if (isDark) context.fillRect(x * 8, y * 8, 8, 8)
        })
      })
      return canvas.toDataURL('image/png').split(',')[1] ?? ''
    },
    { rows: data, width: size },
  )
  return { name: 'the.png', mimeType: 'image/png', buffer: Buffer.from(base64, 'base64') }
}

/** A hand-held scanner: every key at once, Enter at the end. Letters that the layout has not come without a key. */
export async function scanByHand(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const keys = [...keysOf(text), { key: 'Enter', code: 'Enter', isShifted: false }]
  await Promise.all(
    keys.flatMap(({ key, code, isShifted }) => {
      const shared = { key, code, modifiers: isShifted ? 8 : 0 }
      return [
        session.send('Input.dispatchKeyEvent', {
          ...shared,
          type: 'keyDown',
          text: key === 'Enter' ? '\r' : key,
        }),
        session.send('Input.dispatchKeyEvent', { ...shared, type: 'keyUp' }),
      ]
    }),
  )
  await session.detach()
}
