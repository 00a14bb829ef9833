/** Counts what a person does with a finger. */
import type { Page } from 'playwright-core'

/** One to open a list of choices, one to choose. */
const tapsOfSelect = 2

interface Counted {
  /** Besides typing. */
  readonly taps: number
  /** Taps into a field to type; the keyboard's "next" saves some of them. */
  readonly fields: number
  readonly screens: readonly string[]
}

/** From now on in this page. A field that is typed into counts as tapped, whether or not the test did so. */
export async function startCounting(page: Page): Promise<void> {
  await page.evaluate((ofSelect) => {
    const counted: { taps: number; fields: number; screens: string[] } = { taps: 0, fields: 0, screens: [] }
    let tapped: EventTarget | null = null
    const count = (taps: number) => {
      counted.taps += taps
      noteScreen()
    }
    const noteScreen = () => {
      const title = document.querySelector('dialog[open] h2, h1')?.textContent ?? ''
      if (counted.screens.at(-1) !== title) counted.screens.push(title)
    }
    const isField = (target: EventTarget | null) =>
      target instanceof HTMLTextAreaElement ||
      (target instanceof HTMLInputElement && !['radio', 'checkbox', 'file'].includes(target.type))
    addEventListener(
      'pointerdown',
      ({ target }) => {
        tapped = target
        if (!isField(target)) count(1)
        else {
          counted.fields += 1
          noteScreen()
        }
      },
      true,
    )
    addEventListener(
      'focusin',
      ({ target }) => {
        if (!isField(target) || target === tapped) return
        counted.fields += 1
        noteScreen()
      },
      true,
    )
    // Taking a photo: the button, the shutter, "use it".
    addEventListener(
      'change',
      ({ target }) => {
        if (target instanceof HTMLSelectElement) count(ofSelect)
        if (target instanceof HTMLInputElement && target.type === 'file') count(3)
      },
      true,
    )
    Object.assign(globalThis, { counted })
  }, tapsOfSelect)
}

export function readCounted(page: Page): Promise<Counted> {
  return page.evaluate((): Counted => Reflect.get(globalThis, 'counted'))
}
