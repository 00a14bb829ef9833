/**
 * "Something has changed", as it happens, for the page in view. A browser keeps six connections to a server that speaks
 * HTTP/1.1: a page out of sight that held on to its own would keep the one that is worked in from being answered.
 */

export interface NewsListener {
  /** Also after a time without contact, in which something may have changed unheard. */
  onChange(): void
  onContact?(isThere: boolean): void
}

interface Before {
  /** Told of a change at the first contact, too: something may have changed since the listener read. */
  readonly hasMissed?: boolean
}

/** @param url of server-sent events named `change`. @returns the way to stop. */
export function watchNews(
  url: string,
  { onChange, onContact }: NewsListener,
  before: Before = {},
): () => void {
  let source: EventSource | null = null
  let hasMissed = before.hasMissed === true

  function open(): EventSource {
    const opened = new EventSource(url)
    opened.addEventListener('change', onChange)
    opened.addEventListener('open', () => {
      onContact?.(true)
      if (hasMissed) onChange()
      hasMissed = false
    })
    // The browser tries again by itself.
    opened.addEventListener('error', () => {
      hasMissed = true
      onContact?.(false)
    })
    return opened
  }

  function close(): void {
    source?.close()
    source = null
  }

  function look(): void {
    if (!document.hidden) {
      source ??= open()
      return
    }
    // Also where it was opened out of sight: what it has read may be old by the time it is looked at.
    hasMissed = true
    if (source === null) return
    close()
    onContact?.(false)
  }

  look()
  document.addEventListener('visibilitychange', look)
  return () => {
    document.removeEventListener('visibilitychange', look)
    close()
  }
}
