import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutOut, pageFrame } from '../../../src/device/photos/page-frame.ts'

const side = fc.integer({ min: 100, max: 8000 })

describe('the frame for a page in the camera view', () => {
  test('is an upright A4 inside the picture, whichever way the camera is turned', () => {
    fc.assert(
      fc.property(side, side, (widthPx, heightPx) => {
        const frame = pageFrame({ widthPx, heightPx })
        expect(frame.heightPx / frame.widthPx).toBeCloseTo(297 / 210, 5)
        expect(frame.leftPx).toBeGreaterThan(0)
        expect(frame.topPx).toBeGreaterThan(0)
        expect(Math.min(frame.leftPx / widthPx, frame.topPx / heightPx)).toBeCloseTo(0.04, 5)
      }),
    )
  })
  test('what is cut out holds the whole frame and stays inside the picture', () => {
    fc.assert(
      fc.property(side, side, (widthPx, heightPx) => {
        const frame = pageFrame({ widthPx, heightPx })
        const cut = cutOut({ widthPx, heightPx })
        expect(cut.leftPx).toBeGreaterThanOrEqual(0)
        expect(cut.topPx).toBeGreaterThanOrEqual(0)
        expect(cut.leftPx).toBeLessThan(frame.leftPx)
        expect(cut.topPx).toBeLessThan(frame.topPx)
        expect(cut.leftPx + cut.widthPx).toBeLessThanOrEqual(widthPx)
        expect(cut.topPx + cut.heightPx).toBeLessThanOrEqual(heightPx)
      }),
    )
  })
})
