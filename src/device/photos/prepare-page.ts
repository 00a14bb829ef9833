/**
 * Turns a photo into the page that is kept: upright, at most 300 dpi of an A4, a JPEG without EXIF and GPS,
 * small enough to travel over a mountain network. Runs in a worker, and on the page where there is none.
 */
import { imageFormat } from './image-format.ts'
import { type ImageSize, imageSize } from './image-size.ts'
import { type Corners, cornersLongSidePx, findCorners } from './page-corners.ts'
import {
  fitLongSide,
  greyPicture,
  isBlurred,
  isLowResolution,
  longSideAt300Dpi,
  type PhotoWarning,
  sharpnessLongSidePx,
} from './page-quality.ts'
import { straighten } from './straighten.ts'

export type PhotoProblem =
  | 'photo-not-an-image'
  | 'photo-format-unsupported'
  | 'photo-too-large'
  | 'photo-unreadable'

export type PreparedPhoto =
  | {
      readonly ok: true
      readonly bytes: Uint8Array<ArrayBuffer>
      readonly mediaType: 'image/jpeg'
      readonly widthPx: number
      readonly heightPx: number
      readonly warnings: readonly PhotoWarning[]
    }
  | { readonly ok: false; readonly problem: PhotoProblem }

const maxFileBytes = 30_000_000
const maxPixels = 100_000_000
const maxPageBytes = 900_000
/** Text stays legible down to about 0.5; below that fewer points look better than stronger compression. */
const qualities = [0.85, 0.75, 0.65, 0.5] as const
const shrinkFactor = 0.8
/** A slanted sheet is never larger than the photo it is cut from; its points are held twice meanwhile. */
const longestSidePx = 4600

/**
 * Never rejects for a bad picture: that is a value.
 * @param corners of the sheet in it, which is cut out and made straight; undefined for the whole picture
 */
export async function preparePage(photo: Blob, corners?: Corners): Promise<PreparedPhoto> {
  if (photo.size > maxFileBytes) return { ok: false, problem: 'photo-too-large' }
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await photo.arrayBuffer())
  } catch (error) {
    // The stick or card with the file was pulled out.
    if (error instanceof DOMException) return { ok: false, problem: 'photo-unreadable' }
    throw error
  }
  const format = imageFormat(bytes)
  if (format.kind === 'not-an-image') return { ok: false, problem: 'photo-not-an-image' }
  if (format.kind === 'unsupported') return { ok: false, problem: 'photo-format-unsupported' }
  const declared = imageSize(format.name, bytes)
  if (declared === undefined || declared.widthPx === 0 || declared.heightPx === 0) {
    return { ok: false, problem: 'photo-unreadable' }
  }
  if (declared.widthPx * declared.heightPx > maxPixels) return { ok: false, problem: 'photo-too-large' }
  const bitmap = await decode(photo)
  if (bitmap === undefined) return { ok: false, problem: 'photo-unreadable' }
  try {
    if (corners === undefined) return await encode(bitmap)
    const sheet = await cutOutSheet(bitmap, corners)
    try {
      return await encode(sheet)
    } finally {
      sheet.close()
    }
  } finally {
    bitmap.close()
  }
}

/** @returns undefined where no sheet stands out, or the picture cannot be read. */
export async function proposeCorners(photo: Blob): Promise<Corners | undefined> {
  const bitmap = await decode(photo)
  if (bitmap === undefined) return undefined
  try {
    const { context, size } = draw(
      bitmap,
      fitLongSide({ widthPx: bitmap.width, heightPx: bitmap.height }, cornersLongSidePx),
    )
    const pixels = context.getImageData(0, 0, size.widthPx, size.heightPx)
    return findCorners(greyPicture(pixels.data, size))
  } finally {
    bitmap.close()
  }
}

function cutOutSheet(bitmap: ImageBitmap, corners: Corners): Promise<ImageBitmap> {
  const photo = draw(bitmap, fitLongSide({ widthPx: bitmap.width, heightPx: bitmap.height }, longestSidePx))
  const { data } = photo.context.getImageData(0, 0, photo.size.widthPx, photo.size.heightPx)
  const sheet = straighten({ ...photo.size, points: new Uint8ClampedArray(data) }, corners)
  return createImageBitmap(new ImageData(sheet.points, sheet.widthPx, sheet.heightPx))
}

async function decode(photo: Blob): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(photo, { imageOrientation: 'from-image' })
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}

async function encode(bitmap: ImageBitmap): Promise<PreparedPhoto> {
  const original = { widthPx: bitmap.width, heightPx: bitmap.height }
  const warnings: PhotoWarning[] = []
  const copy = draw(bitmap, fitLongSide(original, sharpnessLongSidePx))
  const pixels = copy.context.getImageData(0, 0, copy.size.widthPx, copy.size.heightPx)
  const blurred = isBlurred(greyPicture(pixels.data, copy.size))
  for (let longSidePx = longSideAt300Dpi; ; ) {
    const page = draw(bitmap, fitLongSide(original, longSidePx))
    for (const quality of qualities) {
      const encoded = await toJpeg(page.canvas, quality)
      if (encoded === null) return { ok: false, problem: 'photo-unreadable' }
      if (encoded.size > maxPageBytes) continue
      if (isLowResolution(page.size)) warnings.push('low-resolution')
      if (blurred) warnings.push('blurred')
      const bytes = new Uint8Array(await encoded.arrayBuffer())
      return { ok: true, bytes, mediaType: 'image/jpeg', ...page.size, warnings }
    }
    longSidePx = Math.floor(Math.max(page.size.widthPx, page.size.heightPx) * shrinkFactor)
  }
}

type Canvas = OffscreenCanvas | HTMLCanvasElement

/** Redraws on white: a transparent picture would turn black as a JPEG. */
function draw(bitmap: ImageBitmap, size: ImageSize) {
  const canvas = makeCanvas(size)
  const context = canvas.getContext('2d', { alpha: false })
  if (!isContext(context)) throw new Error('no 2d context')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, size.widthPx, size.heightPx)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, size.widthPx, size.heightPx)
  return { canvas, context, size }
}

function makeCanvas({ widthPx, heightPx }: ImageSize): Canvas {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(widthPx, heightPx)
  const canvas = document.createElement('canvas')
  canvas.width = widthPx
  canvas.height = heightPx
  return canvas
}

function isContext(
  context: RenderingContext | OffscreenRenderingContext | null,
): context is CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D {
  return context !== null && 'drawImage' in context
}

/** Null when the machine had no memory for it. */
async function toJpeg(canvas: Canvas, quality: number): Promise<Blob | null> {
  if ('toBlob' in canvas) {
    return new Promise((resolve) => {
      canvas.toBlob(resolve, 'image/jpeg', quality)
    })
  }
  try {
    return await canvas.convertToBlob({ type: 'image/jpeg', quality })
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}
