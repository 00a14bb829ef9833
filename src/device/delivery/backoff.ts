/** How long to wait after a failure. Jittered, so that a thousand devices do not return in step after a storm. */

export const shortestWaitMs = 5_000
export const longestWaitMs = 600_000

/**
 * @param failures failures in a row, at least 1
 * @param retryAfterMs what the gateway asked for, or null: never shorter than that, except for the bound
 * @param random in [0, 1)
 * @returns milliseconds between 5 s and 10 min
 */
export function backoffMs(failures: number, retryAfterMs: number | null, random: number): number {
  // 2^20 × 5 s is far past the bound; a larger exponent would only overflow.
  const ceiling = Math.min(longestWaitMs, shortestWaitMs * 2 ** Math.min(failures, 20))
  const jittered = shortestWaitMs + (ceiling - shortestWaitMs) * random
  if (retryAfterMs === null) return Math.round(jittered)
  const spread = retryAfterMs + shortestWaitMs * random
  return Math.round(Math.min(longestWaitMs, Math.max(shortestWaitMs, spread)))
}

/**
 * Whether a moment has come. A moment further away than any wait we ever set means that the clock was set back
 * since: it counts as come, or the queue would stall for as long as the clock was wrong.
 */
export function hasCome(momentMs: number, nowMs: number): boolean {
  return momentMs <= nowMs || momentMs - nowMs > longestWaitMs
}

/** `Retry-After` in milliseconds: seconds or an HTTP date; null when absent or not understood. */
export function parseRetryAfter(value: string | null, nowMs: number): number | null {
  if (value === null) return null
  if (/^\d{1,9}$/.test(value.trim())) return Number(value.trim()) * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs)
}
