/** The desk's lists and their search. Every query is led by an index (tests keep the plans). */
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { ListView } from '../../contract/desk-lists.ts'
import type { DueTimes } from '../../domain/dossier/due-times.ts'
import type { DossierOverview } from './dossiers.ts'
import type { Engine } from './engine.ts'
import {
  allOf,
  isFromElsewhere,
  isOpen,
  isStepLate,
  type Narrowing,
  narrowing,
  viewConditions,
  wordRanges,
} from './list-conditions.ts'
import { newestIds, type Scope } from './scope.ts'
import type { Tables } from './tables.ts'

export interface ListQuery extends Narrowing {
  readonly view: ListView
  readonly now: DueTimes
  readonly after: Cursor | null
  readonly limit: number
}

/** The row before: lists by due date go by date and id, with those without a date at the end. */
export interface Cursor {
  readonly dueAt: string | null
  readonly id: string
}

const overviewColumns = [
  'id',
  'receipt_code',
  'official_number',
  'procedure',
  'state',
  'applicant_name',
  'subject_name',
  'arrived_at',
  'received_at',
  'due_at',
  'step_due_at',
  'stage',
  'officer',
  'clock_stopped_at',
  'supplement_arrived_at',
  'revision',
] as const

type Listed = SelectQueryBuilder<Tables, 'dossiers', object>

export function dossierLists({ database }: Engine) {
  const start = () => database.selectFrom('dossiers') as unknown as Listed

  const overview = (query: Listed): Promise<DossierOverview[]> =>
    query
      .select(overviewColumns)
      .select([
        sql<number>`(select count(*) from parts where parts.envelope = dossiers.envelope)`.as(
          'partsExpected',
        ),
        sql<number>`(select count(arrived_at) from parts where parts.envelope = dossiers.envelope)`.as(
          'partsPresent',
        ),
        sql<
          string | null
        >`(select portal_dossiers.number from portal_dossiers where portal_dossiers.dossier = dossiers.id)`.as(
          'portalNumber',
        ),
      ])
      .execute()

  /** The newest of these. @param ids a subquery; what it gives twice counts once */
  async function newestOf(ids: RawBuilder<string>, limit: number): Promise<DossierOverview[]> {
    const { rows } = await sql<{ id: string }>`
      select distinct id from ${ids} as listed order by id desc limit ${limit}`.execute(database)
    if (rows.length === 0) return []
    return overview(
      start()
        .where(
          'id',
          'in',
          rows.map(({ id }) => id),
        )
        .orderBy('id', 'desc'),
    )
  }

  function newest(
    owners: readonly RawBuilder<unknown>[],
    query: ListQuery,
    conditions = viewConditions(query.view, query.now),
  ): Promise<DossierOverview[]> {
    const narrow = narrowing(query)
    const alternatives = conditions.map((condition) => allOf([condition, ...narrow]))
    const page = { alternatives, after: query.after?.id ?? null, limit: query.limit }
    return newestOf(newestIds(owners, page), query.limit)
  }

  /** Those with a date by date, then those without by age. */
  async function byDue(
    units: readonly string[],
    query: ListQuery,
    range: { readonly from?: string; readonly until?: string; readonly also?: RawBuilder<boolean> } = {},
  ): Promise<DossierOverview[]> {
    const { from, until, also } = range
    const narrow = [isOpen, ...narrowing(query), ...(also === undefined ? [] : [also])]
    const base = () => start().where('handler_unit', 'in', units).where(allOf(narrow))
    const { after, limit } = query
    const dated: DossierOverview[] =
      after !== null && after.dueAt === null
        ? []
        : await overview(
            base()
              .where('due_at', 'is not', null)
              .$if(from !== undefined, (some) => some.where('due_at', '>', from ?? ''))
              .$if(until !== undefined, (some) => some.where('due_at', '<=', until ?? ''))
              .$if(after !== null, (some) =>
                some.where(({ or, eb, and }) =>
                  or([
                    eb('due_at', '>', after?.dueAt ?? ''),
                    and([eb('due_at', '=', after?.dueAt ?? ''), eb('id', '>', after?.id ?? '')]),
                  ]),
                ),
              )
              .orderBy('due_at')
              .orderBy('id')
              .limit(limit),
          )
    if (dated.length === limit || from !== undefined || until !== undefined) return dated
    const undated = await overview(
      base()
        .where('due_at', 'is', null)
        .$if(after !== null && after.dueAt === null, (some) => some.where('id', '>', after?.id ?? ''))
        .orderBy('id')
        .limit(limit - dated.length),
    )
    return [...dated, ...undated]
  }

  /** By the rarest way in: the words. The newest of those that have them all. */
  async function found(units: readonly string[], query: ListQuery): Promise<DossierOverview[]> {
    const ranges = wordRanges(query.search)
    const { after, limit } = query
    // A whole word leads where there is one: its rows come newest first, without sorting.
    const [lead, ...others] = ranges
    if (lead === undefined) return []
    const all = (name: string, [from, until]: readonly [string, string]) => {
      const word = sql.ref(`${name}.word`)
      return from === until ? sql`${word} = ${from}` : sql`${word} >= ${from} and ${word} <= ${until}`
    }
    const conditions = [
      all('found', lead),
      ...others.map(
        (range) =>
          sql`exists (select 1 from dossier_words as other where other.dossier = found.dossier and ${all('other', range)})`,
      ),
      ...(after === null ? [] : [sql`found.dossier < ${after.id}`]),
    ]
    const ofUnit = (unit: string) => sql`select dossier as id from (
      select distinct found.dossier from dossier_words as found
      where found.unit = ${unit} and ${sql.join(conditions, sql` and `)}
      order by found.dossier desc limit ${limit}) as newest`
    const elsewhere = newestIds([fromElsewhere(units)], {
      alternatives: [allOf(narrowing(query))],
      after: after?.id ?? null,
      limit,
    })
    const ids = [...units.map(ofUnit), sql`select id from ${elsewhere} as elsewhere`]
    return newestOf(sql<string>`(${sql.join(ids, sql` union all `)})`, limit)
  }

  const fromElsewhere = (units: readonly string[]) =>
    sql`handler_unit in (${sql.join([...units])}) and ${isFromElsewhere}`

  return {
    /** One page. Searching without a view looks through all that there is for whoever asks. */
    async list(scope: Scope, query: ListQuery): Promise<DossierOverview[]> {
      const { view, now } = query
      // What a team sees is little, whatever it looks for: newest first, by the same conditions.
      if ('team' in scope) return newest([sql`team = ${scope.team}`], query)
      const { units } = scope
      const receivers = units.map((unit) => sql`unit = ${unit}`)
      switch (view) {
        case 'all':
          if (wordRanges(query.search).length > 0 && query.officer === null && query.procedure === null)
            return found(units, query)
          return newest([...receivers, fromElsewhere(units)], query)
        case 'new':
        case 'awaiting-citizen':
        case 'to-hand-over':
        case 'closed':
        case 'supplemented':
          return newest(receivers, query)
        case 'unassigned':
          return newest(
            units.map((unit) => sql`handler_unit = ${unit}`),
            query,
          )
        case 'late':
          return byDue(units, query, { until: now.now })
        case 'step-late':
          return byDue(units, query, { from: now.now, also: isStepLate(now) })
        case 'due-today':
          return byDue(units, query, { from: now.now, until: now.endOfToday })
        case 'due-soon':
          return byDue(units, query, { from: now.endOfToday, until: now.endOfSoon })
        case 'open':
        case 'mine':
          return byDue(units, query)
      }
    },
  }
}
