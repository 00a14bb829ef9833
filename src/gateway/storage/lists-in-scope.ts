/** The desk's lists for those who see more than one unit, or less: a province's observer, a team's member. */
import { type RawBuilder, sql } from 'kysely'
import type { DueTimes } from '../../domain/dossier/due-times.ts'
import { searchWords } from '../../domain/dossier/search-words.ts'
import {
  type Counts,
  dossierLists,
  type ListQuery,
  type OfficerLoad,
  type Punctuality,
  stagesOf,
} from './dossier-lists.ts'
import type { DossierOverview } from './dossiers.ts'
import type { Engine } from './engine.ts'
import { newestIds, type Scope } from './scope.ts'

type ScopedQuery = Omit<ListQuery, 'unit'>

/** Their lists go by date; all others by age. */
const datedViews: ReadonlySet<ListQuery['view']> = new Set(['late', 'due-today', 'due-soon', 'open', 'mine'])

export function listsInScope(engine: Engine) {
  const lists = dossierLists(engine)

  async function counted(condition: RawBuilder<unknown>, team: string): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from dossiers where team = ${team} and ${condition}`.execute(engine.database)
    return rows[0]?.count ?? 0
  }

  return {
    async list(scope: Scope, query: ScopedQuery): Promise<DossierOverview[]> {
      const isPlain =
        query.view === 'all' && query.search === '' && query.officer === null && query.procedure === null
      // What a team sees is little, whatever it looks for: newest first, by the same conditions.
      if ('team' in scope || (isPlain && scope.units.length > 1))
        return lists.some(
          newestIds(scope, {
            condition: conditionOf(query),
            after: query.after?.id ?? null,
            limit: query.limit,
          }),
          query.limit,
        )
      const pages = await Promise.all(scope.units.map((unit) => lists.list({ ...query, unit })))
      const [only] = pages
      if (pages.length === 1 && only !== undefined) return only
      return pages
        .flat()
        .toSorted(datedViews.has(query.view) ? byDue : byAge)
        .slice(0, query.limit)
    },

    async counts(scope: Scope, now: DueTimes): Promise<Counts> {
      if (!('team' in scope))
        return sums(await Promise.all(scope.units.map((unit) => lists.counts(unit, now))))
      const view = (name: ListQuery['view']) =>
        counted(conditionOf({ view: name, officer: null, procedure: null, search: '', now }), scope.team)
      return {
        fresh: await view('new'),
        supplemented: await view('supplemented'),
        late: await view('late'),
        dueToday: await view('due-today'),
        dueSoon: await view('due-soon'),
        open: await view('open'),
        toHandOver: await view('to-hand-over'),
        quarantined: 0,
      }
    },

    /** @param units at least one */
    async loads(units: readonly string[], now: DueTimes): Promise<OfficerLoad[]> {
      const loads = (await Promise.all(units.map((unit) => lists.loads(unit, now)))).flat()
      // An officer works in one unit; only what nobody has been given is counted together.
      const given = loads.filter(({ officer }) => officer !== null)
      const free = loads.filter(({ officer }) => officer === null)
      if (free.length === 0) return given
      const together = sums(free.map(({ open, late, dueToday }) => ({ open, late, dueToday })))
      return [{ officer: null, ...together }, ...given]
    },

    /** @param units at least one */
    async punctuality(units: readonly string[], from: string, until: string): Promise<Punctuality> {
      return sums(await Promise.all(units.map((unit) => lists.punctuality(unit, from, until))))
    },
  }
}

/** The views of `dossier-lists.ts` as conditions on one dossier. */
function conditionOf({
  view,
  officer,
  procedure,
  search,
  now,
}: Pick<ScopedQuery, 'view' | 'officer' | 'procedure' | 'search' | 'now'>): RawBuilder<unknown> {
  const words = searchWords(search)
  return sql.join(
    [
      viewCondition(view, now),
      ...(officer === null ? [] : [sql`officer = ${officer}`]),
      ...(procedure === null ? [] : [sql`procedure = ${procedure}`]),
      ...words.map(
        (word, index) => sql`exists (select 1 from dossier_words
          where dossier_words.dossier = dossiers.id and word >= ${word}
          and word <= ${index === words.length - 1 ? `${word}\u{10ffff}` : word})`,
      ),
    ],
    sql` and `,
  )
}

function viewCondition(view: ListQuery['view'], now: DueTimes): RawBuilder<unknown> {
  const open = sql`received_at is not null and finished_at is null and closed_at is null`
  switch (view) {
    case 'all':
      return sql`1 = 1`
    case 'new':
    case 'awaiting-citizen':
    case 'to-hand-over':
    case 'closed':
      return sql`stage in (${sql.join([...stagesOf[view]])})`
    case 'supplemented':
      return sql`supplement_arrived_at is not null`
    case 'late':
      return sql`${open} and due_at <= ${now.now}`
    case 'due-today':
      return sql`${open} and due_at > ${now.now} and due_at <= ${now.endOfToday}`
    case 'due-soon':
      return sql`${open} and due_at > ${now.endOfToday} and due_at <= ${now.endOfSoon}`
    case 'unassigned':
      return sql`${open} and officer is null`
    case 'open':
    case 'mine':
      return open
  }
}

function byAge(a: DossierOverview, b: DossierOverview): number {
  return a.id < b.id ? 1 : -1
}

/** Those without a date at the end, as the cursor has it. */
function byDue(a: DossierOverview, b: DossierOverview): number {
  if (a.due_at !== b.due_at) return a.due_at !== null && (b.due_at === null || a.due_at < b.due_at) ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** @param all at least one */
function sums<Numbers extends Readonly<Record<keyof Numbers, number>>>(all: readonly Numbers[]): Numbers {
  return all.reduce((one, other) => {
    const added = structuredClone(one)
    for (const key in other) Object.assign(added, { [key]: one[key] + other[key] })
    return added
  })
}
