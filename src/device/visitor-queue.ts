/** The unit's queue of people as this device knows it. Apart from taking a ticket, which few screens need. */
import type { DeviceQueue } from '../contract/visitor-queue.ts'
import { database, type VisitorQueueSetting } from './database.ts'
import { attempt } from './storage-state.ts'

const unknown: VisitorQueueSetting = { key: 'visitor-queue', queue: null, ownDay: '', ownValue: 0 }

/** @throws Dexie errors when the store is out of reach. */
export async function readVisitorQueue(): Promise<VisitorQueueSetting> {
  const row = await database.settings.get('visitor-queue')
  return row?.key === 'visitor-queue' ? row : unknown
}

/** Joins the transaction it is called in. */
export async function keepVisitorQueue(queue: DeviceQueue | null): Promise<void> {
  await database.settings.put({ ...(await readVisitorQueue()), queue })
}

/** For `useLiveQuery`: null while the unit has none, and while the store is out of reach. */
export async function currentVisitorQueue(): Promise<DeviceQueue | null> {
  const read = await attempt(readVisitorQueue)
  return read.ok ? read.value.queue : null
}
