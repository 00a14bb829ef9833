/** Calls the runner of this tab, wherever it is; and asks the browser to call the worker when there is a network. */

/** `timer` respects every wait; the others are worth a try at once, unless the gateway itself asked to wait. */
export type WakeReason = 'timer' | 'started' | 'enqueued' | 'online' | 'visible' | 'person'

type Runner = (reason: WakeReason) => void
const runners = new Set<Runner>()

/** @returns the way to stop listening. */
export function onWake(runner: Runner): () => void {
  runners.add(runner)
  return () => runners.delete(runner)
}

/** Asks for a delivery soon. Safe to call at any time. */
export function wakeDelivery(reason: WakeReason): void {
  for (const runner of runners) runner(reason)
}
