/** What everything about a unit's queue of people begins with: its lock, its setting, and the news that it has changed. */
import type { Transaction } from 'kysely'
import * as v from 'valibot'
import { queueSetting } from '../../contract/visitor-queue.ts'
import type { QueueSetting } from '../../domain/visitor-queue/queue-setting.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** What other processes are told; no name of a unit begins so. */
const newsPrefix = 'queue:'

export function isQueueNews(name: string): boolean {
  return name.startsWith(newsPrefix)
}

/** @returns the units of whose queues the news is. */
export function unitsOfQueueNews(names: readonly string[]): string[] {
  return names.filter(isQueueNews).map((name) => name.slice(newsPrefix.length))
}

export async function tellQueue(engine: Engine, unit: string): Promise<void> {
  await engine.news.tell([`${newsPrefix}${unit}`])
}

/**
 * Whoever gives numbers, calls or books does it alone in the unit: two counters at the same instant get two tickets.
 * @returns null for a unit without a queue.
 */
export async function lockedSetting(
  transaction: Transaction<Tables>,
  engine: Engine,
  unit: string,
): Promise<QueueSetting | null> {
  const row = await transaction
    .selectFrom('visitor_queues')
    .select('setting')
    .where('unit', '=', unit)
    // SQLite's transactions exclude each other.
    .$if(engine.name === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst()
  return row === undefined ? null : settingOf(row.setting)
}

export function settingOf(text: string): QueueSetting {
  return v.parse(queueSetting, JSON.parse(text))
}
