/** Every question that the desk's lists put to the database, for plans and for time. */
import { v7 as uuidV7 } from 'uuid'
import { vietnamCalendar } from '../../src/catalogue/calendar.ts'
import { listView } from '../../src/contract/desk-lists.ts'
import { dueTimes } from '../../src/domain/dossier/due-times.ts'
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

/** @param now milliseconds since the epoch. */
export function deskQuestions(engine: Engine, unit: string, officer: string, now: number): DeskQuestion[] {
  const lists = dossierLists(engine)
  const times = dueTimes(now, vietnamCalendar)
  const query: ListQuery = {
    view: 'all',
    unit,
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
      ask: () => lists.list({ ...query, view, officer: view === 'mine' ? officer : null }),
    })),
    ...searches.map((search) => ({ name: `search ${search}`, ask: () => lists.list({ ...query, search }) })),
    { name: 'all of a procedure', ask: () => lists.list({ ...query, procedure: '1.004859' }) },
    {
      name: 'a later page of all',
      ask: () => lists.list({ ...query, after: { dueAt: null, id: middle } }),
    },
    {
      name: 'a later page of open',
      ask: () => lists.list({ ...query, view: 'open', after: { dueAt: times.now, id: middle } }),
    },
    { name: 'search within open', ask: () => lists.list({ ...query, view: 'open', search: 'giang' }) },
    { name: 'counts', ask: () => lists.counts(unit, times) },
    { name: 'loads', ask: () => lists.loads(unit, times) },
    { name: 'punctuality of a month', ask: () => lists.punctuality(unit, from, times.now) },
  ]
}
