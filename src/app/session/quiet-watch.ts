/** How long nobody has given a sign of life, by the clock and not by counting ticks: a sleeping machine does not tick. */

const signsOfLife = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'] as const
/** Whoever only listens is there, but a voice that never ends must not keep a person's screen open. */
const longestListeningMs = 10 * 60_000

interface Watched {
  /** From then on whoever touches the screen is another person. */
  readonly endMs: number
  /** Each second, and at once after the machine has slept. */
  readonly onQuiet: (quietMs: number) => void
  readonly onEnd: () => Promise<void> | void
}

export interface QuietWatch {
  /** A sign of life. */
  note(): void
  stop(): void
}

/** Watches this page from now on. After its end it begins anew. */
export function watchQuiet({ endMs, onQuiet, onEnd }: Watched): QuietWatch {
  let lastTouch = Date.now()
  let lastSign = lastTouch
  let isEnding = false

  const look = () => {
    // The clock was set back.
    if (lastSign > Date.now()) lastSign = Date.now()
    const quietMs = Date.now() - lastSign
    if (quietMs < endMs) onQuiet(quietMs)
    else if (!isEnding) void end()
  }
  const end = async () => {
    isEnding = true
    try {
      await onEnd()
    } finally {
      isEnding = false
      lastTouch = Date.now()
      lastSign = lastTouch
    }
  }
  const note = () => {
    // The touch that wakes a sleeping machine is of whoever comes now, not of whoever left.
    if (isEnding || Date.now() - lastSign >= endMs) {
      look()
      return
    }
    lastTouch = Date.now()
    lastSign = lastTouch
  }
  /** And it must not press what the last person has left on the screen. */
  const hold = (event: Event) => {
    if (!isEnding && Date.now() - lastSign < endMs) return
    event.preventDefault()
    event.stopPropagation()
  }
  const listened = ({ target }: Event) => {
    // A camera's picture runs for ever.
    if (!(target instanceof HTMLMediaElement) || target.srcObject !== null) return
    if (Date.now() - lastTouch < longestListeningMs && Date.now() - lastSign < endMs) lastSign = Date.now()
  }

  const timer = setInterval(look, 1000)
  for (const sign of signsOfLife) addEventListener(sign, note, { passive: true, capture: true })
  addEventListener('click', hold, { capture: true })
  addEventListener('timeupdate', listened, { capture: true })
  addEventListener('pageshow', look)
  document.addEventListener('visibilitychange', look)
  return {
    note,
    stop() {
      clearInterval(timer)
      for (const sign of signsOfLife) removeEventListener(sign, note, { capture: true })
      removeEventListener('click', hold, { capture: true })
      removeEventListener('timeupdate', listened, { capture: true })
      removeEventListener('pageshow', look)
      document.removeEventListener('visibilitychange', look)
    },
  }
}
