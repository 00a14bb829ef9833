/**
 * Whether envelopes are on their way in at this moment. Opening one takes ten times as long as taking it in, on the same
 * thread: it waits for a pause in which no device waits for its answer.
 */

export interface Traffic {
  /** Counts as traffic until `work` has settled. */
  during<T>(work: () => Promise<T>): Promise<T>
  /** Resolves when nothing has been on its way for a moment, or after `atMostMs`. */
  quiet(atMostMs: number): Promise<void>
}

/** A device sends its next batch within a few milliseconds of the answer: a shorter lull is no pause. */
const pauseMs = 10

export function createTraffic(): Traffic {
  let underway = 0
  let movedAt = 0
  return {
    async during(work) {
      underway++
      try {
        return await work()
      } finally {
        underway--
        movedAt = performance.now()
      }
    },
    async quiet(atMostMs) {
      const began = performance.now()
      // What came meanwhile has not been read yet: a pause begins now at the earliest.
      for (let now = began; now < began + atMostMs; now = performance.now()) {
        const leftMs = underway > 0 ? pauseMs : Math.max(movedAt, began) + pauseMs - now
        if (leftMs <= 0) return
        const waitMs = Math.min(leftMs, began + atMostMs - now)
        await new Promise((resolve) => setTimeout(resolve, waitMs))
      }
    },
  }
}
