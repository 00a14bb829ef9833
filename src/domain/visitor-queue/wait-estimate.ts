/** How long somebody will wait, as a span and only where something is known. */

export interface WaitEstimate {
  readonly fromMinutes: number
  readonly untilMinutes: number
}

/** With fewer people served today any span would be made up. */
export const fewestSamples = 5
const stepMinutes = 5

/**
 * The quarter of services that were quickest and the quarter that were slowest bound what is promised; both are
 * rounded outwards to five minutes.
 * @param ahead people who are called before.
 * @param counters that are open for the group.
 * @param samples minutes from call to end of those served last.
 * @returns null when nothing honest can be said.
 */
export function estimateWait(
  ahead: number,
  counters: number,
  samples: readonly number[],
): WaitEstimate | null {
  if (counters === 0 || samples.length < fewestSamples) return null
  const sorted = samples.toSorted((a, b) => a - b)
  const quick = (ahead * atShare(sorted, 0.25)) / counters
  const slow = ((ahead + 1) * atShare(sorted, 0.75)) / counters
  return {
    fromMinutes: Math.floor(quick / stepMinutes) * stepMinutes,
    untilMinutes: Math.max(1, Math.ceil(slow / stepMinutes)) * stepMinutes,
  }
}

/** The value that at least this share of the sorted values do not pass; not for an empty list. */
function atShare(sorted: readonly number[], share: number): number {
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new RangeError('nothing to choose from')
  return value
}

/** How often each whole number of minutes came. */
export interface MinuteCount {
  readonly minutes: number
  readonly count: number
}

/** The minutes that at least this share of all do not pass; null where there are none. */
export function minutesAtShare(counts: readonly MinuteCount[], share: number): number | null {
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  let passed = 0
  for (const { minutes, count } of counts.toSorted((a, b) => a.minutes - b.minutes)) {
    passed += count
    if (count > 0 && passed >= share * total) return minutes
  }
  return null
}
