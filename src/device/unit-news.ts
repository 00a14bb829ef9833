/** What the unit tells its people, as last heard: its villages, and days such as the mobile police's. */
import * as v from 'valibot'
import { type UnitNews, unitNews } from '../contract/unit-days.ts'
import { database } from './database.ts'
import { attempt } from './storage-state.ts'

const nothing: UnitNews = { teams: [], days: [] }

/**
 * For `useLiveQuery`. Empty when nothing was heard, or only what a newer gateway's words mean. What was heard may be old:
 * days that are over are left out.
 * @param today `YYYY-MM-DD`, Vietnam
 */
export async function currentUnitNews(today: string): Promise<UnitNews> {
  const read = await attempt(() => database.settings.get('unit-news'))
  if (!read.ok || read.value?.key !== 'unit-news') return nothing
  const parsed = v.safeParse(unitNews, read.value.news)
  if (!parsed.success) return nothing
  return { ...parsed.output, days: parsed.output.days.filter(({ day }) => day >= today) }
}
