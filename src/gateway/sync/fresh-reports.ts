/**
 * Which requests for changes are a device's newest word. Their signature says who wrote them, not that it was now:
 * whoever saw one can send it again, and an old one would make it look as if the device had lost its store.
 */

/** Of a clock that is right, with the way of the request. */
const clockToleranceMs = 10 * 60_000

export interface FreshReports {
  /**
   * @param created RFC 3339, by the device's clock
   * @param known the newest that the database knows of the device
   */
  note(device: string, created: string, known: string | null): Freshness
}

export interface Freshness {
  readonly isNewest: boolean
  /** RFC 3339: the newest word of the device by now. */
  readonly newest: string
}

export function createFreshReports(now: () => Date): FreshReports {
  /** What this process has seen; the database hears of it only when something in a report has changed. */
  const seen = new Map<string, number>()
  return {
    note(device, created, known) {
      const createdMs = Date.parse(created)
      const nowMs = now().getTime()
      const lastMs = Math.max(seen.get(device) ?? 0, known === null ? 0 : Date.parse(known))
      // Once its clock ran ahead, a device would else not be listened to before that day comes.
      const isBack = lastMs > nowMs + clockToleranceMs && Math.abs(createdMs - nowMs) < clockToleranceMs
      const newestMs = Math.max(lastMs, createdMs)
      seen.set(device, newestMs)
      return { isNewest: createdMs > lastMs || isBack, newest: new Date(newestMs).toISOString() }
    },
  }
}
