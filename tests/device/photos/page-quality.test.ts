import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  fitLongSide,
  type GreyPicture,
  greyPicture,
  isBlurred,
  isLowResolution,
  sharpness,
} from '../../../src/device/photos/page-quality.ts'

/** Dark strokes of three points on paper, like print. */
function page(widthPx: number, heightPx: number, isInk: (x: number, y: number) => boolean): GreyPicture {
  const points = new Uint8Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) points[y * widthPx + x] = isInk(x, y) ? 40 : 225
  }
  return { widthPx, heightPx, points }
}

/** Mean over a square around each point: what a lens out of focus does. */
function outOfFocus({ widthPx, heightPx, points }: GreyPicture, radius: number): GreyPicture {
  const blurred = new Uint8Array(points.length)
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      let sum = 0
      let count = 0
      for (let dy = -radius; dy <= radius; dy += 1) {
        for (let dx = -radius; dx <= radius; dx += 1) {
          const row = y + dy
          const column = x + dx
          if (row < 0 || column < 0 || row >= heightPx || column >= widthPx) continue
          sum += points[row * widthPx + column] ?? 0
          count += 1
        }
      }
      blurred[y * widthPx + x] = sum / count
    }
  }
  return { widthPx, heightPx, points: blurred }
}

const print = page(180, 260, (x, y) => y % 14 < 9 && (x % 9 < 3 || y % 14 === 4))
const fewLines = page(180, 260, (x, y) => y > 20 && y < 40 && y % 14 < 9 && x % 9 < 3)

describe('blur', () => {
  test('a sharp page of print is not called blurred', () => {
    expect(isBlurred(print)).toBe(false)
  })
  test('a page with two lines on white is not called blurred', () => {
    expect(isBlurred(fewLines)).toBe(false)
  })
  test('the same pages far out of focus are', () => {
    expect(isBlurred(outOfFocus(print, 6))).toBe(true)
    expect(isBlurred(outOfFocus(fewLines, 6))).toBe(true)
  })
  test('the further out of focus, the lower the sharpness', () => {
    const measured = [0, 1, 2, 4].map((radius) => sharpness(outOfFocus(print, radius)))
    expect(measured).toEqual([...measured].sort((a, b) => b - a))
  })
  test('an even surface has no sharpness, and a picture of a few points breaks nothing', () => {
    expect(sharpness(page(50, 50, () => false))).toBe(0)
    expect(sharpness(page(1, 1, () => true))).toBe(0)
  })
  test('grey follows the eye: green is brighter than blue', () => {
    const rgba = new Uint8ClampedArray([255, 255, 255, 255, 0, 255, 0, 255, 0, 0, 255, 255])
    expect([...greyPicture(rgba, { widthPx: 3, heightPx: 1 }).points]).toEqual([255, 149, 29])
  })
})

describe('points per inch of an A4 page', () => {
  test.each([
    [2339, 1654, false],
    [1654, 2339, false],
    [2338, 1653, true],
    [1920, 1080, true],
    [3508, 2480, false],
  ])('%i × %i', (widthPx, heightPx, isLow) => {
    expect(isLowResolution({ widthPx, heightPx })).toBe(isLow)
  })
  test('fitting keeps the proportions, never enlarges and never loses a side', () => {
    const side = fc.integer({ min: 1, max: 20_000 })
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 4000 }), (widthPx, heightPx, longSide) => {
        const fitted = fitLongSide({ widthPx, heightPx }, longSide)
        expect(Math.max(fitted.widthPx, fitted.heightPx)).toBeLessThanOrEqual(longSide)
        expect(Math.min(fitted.widthPx, fitted.heightPx)).toBeGreaterThanOrEqual(1)
        expect(fitted.widthPx).toBeLessThanOrEqual(widthPx)
        const ratio = Math.min(1, longSide / Math.max(widthPx, heightPx))
        expect(Math.abs(fitted.widthPx - widthPx * ratio)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
