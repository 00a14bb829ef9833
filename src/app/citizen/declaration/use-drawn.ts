/**
 * What a tap has changed may open a dozen questions, and on a slow kiosk they take longer to draw than a tap may to be
 * answered. So the field that was tapped is drawn at once, and the rest of the screen behind it.
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
 * What `source` holds, as the screen shows it: a moment late. The next click, or key that does more than write, finds the
 * newest drawn, so that what it sets going does not work with what is no longer so. Not the finger that comes down for
 * it: what it is about to tap must not move away under it.
 */
export function useDrawn<Value>(source: Source<Value>): Value {
  const { read, subscribe } = source
  const [drawn, setDrawn] = useState(() => ({ read, value: read() }))
  // Of another source nothing is shown, not even for a moment.
  const value = drawn.read === read ? drawn.value : read()
  const onShow = useRef(value)

  useLayoutEffect(() => {
    onShow.current = value
  })
  useEffect(() => {
    const draw = () =>
      setDrawn((before) =>
        before.read === read && before.value === read() ? before : { read, value: read() },
      )
    const follow = () => startTransition(draw)
    follow()
    const unsubscribe = subscribe(follow)
    function catchUp(event: Event): void {
      if (read() !== onShow.current && !keepsItself(event)) flushSync(draw)
    }
    const stop = new AbortController()
    for (const name of ['keydown', 'click'])
      window.addEventListener(name, catchUp, { capture: true, signal: stop.signal })
    return () => {
      unsubscribe()
      stop.abort()
    }
  }, [read, subscribe])
  return value
}

const writingKeys = new Set(['Dead', 'Process', 'Shift', 'Unidentified'])

/** What is written into a field, by an input method too. Or a box that is ticked already by its click: drawn now, it would be unticked. */
function keepsItself(event: Event): boolean {
  if (event instanceof KeyboardEvent) {
    const { key, isComposing } = event
    return isComposing || writingKeys.has(key) || (key.length === 1 && key !== ' ')
  }
  return event.target instanceof HTMLInputElement
}
