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

/**
 * `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110 §10.2.3); null when absent or not understood.
 * @param date the response's own `Date`: a moment of the gateway is compared with the gateway's clock, ours may be
 *   years off
 */
export function parseRetryAfter(value: string | null, date: string | null, nowMs: number): number | null {
  if (value === null) return null
  // Of any length: a number too large to mean anything is still a wish to be left alone.
  if (/^\d+$/.test(value.trim())) return Number(value.trim()) * 1000
  const at = parseHttpDate(value)
  return at === null ? null : Math.max(0, at - (parseHttpDate(date) ?? nowMs))
}

/** Only what begins with a weekday: `Date.parse` takes nearly anything for a date, even "-5". */
function parseHttpDate(value: string | null): number | null {
  const at = value !== null && /^\s*[A-Za-z]{3,9},? /.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? null : at
}
