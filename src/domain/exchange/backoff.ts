/** How long to wait before the next try. */

const usualFirstMs = 2_000
const longestMs = 15 * 60_000

/**
 * Doubles from two seconds to a quarter of an hour, from half to one and a half of it, so that many do not come at once.
 * @param attempts that failed so far, 1 or more. @param random from 0 to below 1.
 * @param askedForMs what the other side asked for (`Retry-After`): never sooner than that.
 */
export function retryAfterMs(
  attempts: number,
  random: number,
  askedForMs: number | null,
  firstMs = usualFirstMs,
): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempts - 1, 20))
  return Math.max(Math.round(full * (0.5 + random)), askedForMs ?? 0)
}
