/**
 * The first picture: what a slow kiosk shows first costs only what it needs. All else loads behind it.
 * Set by the entry (`main.tsx`) once; everybody else waits for `firstPicture`.
 */

/** A page in the background draws nothing to wait for. */
const atMostMs = 2000

let tellDrawn = () => {}
/** Resolves when the first screen has been drawn; never rejects. */
export const firstPicture = new Promise<void>((resolve) => {
  tellDrawn = resolve
})

/** To be called when the first screen is in the document. */
export function awaitDrawing(): void {
  requestAnimationFrame(() => setTimeout(tellDrawn))
  setTimeout(tellDrawn, atMostMs)
}
