/** When a visit was, by the gateway's clock: a phone's own may be a year off. */

const dayMs = 86_400_000
/** A phone may lie in a drawer for so long before it finds a network. */
const oldestMs = 400 * dayMs
/** Further off than this is no drift of a clock but a wrong date. */
const doubtfulOffsetMs = dayMs
const longestVisitMs = 3 * dayMs

export interface VisitTimes {
  /** Milliseconds since the epoch. */
  readonly beganAt: number
  readonly endedAt: number
  /** The phone's clock was wrong, or what it says cannot be: for staff to look at. */
  readonly isDoubtful: boolean
}

/**
 * @param beganAt by the device's clock, milliseconds since the epoch, as `endedAt`
 * @param offsetMs to add to the device's clock to get the gateway's, as the device knew it; null when it did not
 * @param receivedAt by the gateway's clock
 */
export function visitTimes({
  beganAt,
  endedAt,
  offsetMs,
  receivedAt,
}: {
  readonly beganAt: number
  readonly endedAt: number
  readonly offsetMs: number | null
  readonly receivedAt: number
}): VisitTimes {
  const offset = offsetMs ?? 0
  const [began, ended] = [beganAt + offset, endedAt + offset]
  const isPlausible =
    began <= ended &&
    ended - began <= longestVisitMs &&
    ended <= receivedAt + dayMs &&
    began >= receivedAt - oldestMs
  if (!isPlausible) {
    // What is known for certain: it was over when it arrived.
    const lasted = Math.min(Math.max(endedAt - beganAt, 0), dayMs)
    return { beganAt: receivedAt - lasted, endedAt: receivedAt, isDoubtful: true }
  }
  return { beganAt: began, endedAt: ended, isDoubtful: Math.abs(offset) > doubtfulOffsetMs }
}
