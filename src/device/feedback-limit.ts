/** How much feedback one device takes: more than a whole village says in an hour, less than somebody who keeps tapping. */
import { database } from './database.ts'

const perHour = 40
const hourMs = 3_600_000

/** For `useLiveQuery`. Nothing is thrown away: whoever comes then is asked to come later, or to tell staff. */
export async function isFeedbackPaused(now: number): Promise<boolean> {
  const since = new Date(now - hourMs).toISOString()
  const recent = await database.receipts
    .where('createdAt')
    .between(since, new Date(now).toISOString(), false, true)
    .filter(({ feedback }) => feedback !== undefined)
    .count()
  return recent >= perHour
}
