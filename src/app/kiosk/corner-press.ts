import { isCornerKey } from './guards.ts'

const pressMs = 3000
/** A finger is not a needle. */
const wanderPixels = 30

/** Three seconds on the logo, or Ctrl + Shift + F9, open the staff corner. @returns the way to stop watching. */
export function watchCornerPress(open: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let start = { x: 0, y: 0 }
  let hasOpened = false

  const release = () => clearTimeout(timer)
  const press = (event: PointerEvent) => {
    release()
    hasOpened = false
    if (!(event.target instanceof Element) || event.target.closest('[data-corner]') === null) return
    start = { x: event.clientX, y: event.clientY }
    timer = setTimeout(() => {
      hasOpened = true
      open()
    }, pressMs)
  }
  const wander = ({ clientX, clientY }: PointerEvent) => {
    if (Math.hypot(clientX - start.x, clientY - start.y) > wanderPixels) release()
  }
  /** Letting go is no tap on the logo, which leads home. */
  const swallow = (event: MouseEvent) => {
    if (!hasOpened) return
    hasOpened = false
    event.preventDefault()
    event.stopPropagation()
  }
  const keyed = (event: KeyboardEvent) => {
    if (!isCornerKey(event)) return
    event.preventDefault()
    open()
  }

  addEventListener('pointerdown', press, { capture: true })
  addEventListener('pointermove', wander, { capture: true, passive: true })
  addEventListener('pointerup', release, { capture: true })
  addEventListener('pointercancel', release, { capture: true })
  addEventListener('click', swallow, { capture: true })
  addEventListener('keydown', keyed)
  return () => {
    release()
    removeEventListener('pointerdown', press, { capture: true })
    removeEventListener('pointermove', wander, { capture: true })
    removeEventListener('pointerup', release, { capture: true })
    removeEventListener('pointercancel', release, { capture: true })
    removeEventListener('click', swallow, { capture: true })
    removeEventListener('keydown', keyed)
  }
}
