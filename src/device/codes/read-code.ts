/** Finds a QR code in a picture. Runs in the worker. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import readerUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'

// Otherwise the reader would be fetched from somebody else's server.
prepareZXingModule({
  overrides: {
    locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? readerUrl : prefix + path),
  },
})

/** A frame or picture is looked at as a whole, and its middle at full sharpness. */
const wholePx = 1920
const middlePx = 1600

/** The text of the first code that is found; null when there is none. */
export async function readCode(picture: ImageBitmap): Promise<string | null> {
  const scale = Math.min(1, wholePx / Math.max(picture.width, picture.height))
  const whole = await codeIn(cut(picture, picture.width, picture.height, scale))
  if (whole !== null || scale === 1) return whole
  return codeIn(cut(picture, Math.min(middlePx, picture.width), Math.min(middlePx, picture.height), 1))
}

/** The middle of the picture, of this width and height, scaled. */
function cut(picture: ImageBitmap, widthPx: number, heightPx: number, scale: number): ImageData {
  const canvas = new OffscreenCanvas(Math.round(widthPx * scale), Math.round(heightPx * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no canvas in the worker')
  const left = (picture.width - widthPx) / 2
  const top = (picture.height - heightPx) / 2
  context.drawImage(picture, left, top, widthPx, heightPx, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

async function codeIn(pixels: ImageData): Promise<string | null> {
  const [found] = await readBarcodes(pixels, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 1 })
  return found === undefined ? null : textOf(found)
}

/** Cards carry UTF-8 without saying so, which a reader may take for something else. */
function textOf({ bytes, text }: { readonly bytes: Uint8Array; readonly text: string }): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: the reader's own guess stands.
    return text
  }
}
