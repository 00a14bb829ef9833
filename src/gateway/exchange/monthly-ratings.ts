/**
 * `DongBoDanhGia`: each unit's month is queued for the portal once it is over, and again when answers come late from a
 * device that had no network. Nothing is told of fewer answers than a share may rest on: the portal gets percentages.
 */
import { answeredIn, countsOf, ratingsIn, smallestSample } from '../../domain/survey/sample.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import { monthAfter } from '../reports/months.ts'
import type { StoredTotals } from './send-queue.ts'

/** As far back as answers are counted. */
const months = 6

export async function queueMonthlyRatings({
  storage,
  now,
}: Pick<GatewayContext, 'storage' | 'now'>): Promise<void> {
  const at = now().toISOString()
  const thisMonth = vietnamDay(at).slice(0, 7)
  for (const unit of await storage.exchange.unitsThatTell())
    for (let ago = 1; ago <= months; ago++) {
      const month = monthAfter(thisMonth, -ago)
      const sums = await storage.surveys.sums(
        { units: [unit], from: month, until: month, running: thisMonth },
        'nothing',
      )
      const { staff, overall } = countsOf(sums)
      if (answeredIn(staff) < smallestSample) continue
      const content = JSON.stringify({
        month,
        staff: ratingsIn(staff),
        service: ratingsIn(overall),
        comments: [],
      } satisfies StoredTotals)
      const queued = await storage.exchange.find(`rating:${unit}:${month}`)
      if (queued?.content !== content) await storage.exchange.queueRating(unit, month, content, at)
    }
}
