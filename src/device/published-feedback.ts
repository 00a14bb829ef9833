/** The answers that the unit has made public, kept for when there is no network. */
import type { PublishedFeedback } from '../contract/feedback.ts'
import { database } from './database.ts'
import { attempt } from './storage-state.ts'

/** A store that cannot keep it costs only the reading without network: its state is told elsewhere. */
export async function keepPublished(published: PublishedFeedback): Promise<void> {
  await attempt(() => database.settings.put({ key: 'published-feedback', published }))
}

/** Null when this device has never heard of any, or of those of another unit only. */
export async function keptPublished(unit: string): Promise<PublishedFeedback | null> {
  const read = await attempt(() => database.settings.get('published-feedback'))
  const row = read.ok ? read.value : undefined
  return row?.key === 'published-feedback' && row.published.unit.code === unit ? row.published : null
}
