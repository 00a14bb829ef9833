/** Dossiers that have waited too long in a store that the browser does not promise to keep (bug case 14). */
import { database } from './database.ts'
import { attempt } from './storage-state.ts'

const oldMs = 3 * 24 * 3_600_000

/** For `useLiveQuery`: how many wait, when one of them is old and the store may be evicted; otherwise 0. */
export async function countOldQueue(now: Date): Promise<number> {
  const isKept = await navigator.storage?.persisted?.()
  if (isKept === true) return 0
  const before = new Date(now.getTime() - oldMs).toISOString()
  const read = await attempt(async () => {
    const carried = new Set(await database.carried.where({ state: 'waiting' }).primaryKeys())
    const waiting = (await database.outbox.toArray()).filter(
      ({ id, record }) => !carried.has(id) && record === undefined,
    )
    return waiting.some(({ createdAt }) => createdAt < before) ? waiting.length : 0
  })
  return read.ok ? read.value : 0
}
