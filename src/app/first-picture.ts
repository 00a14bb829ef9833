/**
 * The first picture: what a slow kiosk shows first costs only what it needs. All else loads behind it.
 * Set by the entry (`main.tsx`) once; everybody else waits for `firstPicture`.
 */
import { type ComponentType, lazy } from 'react'

/** A page in the background draws nothing. */
const atMostMs = 2000

let tellDrawn = () => {}
/** Resolves when the first screen has been drawn; never rejects. */
export const firstPicture = new Promise<void>((resolve) => {
  tellDrawn = resolve
})

/** A part of a screen that comes when the first picture is on show. */
export function lazyBehindPicture<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => {
    await firstPicture
    return { default: await load() }
  })
}

/** To be called when the first screen is in the document. */
export function awaitDrawing(): void {
  void nextPicture(atMostMs).then(tellDrawn)
}

/** Resolves when what a tap has just changed can be seen. @param patienceMs for a page that draws nothing */
export function nextPicture(patienceMs = 100): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, patienceMs)
  })
}
