/** A hundred taps a second, by one finger, ten at once, and a mouse, that wait for nothing. */
import { setTimeout as wait } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'

const tapsPerSecond = 100
/** A page that falls behind gets no more until it has caught up: what waits in the browser would come long afterwards. */
const mostWaiting = 100

export interface Storm {
  /** @returns how many taps were taken in how many milliseconds */
  blow(seconds: number): Promise<{ readonly taps: number; readonly tookMs: number }>
}

/** @param below a whole number from 0 up to this one, not itself */
export async function stormOver(page: Page, below: (limit: number) => number): Promise<Storm> {
  const hand = await page.context().newCDPSession(page)
  await hand.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 10 })
  // A dialog of the machine would stay.
  page.on('filechooser', () => {})

  return {
    async blow(seconds) {
      const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
      const point = () => ({ x: below(width), y: below(height) })
      const waiting = new Set<Promise<void>>()
      const began = Date.now()
      const elapsed = () => Date.now() - began
      let sent = 0
      while (elapsed() < seconds * 1000) {
        const due = (elapsed() / 1000) * tapsPerSecond
        while (sent < due && waiting.size < mostWaiting) {
          sent += 1
          const tap = tapOf(hand, below(20), point).finally(() => waiting.delete(tap))
          waiting.add(tap)
        }
        await wait(5)
      }
      await Promise.all(waiting)
      return { taps: sent, tookMs: elapsed() }
    },
  }
}

/** @param kind of twenty taps two are by ten fingers and four by a mouse */
async function tapOf(
  hand: CDPSession,
  kind: number,
  point: () => { readonly x: number; readonly y: number },
): Promise<void> {
  if (kind < 4) {
    const at = { ...point(), button: 'left', clickCount: 1 } as const
    await Promise.all([
      hand.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at }),
      hand.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at }),
    ])
    return
  }
  const fingers = Array.from({ length: kind < 6 ? 10 : 1 }, (_, id) => ({ ...point(), id }))
  await Promise.all([
    hand.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers }),
    hand.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] }),
  ])
}
