/**
 * What a tap has changed may open a dozen questions, and on a slow kiosk they take longer to draw than a tap may to be
 * answered. So the tapped thing is drawn at once, and the rest of the screen behind it.
 */
import { startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

/** Something kept outside React: `read` gives the same until it has changed. */
export interface Source<Value> {
  read(): Value
  /** Returns the way to unsubscribe. */
  subscribe(listener: () => void): () => void
}

/**
 * What `source` holds, as the screen shows it: a moment late, but never while the person acts on it. The next tap or key
 * that does something finds the newest drawn, so that no handler works with what is no longer so.
 */
export function useDrawn<Value>({ read, subscribe }: Source<Value>): Value {
  const [drawn, setDrawn] = useState(read)
  const onShow = useRef(drawn)

  useLayoutEffect(() => {
    onShow.current = drawn
  })
  useEffect(() => {
    const follow = () => startTransition(() => setDrawn(read))
    follow()
    return subscribe(follow)
  }, [read, subscribe])
  useEffect(() => {
    function catchUp(event: Event): void {
      if (read() === onShow.current || keepsItself(event)) return
      flushSync(() => setDrawn(read))
    }
    const stop = new AbortController()
    for (const name of ['pointerdown', 'keydown', 'click'])
      window.addEventListener(name, catchUp, { capture: true, signal: stop.signal })
    return () => stop.abort()
  }, [read])
  return drawn
}

/** A letter that goes into a field. Or a box that is ticked already by its click: drawn now, it would be unticked. */
function keepsItself(event: Event): boolean {
  if (event instanceof KeyboardEvent) return event.key.length === 1 && event.key !== ' '
  return event.type === 'click' && event.target instanceof HTMLInputElement
}
