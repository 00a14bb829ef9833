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
  type WordRange,
  wordRanges,
} from './list-conditions.ts'
import { newestIds, type Owners, ofEach, type Scope } from './scope.ts'
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

const orders = { newest: 'id desc', due: 'due_at, id' } as const
type Order = keyof typeof orders

/** As many entries of the index as are read and sorted without being felt. */
const fewEntries = 5000

function isWithin(name: string, [from, until]: WordRange): RawBuilder<boolean> {
  const word = sql.ref(`${name}.word`)
  return from === until ? sql`${word} = ${from}` : sql`${word} >= ${from} and ${word} <= ${until}`
}

type Listed = SelectQueryBuilder<Tables, 'dossiers', object>

export function dossierLists({ database, name: engine }: Engine) {
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

  /** Those of an order's first ids, read whole. @param ids a subquery; what it gives twice counts once */
  async function overviewOf(
    ids: RawBuilder<unknown>,
    order: Order,
    limit: number,
  ): Promise<DossierOverview[]> {
    const columns = sql.raw(order === 'newest' ? 'id' : 'due_at, id')
    const { rows } = await sql<{ id: string }>`
      select distinct ${columns} from ${ids} as listed order by ${sql.raw(orders[order])} limit ${limit}`.execute(
      database,
    )
    if (rows.length === 0) return []
    const found = await overview(
      start().where(
        'id',
        'in',
        rows.map(({ id }) => id),
      ),
    )
    const places = new Map(rows.map(({ id }, index) => [id, index]))
    return found.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
  }

  const newest = (owners: Owners, query: ListQuery): Promise<DossierOverview[]> =>
    overviewOf(newestOf(owners, query), 'newest', query.limit)

  function newestOf(owners: Owners, query: ListQuery): RawBuilder<string> {
    const narrow = narrowing(query)
    return newestIds(engine, owners, {
      alternatives: viewConditions(query.view, query.now).map((condition) => allOf([condition, ...narrow])),
      after: query.after?.id ?? null,
      limit: query.limit,
    })
  }

  /** And those that other units received and these work on. @param ids between parentheses */
  function withElsewhere(ids: RawBuilder<unknown>, units: readonly string[], query: ListQuery) {
    const elsewhere = newestIds(
      engine,
      { column: 'handler_unit', values: units },
      {
        alternatives: [allOf([isFromElsewhere, ...narrowing(query)])],
        after: query.after?.id ?? null,
        limit: query.limit,
      },
    )
    return sql`(select id from ${ids} as here union all select id from ${elsewhere} as elsewhere)`
  }

  /** Those with a date by date, then those without by age. */
  async function byDue(
    units: readonly string[],
    query: ListQuery,
    range: { readonly from?: string; readonly until?: string; readonly also?: RawBuilder<boolean> } = {},
  ): Promise<DossierOverview[]> {
    const { from, until, also } = range
    const { after, limit } = query
    const narrow = [isOpen, ...narrowing(query), ...(also === undefined ? [] : [also])]
    const first = (conditions: readonly RawBuilder<boolean>[], atMost: number) => {
      const firstOf = (isOwned: RawBuilder<unknown>) =>
        sql`select due_at, id from dossiers where ${isOwned} and ${allOf([...narrow, ...conditions])}
          order by due_at, id limit ${atMost}`
      const ids =
        query.search === ''
          ? ofEach(engine, { column: 'handler_unit', values: units }, firstOf)
          : // Few are found in each: there is no page to be filled from one unit after the other.
            sql`(${firstOf(sql`handler_unit in (${sql.join([...units])})`)})`
      return overviewOf(ids, 'due', atMost)
    }
    const dated =
      after !== null && after.dueAt === null
        ? []
        : await first(
            [
              sql`due_at is not null`,
              ...(from === undefined ? [] : [sql<boolean>`due_at > ${from}`]),
              ...(until === undefined ? [] : [sql<boolean>`due_at <= ${until}`]),
              ...(after === null
                ? []
                : [
                    sql<boolean>`(due_at > ${after.dueAt} or (due_at = ${after.dueAt} and id > ${after.id}))`,
                  ]),
            ],
            limit,
          )
    if (dated.length === limit || from !== undefined || until !== undefined) return dated
    const isAfter = after !== null && after.dueAt === null ? [sql<boolean>`id > ${after.id}`] : []
    return [...dated, ...(await first([sql`due_at is null`, ...isAfter], limit - dated.length))]
  }

  /** The newest of those that have all the words. */
  async function found(units: readonly string[], query: ListQuery): Promise<DossierOverview[]> {
    const ranges = wordRanges(query.search)
    const counts = await Promise.all(ranges.map((range) => countUpTo(units, range, fewEntries)))
    const rarest = ranges.find((_, index) => (counts[index] ?? 0) < fewEntries)
    const lead = rarest ?? ranges[0]
    if (lead === undefined) return []
    const words = { lead, others: ranges.filter((range) => range !== lead) }
    const ids = rarest === undefined ? newestWith(units, query, words) : sortedWith(units, query, words)
    return overviewOf(withElsewhere(ids, units, query), 'newest', query.limit)
  }

  /** How many entries a word has, at most so many. */
  async function countUpTo(units: readonly string[], range: WordRange, most: number): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from (
        select 1 from dossier_words as found
        where found.unit in (${sql.join([...units])}) and ${isWithin('found', range)} limit ${most}
      ) as entries`.execute(database)
    return Number(rows[0]?.count ?? 0)
  }

  interface WordSearch {
    readonly lead: WordRange
    readonly others: readonly WordRange[]
  }

  /** The offset keeps PostgreSQL from reading all that have the other word: of these few each is looked up. */
  function haveAll({ lead, others }: WordSearch, { after }: ListQuery): RawBuilder<unknown> {
    const conditions = [
      isWithin('found', lead),
      ...others.map(
        (range) =>
          sql`exists (select 1 from dossier_words as other where other.dossier = found.dossier and ${isWithin('other', range)}
            limit 1 offset 0)`,
      ),
      ...(after === null ? [] : [sql`found.dossier < ${after.id}`]),
    ]
    return sql.join(conditions, sql` and `)
  }

  /** All entries of the leading word, sorted: for a word that few have. */
  function sortedWith(units: readonly string[], query: ListQuery, words: WordSearch): RawBuilder<unknown> {
    return sql`(select distinct id from (
        select found.dossier as id from dossier_words as found
        where found.unit in (${sql.join([...units])}) and ${haveAll(words, query)} limit ${fewEntries} offset 0
      ) as few order by id desc limit ${query.limit})`
  }

  /** From the newest dossier backwards until the page is full: for words that many have. */
  function newestWith(units: readonly string[], query: ListQuery, words: WordSearch): RawBuilder<unknown> {
    // Left to itself SQLite would read all that each of many units has, to sort it.
    const walk = engine === 'sqlite' && units.length > 1 ? sql`indexed by dossier_words_by_dossier` : sql``
    return sql`(select distinct found.dossier as id from dossier_words as found ${walk}
      where found.unit in (${sql.join([...units])}) and ${haveAll(words, query)}
      order by found.dossier desc limit ${query.limit})`
  }

  return {
    /** One page. Searching without a view looks through all that there is for whoever asks. */
    async list(scope: Scope, query: ListQuery): Promise<DossierOverview[]> {
      const { view, now } = query
      // What a team sees is little, whatever it looks for: newest first, by the same conditions.
      if ('team' in scope) return newest({ column: 'team', values: [scope.team] }, query)
      const { units } = scope
      const receivers = { column: 'unit', values: units }
      switch (view) {
        case 'all':
          if (wordRanges(query.search).length > 0 && query.officer === null && query.procedure === null)
            return found(units, query)
          return overviewOf(withElsewhere(newestOf(receivers, query), units, query), 'newest', query.limit)
        case 'new':
        case 'awaiting-citizen':
        case 'to-hand-over':
        case 'closed':
        case 'supplemented':
          return newest(receivers, query)
        case 'unassigned':
          return newest({ column: 'handler_unit', values: units }, query)
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
