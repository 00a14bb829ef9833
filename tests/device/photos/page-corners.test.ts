import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  areUsable,
  type Corner,
  type Corners,
  findCorners,
  wholePicture,
  withCorner,
} from '../../../src/device/photos/page-corners.ts'
import type { GreyPicture } from '../../../src/device/photos/page-quality.ts'
import { perspective, straighten, straightSize } from '../../../src/device/photos/straighten.ts'

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const near = (x: number, y: number) =>
  fc.record({ x: between(x - 0.1, x + 0.1), y: between(y - 0.1, y + 0.1) })
const slanted: fc.Arbitrary<Corners> = fc.tuple(
  near(0.15, 0.15),
  near(0.85, 0.15),
  near(0.85, 0.85),
  near(0.15, 0.85),
)

function isInside(corners: Corners, { x, y }: Corner): boolean {
  return corners.every((corner, index) => {
    const next = corners[(index + 1) % 4] ?? corner
    return (next.x - corner.x) * (y - corner.y) - (next.y - corner.y) * (x - corner.x) >= 0
  })
}

/** A light sheet with dark lines of print on a dark table with a grain. */
function photo(corners: Corners, { light = 225, table = 70 } = {}): GreyPicture {
  const size = { widthPx: 170, heightPx: 240 }
  const points = new Uint8Array(size.widthPx * size.heightPx)
  for (let at = 0; at < points.length; at += 1) {
    const column = at % size.widthPx
    const row = Math.floor(at / size.widthPx)
    const inside = isInside(corners, { x: column / size.widthPx, y: row / size.heightPx })
    points[at] = inside ? light - (row % 8 === 0 && column % 3 !== 0 ? 60 : 0) : table + (at % 7) * 4
  }
  return { ...size, points }
}

const furthest = (left: Corners, right: Corners) =>
  Math.max(
    ...left.map((corner, at) => Math.hypot(corner.x - (right[at]?.x ?? 9), corner.y - (right[at]?.y ?? 9))),
  )

describe('the corners of a sheet in a photo', () => {
  test('are found within three hundredths of the picture, however the sheet lies', () => {
    fc.assert(
      fc.property(slanted, (corners) => {
        const found = findCorners(photo(corners))
        expect(found).toBeDefined()
        if (found !== undefined) expect(furthest(found, corners)).toBeLessThan(0.03)
      }),
      { numRuns: 60 },
    )
  })
  test('are not made up where no sheet stands out', () => {
    const points = new Uint8Array(170 * 240)
    expect(findCorners({ widthPx: 170, heightPx: 240, points })).toBeUndefined()
    const speckled = points.map((_, at) => ((at * 7919) % 251) + 2)
    expect(findCorners({ widthPx: 170, heightPx: 240, points: speckled })).toBeUndefined()
    expect(findCorners(photo(wholePicture))).toBeUndefined()
  })
  test('never cross, wherever a finger drags them', () => {
    fc.assert(
      fc.property(slanted, fc.nat(3), between(-2, 2), between(-2, 2), (corners, index, x, y) => {
        const moved = withCorner(corners, index, { x, y })
        expect(areUsable(moved)).toBe(true)
        for (const corner of moved) {
          expect(corner.x).toBeGreaterThanOrEqual(0)
          expect(corner.x).toBeLessThanOrEqual(1)
          expect(corner.y).toBeGreaterThanOrEqual(0)
          expect(corner.y).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})

describe('straightening', () => {
  test('maps the corners of the sheet onto those of the page, and lines onto lines', () => {
    fc.assert(
      fc.property(slanted, between(0, 1), between(0, 1), (corners, x, y) => {
        const place = perspective(corners)
        wholePicture.forEach((corner, at) => {
          const mapped = place(corner.x, corner.y)
          expect(Math.hypot(mapped.x - (corners[at]?.x ?? 9), mapped.y - (corners[at]?.y ?? 9))).toBeLessThan(
            1e-9,
          )
        })
        const [from, middle, to] = [place(0, y), place(x, y), place(1, y)]
        const turn = (middle.x - from.x) * (to.y - from.y) - (middle.y - from.y) * (to.x - from.x)
        expect(Math.abs(turn)).toBeLessThan(1e-9)
      }),
    )
  })
  test('leaves a picture as it is when its corners are the corners', () => {
    const points = new Uint8ClampedArray(
      Array.from({ length: 6 * 4 * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at * 37) % 256)),
    )
    const picture = { widthPx: 6, heightPx: 4, points }
    expect(straightSize(wholePicture, picture)).toEqual({ widthPx: 6, heightPx: 4 })
    expect(straighten(picture, wholePicture)).toEqual(picture)
  })
  test('keeps nothing of the table', () => {
    const corners: Corners = [
      { x: 0.2, y: 0.1 },
      { x: 0.9, y: 0.2 },
      { x: 0.8, y: 0.9 },
      { x: 0.1, y: 0.8 },
    ]
    const { widthPx, heightPx, points } = photo(corners, { light: 200, table: 0 })
    const colours = new Uint8ClampedArray([...points].flatMap((grey) => [grey, grey, grey, 255]))
    const straight = straighten({ widthPx, heightPx, points: colours }, corners)
    const dark = straight.points.filter((value, at) => at % 4 === 0 && value < 100)
    expect(dark.length / (straight.widthPx * straight.heightPx)).toBeLessThan(0.02)
  })
})
