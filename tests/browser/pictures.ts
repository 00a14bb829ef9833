/** Pictures as phones make them, good and bad, for what becomes of them on the way to the desk. */
import type { Page } from 'playwright-core'
import type { PhotoFile } from './photo.ts'

/** EXIF orientation, 1 to 8: how the stored picture has to be turned to stand upright. */
export const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const
export type Orientation = (typeof orientations)[number]

/** Colours of the four corners of the upright picture, clockwise from the upper left. */
export const corners = ['red', 'lime', 'white', 'blue'] as const
/** Of the upright picture, in points. */
export const uprightSize = { width: 640, height: 480 } as const

/** A picture stored as a camera held that way stores it, with orientation and place of taking in its EXIF. */
export async function orientedPhoto(page: Page, orientation: Orientation): Promise<PhotoFile> {
  const base64 = await page.evaluate(
    async ({ turned, size, colours }) => {
      const upright = new OffscreenCanvas(size.width, size.height)
      const context = upright.getContext('2d')
      const isOnItsSide = turned >= 5
      const stored = new OffscreenCanvas(
        isOnItsSide ? size.height : size.width,
        isOnItsSide ? size.width : size.height,
      )
      const turning = stored.getContext('2d')
      if (context === null || turning === null) throw new Error('no canvas')
      const places = [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ] as const
      places.forEach(([x, y], index) => {
        context.fillStyle = colours[index] ?? ''
        context.fillRect((x * size.width) / 2, (y * size.height) / 2, size.width / 2, size.height / 2)
      })
      const { width: w, height: h } = size
      // From the upright to the stored picture: the reverse of what the orientation asks a viewer to do.
      const transforms: Record<number, [number, number, number, number, number, number]> = {
        1: [1, 0, 0, 1, 0, 0],
        2: [-1, 0, 0, 1, w, 0],
        3: [-1, 0, 0, -1, w, h],
        4: [1, 0, 0, -1, 0, h],
        5: [0, 1, 1, 0, 0, 0],
        6: [0, -1, 1, 0, 0, w],
        7: [0, -1, -1, 0, h, w],
        8: [0, 1, -1, 0, h, 0],
      }
      turning.setTransform(...(transforms[turned] ?? [1, 0, 0, 1, 0, 0]))
      turning.drawImage(upright, 0, 0)
      const blob = await stored.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
      const bytes = new Uint8Array(await blob.arrayBuffer())
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    },
    { turned: orientation, size: uprightSize, colours: corners },
  )
  return {
    name: `xoay-${orientation}.jpg`,
    mimeType: 'image/jpeg',
    buffer: withExif(Buffer.from(base64, 'base64'), orientation),
  }
}

/** Puts an APP1 segment (EXIF 2.3, little endian) behind the start of a JPEG. */
function withExif(jpeg: Buffer, orientation: Orientation): Buffer {
  const entry = (tag: number, type: number, count: number, value: number): Buffer => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt16LE(tag, 0)
    bytes.writeUInt16LE(type, 2)
    bytes.writeUInt32LE(count, 4)
    bytes.writeUInt32LE(value, 8)
    return bytes
  }
  const directory = (...entries: Buffer[]): Buffer => {
    const count = Buffer.alloc(2)
    count.writeUInt16LE(entries.length)
    return Buffer.concat([count, ...entries, Buffer.alloc(4)])
  }
  const gpsAt = 8 + 2 + 2 * 12 + 4
  const latitudeAt = gpsAt + 2 + 2 * 12 + 4
  const main = directory(entry(0x0112, 3, 1, orientation), entry(0x8825, 4, 1, gpsAt))
  // 22° 20' 6" north: somewhere in Lào Cai.
  const gps = directory(entry(1, 2, 2, 'N'.charCodeAt(0)), entry(2, 5, 3, latitudeAt))
  const latitude = Buffer.alloc(24)
  for (const [index, value] of [22, 1, 20, 1, 6, 1].entries()) latitude.writeUInt32LE(value, index * 4)
  const header = Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0])
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), header, main, gps, latitude])
  const marker = Buffer.from([0xff, 0xe1, 0, 0])
  marker.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), marker, body, jpeg.subarray(2)])
}

/** The beginning of what an iPhone makes (ISO/IEC 23008-12). */
export function heicBytes(): Buffer {
  const box = Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1')
  return Buffer.concat([box, Buffer.alloc(4000, 7)])
}
