/** What makes a photographed page usable at the desk: enough points per inch, and sharp. */
import type { ImageSize } from './image-size.ts'

export type PhotoWarning = 'low-resolution' | 'blurred'

/** The long side of an A4 page (297 mm) at 300 dpi. */
export const longSideAt300Dpi = 3508
/** The same at 200 dpi: below this, small print and stamps become hard to read. */
const longSideAt200Dpi = 2339

/** A picture is assumed to show one A4 page that fills it. */
export function isLowResolution({ widthPx, heightPx }: ImageSize): boolean {
  return Math.max(widthPx, heightPx) < longSideAt200Dpi
}

/** The size with the same proportions whose long side is at most `longSidePx`; never enlarges. */
export function fitLongSide({ widthPx, heightPx }: ImageSize, longSidePx: number): ImageSize {
  const ratio = Math.min(1, longSidePx / Math.max(widthPx, heightPx))
  return {
    widthPx: Math.max(1, Math.round(widthPx * ratio)),
    heightPx: Math.max(1, Math.round(heightPx * ratio)),
  }
}

/** Long side of the grey copy on which sharpness is measured; the threshold below belongs to this size. */
export const sharpnessLongSidePx = 1200
/** Found with printed text at 12 points: sharp pages measure above 1,000, pages blurred past reading below 100. */
const sharpnessThreshold = 120
/** Sharpness is that of the sharpest tile, so that a page with a few lines on white is not called blurred. */
const tilesPerSide = 6

export interface GreyPicture extends ImageSize {
  /** One brightness (0–255) a point, row by row. */
  readonly points: Uint8Array
}

/** From `ImageData` order (red, green, blue, opacity) to brightness (ITU-R BT.601). */
export function greyPicture(rgba: Uint8ClampedArray, { widthPx, heightPx }: ImageSize): GreyPicture {
  const points = new Uint8Array(widthPx * heightPx)
  for (let point = 0; point < points.length; point += 1) {
    const at = point * 4
    points[point] = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0)
  }
  return { widthPx, heightPx, points }
}

/** Highest variance of the Laplacian over the tiles of the picture; 0 for a picture without any edge. */
export function sharpness(picture: GreyPicture): number {
  const { widthPx, heightPx } = picture
  const tileWidth = Math.max(3, Math.ceil(widthPx / tilesPerSide))
  const tileHeight = Math.max(3, Math.ceil(heightPx / tilesPerSide))
  let sharpest = 0
  for (let top = 0; top < heightPx; top += tileHeight) {
    for (let left = 0; left < widthPx; left += tileWidth) {
      const variance = laplacianVariance(picture, left, top, left + tileWidth, top + tileHeight)
      sharpest = Math.max(sharpest, variance)
    }
  }
  return sharpest
}

function laplacianVariance(
  { points, widthPx, heightPx }: GreyPicture,
  left: number,
  top: number,
  right: number,
  bottom: number,
): number {
  let sum = 0
  let squares = 0
  let count = 0
  for (let y = Math.max(1, top); y < Math.min(bottom, heightPx - 1); y += 1) {
    for (let x = Math.max(1, left); x < Math.min(right, widthPx - 1); x += 1) {
      const at = y * widthPx + x
      const neighbours =
        (points[at - 1] ?? 0) +
        (points[at + 1] ?? 0) +
        (points[at - widthPx] ?? 0) +
        (points[at + widthPx] ?? 0)
      const laplacian = neighbours - 4 * (points[at] ?? 0)
      sum += laplacian
      squares += laplacian * laplacian
      count += 1
    }
  }
  if (count === 0) return 0
  const mean = sum / count
  return squares / count - mean * mean
}

/** The picture must have been scaled to `sharpnessLongSidePx` (or be smaller by nature). */
export function isBlurred(picture: GreyPicture): boolean {
  return sharpness(picture) < sharpnessThreshold
}
