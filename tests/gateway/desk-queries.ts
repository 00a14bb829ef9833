/** Every question that the desk's lists put to the database, for plans and for time. */
import { v7 as uuidV7 } from 'uuid'
import { vietnamCalendar } from '../../src/catalogue/calendar.ts'
import { listView } from '../../src/contract/desk-lists.ts'
import { dueTimes } from '../../src/domain/dossier/due-times.ts'
import { dossierCounts } from '../../src/gateway/storage/dossier-counts.ts'
import { dossierLists, type ListQuery } from '../../src/gateway/storage/dossier-lists.ts'
import type { Engine } from '../../src/gateway/storage/engine.ts'

export interface DeskQuestion {
  readonly name: string
  ask(): Promise<unknown>
}

export const searches = [
  'Giàng',
  'thị pành',
  'Nguyen Van Na',
  'lo thi',
  'p',
  'vàng a',
  'khongco',
  'H38.20',
] as const

/**
 * @param units one for the desk of a commune, all of a province's for its observer.
 * @param now milliseconds since the epoch.
 */
export function deskQuestions(
  engine: Engine,
  units: readonly string[],
  officer: string,
  now: number,
): DeskQuestion[] {
  const lists = { ...dossierLists(engine), ...dossierCounts(engine) }
  const scope = { units }
  const times = dueTimes(now, vietnamCalendar)
  const query: ListQuery = {
    view: 'all',
    officer: null,
    procedure: null,
    search: '',
    now: times,
    after: null,
    limit: 51,
  }
  const middle = uuidV7({ msecs: now - 200 * 86_400_000 })
  const from = new Date(now - 31 * 86_400_000).toISOString()
  return [
    ...listView.options.map((view) => ({
      name: `list ${view}`,
      ask: () => lists.list(scope, { ...query, view, officer: view === 'mine' ? officer : null }),
    })),
    ...searches.map((search) => ({
      name: `search ${search}`,
      ask: () => lists.list(scope, { ...query, search }),
    })),
    { name: 'all of a procedure', ask: () => lists.list(scope, { ...query, procedure: '1.004859' }) },
    {
      name: 'a later page of all',
      ask: () => lists.list(scope, { ...query, after: { dueAt: null, id: middle } }),
    },
    {
      name: 'a later page of open',
      ask: () => lists.list(scope, { ...query, view: 'open', after: { dueAt: times.now, id: middle } }),
    },
    { name: 'search within open', ask: () => lists.list(scope, { ...query, view: 'open', search: 'giang' }) },
    { name: 'counts', ask: () => lists.counts(scope, times) },
    { name: 'loads', ask: () => lists.loads(units, times) },
    { name: 'punctuality of a month', ask: () => lists.punctuality(units, from, times.now) },
  ]
}
