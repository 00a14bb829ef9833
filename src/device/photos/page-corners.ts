/** The four corners of a sheet of paper in a photo: proposed by its brightness, moved by the person. */
import type { GreyPicture } from './page-quality.ts'

/** Shares of the picture's width and height, from its upper left. */
export interface Corner {
  readonly x: number
  readonly y: number
}

/** Clockwise from the upper left of the sheet. */
export type Corners = readonly [Corner, Corner, Corner, Corner]

export const wholePicture: Corners = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]

/** Long side of the grey copy that corners are looked for in: print is gone at this size, the sheet is not. */
export const cornersLongSidePx = 240
/** A sheet is at least this share of the photo; a smaller bright thing is something else. */
const smallestShare = 0.2
/** More than this, and there is nothing to cut away. */
const largestShare = 0.97
/** How much of the four-sided figure the bright points must fill, and how little may lie outside it. */
const filledShare = 0.85

/** @returns undefined where no sheet stands out from what it lies on. */
export function findCorners(picture: GreyPicture): Corners | undefined {
  const { widthPx, heightPx, points } = picture
  const threshold = parting(points)
  const sheet = largestPatch(picture, (at) => (points[at] ?? 0) > threshold)
  if (sheet.length === 0) return undefined
  const furthest = (of: (x: number, y: number) => number): Corner => {
    let best = 0
    let most = Number.NEGATIVE_INFINITY
    for (const at of sheet) {
      const value = of(at % widthPx, Math.floor(at / widthPx))
      if (value > most) {
        most = value
        best = at
      }
    }
    const x = best % widthPx
    const y = Math.floor(best / widthPx)
    // The outer edge of the point: the last column is the right end of the picture.
    return { x: x / Math.max(1, widthPx - 1), y: y / Math.max(1, heightPx - 1) }
  }
  const corners: Corners = [
    furthest((x, y) => -x - y),
    furthest((x, y) => x - y),
    furthest((x, y) => x + y),
    furthest((x, y) => y - x),
  ]
  const share = areaOf(corners)
  const patchShare = sheet.length / points.length
  if (!areUsable(corners) || share < smallestShare || share > largestShare) return undefined
  return patchShare >= filledShare * share && patchShare <= share / filledShare ? corners : undefined
}

/** A figure whose sides do not cross and that is not a mere line. */
export function areUsable(corners: Corners): boolean {
  const turns = corners.map((corner, index) => {
    const next = corners[(index + 1) % 4] ?? corner
    const after = corners[(index + 2) % 4] ?? corner
    return (next.x - corner.x) * (after.y - next.y) - (next.y - corner.y) * (after.x - next.x)
  })
  return turns.every((turn) => turn > 0.005)
}

/** The corner at this place of the row moved there, kept inside the picture; the same corners where that cannot be. */
export function withCorner(corners: Corners, index: number, { x, y }: Corner): Corners {
  const inside = (share: number) => Math.min(1, Math.max(0, share))
  const at = (place: 0 | 1 | 2 | 3): Corner =>
    place === index ? { x: inside(x), y: inside(y) } : corners[place]
  const moved: Corners = [at(0), at(1), at(2), at(3)]
  return areUsable(moved) ? moved : corners
}

function areaOf(corners: Corners): number {
  const twice = corners.reduce((sum, { x, y }, index) => {
    const next = corners[(index + 1) % 4] ?? { x, y }
    return sum + x * next.y - next.x * y
  }, 0)
  return Math.abs(twice) / 2
}

/** Otsu's threshold: the brightness that parts light from dark best. */
function parting(points: Uint8Array): number {
  const counts = new Float64Array(256)
  for (const point of points) counts[point] = (counts[point] ?? 0) + 1
  const sum = counts.reduce((total, count, level) => total + count * level, 0)
  let dark = 0
  let darkSum = 0
  let best = 0
  let threshold = 255
  for (let level = 0; level < 256; level += 1) {
    dark += counts[level] ?? 0
    darkSum += level * (counts[level] ?? 0)
    const light = points.length - dark
    if (dark === 0 || light === 0) continue
    const between = dark * light * (darkSum / dark - (sum - darkSum) / light) ** 2
    if (between > best) {
      best = between
      threshold = level
    }
  }
  return threshold
}

/** Indexes of the largest connected patch of the points that are wanted. */
function largestPatch(
  { widthPx, points }: GreyPicture,
  isWanted: (at: number) => boolean,
): readonly number[] {
  const seen = new Uint8Array(points.length)
  let largest: number[] = []
  for (let start = 0; start < points.length; start += 1) {
    if (seen[start] === 1 || !isWanted(start)) continue
    const patch = [start]
    seen[start] = 1
    for (let next = 0; next < patch.length; next += 1) {
      const at = patch[next] ?? start
      const column = at % widthPx
      const neighbours = [
        column > 0 ? at - 1 : -1,
        column < widthPx - 1 ? at + 1 : -1,
        at - widthPx,
        at + widthPx,
      ]
      for (const neighbour of neighbours) {
        if (neighbour < 0 || neighbour >= points.length) continue
        if (seen[neighbour] === 1 || !isWanted(neighbour)) continue
        seen[neighbour] = 1
        patch.push(neighbour)
      }
    }
    if (patch.length > largest.length) largest = patch
  }
  return largest
}
