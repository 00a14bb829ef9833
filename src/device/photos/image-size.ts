/** Reads how large a picture is from its header, so that a decoding bomb is refused before it fills the memory. */
import type { ImageFormat } from './image-format.ts'

export interface ImageSize {
  readonly widthPx: number
  readonly heightPx: number
}

type Decodable = Extract<ImageFormat, { kind: 'decodable' }>['name']
type Reader = (view: DataView) => ImageSize | undefined

/** Size in pixels as stored, before any turning; undefined when the header does not say it. */
export function imageSize(format: Decodable, bytes: Uint8Array): ImageSize | undefined {
  try {
    return readers[format](new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  } catch (error) {
    // A header that is cut off.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const readers = {
  png: (view) => ({ widthPx: view.getUint32(16), heightPx: view.getUint32(20) }),
  gif: (view) => ({ widthPx: view.getUint16(6, true), heightPx: view.getUint16(8, true) }),
  bmp: (view) =>
    view.getUint32(14, true) === 12
      ? { widthPx: view.getUint16(18, true), heightPx: view.getUint16(20, true) }
      : { widthPx: Math.abs(view.getInt32(18, true)), heightPx: Math.abs(view.getInt32(22, true)) },
  jpeg: jpegSize,
  webp: webpSize,
  avif: avifSize,
} satisfies Record<Decodable, Reader>

function jpegSize(view: DataView): ImageSize | undefined {
  let at = 2
  while (at + 4 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { heightPx: view.getUint16(at + 5), widthPx: view.getUint16(at + 7) }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

function webpSize(view: DataView): ImageSize | undefined {
  switch (view.getUint32(12)) {
    case fourLetters('VP8 '):
      return { widthPx: view.getUint16(26, true) & 0x3fff, heightPx: view.getUint16(28, true) & 0x3fff }
    case fourLetters('VP8L'): {
      const packed = view.getUint32(21, true)
      return { widthPx: (packed & 0x3fff) + 1, heightPx: ((packed >> 14) & 0x3fff) + 1 }
    }
    case fourLetters('VP8X'):
      return {
        widthPx: 1 + view.getUint16(24, true) + (view.getUint8(26) << 16),
        heightPx: 1 + view.getUint16(27, true) + (view.getUint8(29) << 16),
      }
    default:
      return undefined
  }
}

/** The largest `ispe` (image spatial extents) property: a grid of tiles carries one for the whole as well. */
function avifSize(view: DataView): ImageSize | undefined {
  const searched = Math.min(view.byteLength, 65_536) - 16
  const ispe = fourLetters('ispe')
  let largest: ImageSize | undefined
  for (let at = 4; at < searched; at += 1) {
    if (view.getUint32(at) !== ispe) continue
    const size = { widthPx: view.getUint32(at + 8), heightPx: view.getUint32(at + 12) }
    if (largest === undefined || size.widthPx * size.heightPx > largest.widthPx * largest.heightPx) {
      largest = size
    }
  }
  return largest
}

function fourLetters(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 256 + letter.charCodeAt(0), 0)
}
