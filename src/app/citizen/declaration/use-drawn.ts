/**
 * What a tap has changed may open a dozen questions, and on a slow kiosk they take longer to draw than a tap may to be
 * answered. So the tapped thing is drawn at once, and the rest of the screen behind it.
 */
import { startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

/**
 * `value` as the screen shows it: a moment late, but never while the person acts on it. The next tap or key that does
 * something finds the newest drawn, so that no handler works with what is no longer so.
 */
export function useDrawn<Value>(value: Value): Value {
  const [drawn, setDrawn] = useState(value)
  const newest = useRef({ value, drawn })

  useLayoutEffect(() => {
    newest.current = { value, drawn }
  })
  useEffect(() => {
    startTransition(() => setDrawn(value))
  }, [value])
  useEffect(() => {
    function catchUp(event: Event): void {
      const { value, drawn } = newest.current
      if (value === drawn || (event instanceof KeyboardEvent && isLetter(event))) return
      flushSync(() => setDrawn(value))
    }
    const stop = new AbortController()
    for (const name of ['pointerdown', 'keydown', 'click'])
      window.addEventListener(name, catchUp, { capture: true, signal: stop.signal })
    return () => stop.abort()
  }, [])
  return drawn
}

/** It goes into a field, which keeps what is typed by itself. */
function isLetter({ key }: KeyboardEvent): boolean {
  return key.length === 1 && key !== ' '
}
