/** Makes a sheet that was photographed at a slant a rectangle again. */
import type { ImageSize } from './image-size.ts'
import type { Corner, Corners } from './page-corners.ts'

export interface ColourPicture extends ImageSize {
  /** Red, green, blue, opacity of each point, row by row. */
  readonly points: Uint8ClampedArray<ArrayBuffer>
}

/** Size of the sheet: of its opposite sides the longer one, in pixels of the photo. */
export function straightSize(corners: Corners, { widthPx, heightPx }: ImageSize): ImageSize {
  const length = (from: Corner, to: Corner) =>
    Math.hypot((to.x - from.x) * widthPx, (to.y - from.y) * heightPx)
  const [upperLeft, upperRight, lowerRight, lowerLeft] = corners
  return {
    widthPx: Math.max(1, Math.round(Math.max(length(upperLeft, upperRight), length(lowerLeft, lowerRight)))),
    heightPx: Math.max(1, Math.round(Math.max(length(upperLeft, lowerLeft), length(upperRight, lowerRight)))),
  }
}

/** The sheet alone, by perspective, each point mixed from the four around where it was. */
export function straighten(photo: ColourPicture, corners: Corners): ColourPicture {
  const size = straightSize(corners, photo)
  const points = new Uint8ClampedArray(size.widthPx * size.heightPx * 4)
  const place = perspective(corners)
  const { widthPx, heightPx, points: from } = photo
  for (let row = 0; row < size.heightPx; row += 1) {
    for (let column = 0; column < size.widthPx; column += 1) {
      const { x, y } = place((column + 0.5) / size.widthPx, (row + 0.5) / size.heightPx)
      const left = Math.min(widthPx - 1, Math.max(0, x * widthPx - 0.5))
      const top = Math.min(heightPx - 1, Math.max(0, y * heightPx - 0.5))
      const column0 = Math.floor(left)
      const row0 = Math.floor(top)
      const toRight = left - column0
      const toBottom = top - row0
      const upper = (row0 * widthPx + column0) * 4
      const right = column0 + 1 < widthPx ? 4 : 0
      const lower = row0 + 1 < heightPx ? widthPx * 4 : 0
      const to = (row * size.widthPx + column) * 4
      for (let colour = 0; colour < 3; colour += 1) {
        const above =
          (from[upper + colour] ?? 0) * (1 - toRight) + (from[upper + right + colour] ?? 0) * toRight
        const below =
          (from[upper + lower + colour] ?? 0) * (1 - toRight) +
          (from[upper + lower + right + colour] ?? 0) * toRight
        points[to + colour] = above * (1 - toBottom) + below * toBottom
      }
      points[to + 3] = 255
    }
  }
  return { ...size, points }
}

/**
 * Where in the photo a point of the straight sheet lies, both in shares: the one projective map of the unit square onto
 * four corners (Heckbert, Fundamentals of Texture Mapping, 1989, §2.2.3).
 */
export function perspective([a, b, c, d]: Corners): (x: number, y: number) => Corner {
  const right = { x: b.x - c.x, y: b.y - c.y }
  const lower = { x: d.x - c.x, y: d.y - c.y }
  const slant = { x: a.x - b.x + c.x - d.x, y: a.y - b.y + c.y - d.y }
  const whole = right.x * lower.y - lower.x * right.y
  const g = (slant.x * lower.y - lower.x * slant.y) / whole
  const h = (right.x * slant.y - slant.x * right.y) / whole
  return (x, y) => {
    const depth = g * x + h * y + 1
    return {
      x: ((b.x - a.x + g * b.x) * x + (d.x - a.x + h * d.x) * y + a.x) / depth,
      y: ((b.y - a.y + g * b.y) * x + (d.y - a.y + h * d.y) * y + a.y) / depth,
    }
  }
}
