/** Taps as a finger's: put down, a moment on the glass, lifted. Playwright's own click looks up what lies under it, in
 * the page and at each of its events, which a slowed processor takes longer for than for some answers. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'

/** As long as a short tap rests on the glass. */
const restMs = 70

/**
 * From now on every click and check in this process is a tap by a finger on this page.
 *
 * @returns ends that
 */
export async function tapWithFinger(page: Page): Promise<() => void> {
  const hand = await page.context().newCDPSession(page)
  await hand.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 1 })
  const prototype: object = Object.getPrototypeOf(page.locator('body'))
  const tap = async function (this: Locator, options: Parameters<Locator['click']>[0] = {}): Promise<void> {
    // Seen, enabled, not moving and not covered, as a click waits for.
    await original.call(this, { ...options, trial: true })
    const box = await this.boundingBox()
    if (box === null) throw new Error(`nothing to tap: ${this}`)
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    await hand.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
    await wait(restMs)
    await hand.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  const original: Locator['click'] = Reflect.get(prototype, 'click')
  const check: unknown = Reflect.get(prototype, 'check')
  Object.assign(prototype, { click: tap, check: tap })
  return () => Object.assign(prototype, { click: original, check })
}
