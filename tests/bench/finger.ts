/**
 * Taps as a finger's: put down, a moment on the glass, lifted. Playwright's own click leaves listeners for touches in the
 * page, for which a browser waits before it makes a click of a touch; on a slowed processor they are a good part of it.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'

/** As long as a short tap rests on the glass. */
const restMs = 70
/** From seeing something to tapping on it, as quick as people are. What is drawn in this time is in `drawnMs` of `felt`. */
const reactionMs = 250
const patienceMs = 30_000

/**
 * From now on every click and check in this process is a tap by a finger on this page, which Playwright must not have
 * clicked in since it was loaded.
 *
 * @returns ends that
 */
export async function tapWithFinger(page: Page): Promise<() => void> {
  const hand = await page.context().newCDPSession(page)
  await hand.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 1 })
  const prototype: object = Object.getPrototypeOf(page.locator('body'))
  const tap = async function (this: Locator): Promise<void> {
    await placeToTap(this)
    await wait(reactionMs)
    const at = await placeToTap(this)
    await hand.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
    await wait(restMs)
    await hand.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  const click: unknown = Reflect.get(prototype, 'click')
  const check: unknown = Reflect.get(prototype, 'check')
  Object.assign(prototype, { click: tap, check: tap })
  return () => Object.assign(prototype, { click, check })
}

interface Place {
  readonly x: number
  readonly y: number
}

/** The middle of what a person sees there, can reach, and may tap. Waits for it. */
async function placeToTap(locator: Locator): Promise<Place> {
  const deadline = performance.now() + patienceMs
  while (performance.now() < deadline) {
    // Seen, and no longer moving.
    await locator.scrollIntoViewIfNeeded()
    const place = await locator.evaluate((element): Place | null => {
      const { x, y, width, height } = element.getBoundingClientRect()
      const middle = { x: x + width / 2, y: y + height / 2 }
      const top = document.elementFromPoint(middle.x, middle.y)
      const isReached = top !== null && (element.contains(top) || element.closest('label')?.contains(top))
      return isReached && !element.matches(':disabled') ? middle : null
    })
    if (place !== null) return place
    await wait(50)
  }
  throw new Error(`nothing to tap: ${locator}`)
}
