/** The desk's lists, its search and the leader's board. Every query is led by an index (tests keep the plans). */
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { ListView } from '../../contract/desk-lists.ts'
import type { DueTimes } from '../../domain/dossier/due-times.ts'
import { searchWords } from '../../domain/dossier/search-words.ts'
import type { Stage } from '../../domain/dossier/workflow.ts'
import type { DossierOverview } from './dossiers.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

type ByStage = 'new' | 'awaiting-citizen' | 'to-hand-over' | 'closed'

export interface ListQuery {
  readonly view: ListView
  /** One unit: what it received, or what it works on. */
  readonly unit: string
  /** For `mine` and to narrow any list. */
  readonly officer: string | null
  readonly procedure: string | null
  /** Words of names and numbers; empty for none. */
  readonly search: string
  readonly now: DueTimes
  readonly after: Cursor | null
  readonly limit: number
}

/** The row before: lists by due date go by date and id, with those without a date at the end. */
export interface Cursor {
  readonly dueAt: string | null
  readonly id: string
}

export const stagesOf = {
  new: ['arrived', 'checked'],
  'awaiting-citizen': ['supplement-requested', 'supplement-in-processing', 'payment-requested'],
  'to-hand-over': ['finished'],
  closed: ['returned', 'refused', 'withdrawn', 'stopped'],
} as const satisfies Record<ByStage, readonly Stage[]>

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
  'stage',
  'officer',
  'clock_stopped_at',
  'supplement_arrived_at',
  'revision',
] as const

type Listed = SelectQueryBuilder<Tables, 'dossiers', object>

export interface Counts {
  readonly fresh: number
  readonly supplemented: number
  readonly late: number
  readonly dueToday: number
  readonly dueSoon: number
  readonly open: number
  readonly toHandOver: number
  readonly quarantined: number
}

export interface OfficerLoad {
  /** Null for what nobody has been given. */
  readonly officer: string | null
  readonly open: number
  readonly late: number
  readonly dueToday: number
}

/** Of what was finished in a period. Late is also what was asked for more than once (rules.md §1.4). */
export interface Punctuality {
  readonly early: number
  readonly onTime: number
  readonly late: number
  /** Nothing was promised. */
  readonly withoutDate: number
}

export function dossierLists({ database }: Engine) {
  const start = () => database.selectFrom('dossiers') as unknown as Listed

  /** What is worked on: the condition of the partial indexes, word for word. */
  const open = (query: Listed) =>
    query.where('received_at', 'is not', null).where('finished_at', 'is', null).where('closed_at', 'is', null)

  function narrowed(query: Listed, { officer, procedure, search }: ListQuery): Listed {
    let narrow = query
    if (officer !== null) narrow = narrow.where('officer', '=', officer)
    if (procedure !== null) narrow = narrow.where('procedure', '=', procedure)
    const words = searchWords(search)
    for (const [index, word] of words.entries())
      narrow = narrow.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('dossier_words')
            .select('dossier_words.dossier')
            .whereRef('dossier_words.dossier', '=', 'dossiers.id')
            .whereRef('dossier_words.unit', '=', 'dossiers.unit')
            // Only the last word may still be being typed.
            .where('word', '>=', word)
            .where('word', '<=', index === words.length - 1 ? `${word}\u{10ffff}` : word),
        ),
      )
    return narrow
  }

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

  const newestFirst = (query: Listed, { after, limit }: ListQuery): Listed =>
    query
      .$if(after !== null, (some) => some.where('id', '<', after?.id ?? ''))
      .orderBy('id', 'desc')
      .limit(limit)

  /** Those with a date by date, then those without by age. */
  async function byDue(
    query: ListQuery,
    from: string | null,
    until: string | null,
  ): Promise<DossierOverview[]> {
    const base = () => narrowed(open(start().where('handler_unit', '=', query.unit)), query)
    const { after, limit } = query
    const dated: DossierOverview[] =
      after !== null && after.dueAt === null
        ? []
        : await overview(
            base()
              .where('due_at', 'is not', null)
              .$if(from !== null, (some) => some.where('due_at', '>', from))
              .$if(until !== null, (some) => some.where('due_at', '<=', until))
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
    if (dated.length === limit || from !== null || until !== null) return dated
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
  async function found(query: ListQuery): Promise<DossierOverview[]> {
    const words = searchWords(query.search)
    const typed = words.at(-1) ?? ''
    const whole = words.slice(0, -1)
    let ids = database
      .selectFrom('dossier_words as found')
      .select('found.dossier')
      .distinct()
      .where('found.unit', '=', query.unit)
    // A whole word leads where there is one: its rows come newest first, without sorting.
    const [lead] = whole
    ids =
      lead === undefined
        ? ids.where('found.word', '>=', typed).where('found.word', '<=', `${typed}\u{10ffff}`)
        : ids.where('found.word', '=', lead)
    for (const word of lead === undefined ? [] : [...whole.slice(1), typed]) {
      const until = word === typed ? `${word}\u{10ffff}` : word
      ids = ids.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('dossier_words as other')
            .select('other.dossier')
            .whereRef('other.dossier', '=', 'found.dossier')
            .where('other.word', '>=', word)
            .where('other.word', '<=', until),
        ),
      )
    }
    const { after, limit } = query
    if (after !== null) ids = ids.where('found.dossier', '<', after.id)
    const rows = await ids.orderBy('found.dossier', 'desc').limit(limit).execute()
    if (rows.length === 0) return []
    return overview(
      start()
        .where(
          'id',
          'in',
          rows.map(({ dossier }) => dossier),
        )
        .orderBy('id', 'desc'),
    )
  }

  return {
    /** One page. Searching without a view looks through all of the unit's dossiers. */
    async list(query: ListQuery): Promise<DossierOverview[]> {
      const { view, unit, now } = query
      switch (view) {
        case 'all':
          if (query.search !== '' && query.officer === null && query.procedure === null) return found(query)
          return overview(newestFirst(narrowed(start().where('unit', '=', unit), query), query))
        case 'new':
        case 'awaiting-citizen':
        case 'to-hand-over':
        case 'closed':
          return newestOfStages(query, stagesOf[view])
        case 'supplemented':
          return overview(
            newestFirst(
              narrowed(
                start().where('unit', '=', unit).where('supplement_arrived_at', 'is not', null),
                query,
              ),
              query,
            ),
          )
        case 'late':
          return byDue(query, null, now.now)
        case 'due-today':
          return byDue(query, now.now, now.endOfToday)
        case 'due-soon':
          return byDue(query, now.endOfToday, now.endOfSoon)
        case 'unassigned':
          return overview(
            newestFirst(
              narrowed(open(start().where('handler_unit', '=', unit).where('officer', 'is', null)), query),
              query,
            ),
          )
        case 'open':
        case 'mine':
          return byDue(query, null, null)
      }
    },

    /** Newest first. @param ids a subquery that gives them */
    async some(ids: RawBuilder<string>, limit: number): Promise<DossierOverview[]> {
      return overview(start().where('id', 'in', ids).orderBy('id', 'desc').limit(limit))
    },

    async counts(unit: string, { now, endOfToday, endOfSoon }: DueTimes): Promise<Counts> {
      const stage = (names: readonly Stage[]) =>
        start().where('unit', '=', unit).where('stage', 'in', names).select(sql<number>`count(*)`.as('count'))
      const due = await open(start().where('handler_unit', '=', unit))
        .select([
          sql<number>`count(*)`.as('open'),
          sql<number>`coalesce(sum(case when due_at <= ${now} then 1 else 0 end), 0)`.as('late'),
          sql<number>`coalesce(sum(case when due_at > ${now} and due_at <= ${endOfToday} then 1 else 0 end), 0)`.as(
            'dueToday',
          ),
          sql<number>`coalesce(sum(case when due_at > ${endOfToday} and due_at <= ${endOfSoon} then 1 else 0 end), 0)`.as(
            'dueSoon',
          ),
        ])
        .executeTakeFirstOrThrow()
      const fresh = await stage(stagesOf.new).executeTakeFirstOrThrow()
      const finished = await stage(stagesOf['to-hand-over']).executeTakeFirstOrThrow()
      const supplemented = await start()
        .where('unit', '=', unit)
        .where('supplement_arrived_at', 'is not', null)
        .select(sql<number>`count(*)`.as('count'))
        .executeTakeFirstOrThrow()
      const quarantined = await database
        .selectFrom('envelopes')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('unit', '=', unit)
        .where('state', '=', 'quarantined')
        .executeTakeFirstOrThrow()
      return {
        fresh: fresh.count,
        supplemented: supplemented.count,
        late: Number(due.late),
        dueToday: Number(due.dueToday),
        dueSoon: Number(due.dueSoon),
        open: due.open,
        toHandOver: finished.count,
        quarantined: quarantined.count,
      }
    },

    /** Who has how much to do. */
    async loads(unit: string, { now, endOfToday }: DueTimes): Promise<OfficerLoad[]> {
      const rows = await open(start().where('handler_unit', '=', unit))
        .select([
          'officer',
          sql<number>`count(*)`.as('open'),
          sql<number>`coalesce(sum(case when due_at <= ${now} then 1 else 0 end), 0)`.as('late'),
          sql<number>`coalesce(sum(case when due_at > ${now} and due_at <= ${endOfToday} then 1 else 0 end), 0)`.as(
            'dueToday',
          ),
        ])
        .groupBy('officer')
        .orderBy('officer')
        .execute()
      return rows.map(({ officer, open: count, late, dueToday }) => ({
        officer,
        open: count,
        late: Number(late),
        dueToday: Number(dueToday),
      }))
    },

    /** @param from first and last instant of the period. */
    async punctuality(unit: string, from: string, until: string): Promise<Punctuality> {
      // A day of the clock in Viet Nam (UTC+7), compared as text: earlier than the due day is early.
      const day = (column: string) => sql`substr(${sql.ref(column)}, 1, 10)`
      const row = await start()
        .where('unit', '=', unit)
        .where('finished_at', '>=', from)
        .where('finished_at', '<=', until)
        .select([
          sql<number>`coalesce(sum(case when due_at is null then 1 else 0 end), 0)`.as('withoutDate'),
          sql<number>`coalesce(sum(case when finished_at > due_at or (due_at is not null and supplements > 1) then 1 else 0 end), 0)`.as(
            'late',
          ),
          sql<number>`coalesce(sum(case when finished_at <= due_at and supplements < 2 and ${day('finished_at')} < ${day('due_at')} then 1 else 0 end), 0)`.as(
            'early',
          ),
          sql<number>`coalesce(sum(case when finished_at <= due_at and supplements < 2 and ${day('finished_at')} >= ${day('due_at')} then 1 else 0 end), 0)`.as(
            'onTime',
          ),
        ])
        .executeTakeFirstOrThrow()
      return {
        early: Number(row.early),
        onTime: Number(row.onTime),
        late: Number(row.late),
        withoutDate: Number(row.withoutDate),
      }
    },
  }

  /** One stage after the other would mix up the order; together they are sorted from the few newest of each. */
  async function newestOfStages(query: ListQuery, stages: readonly Stage[]): Promise<DossierOverview[]> {
    const pages = await Promise.all(
      stages.map((stage) =>
        overview(
          newestFirst(
            narrowed(start().where('unit', '=', query.unit).where('stage', '=', stage), query),
            query,
          ),
        ),
      ),
    )
    return pages
      .flat()
      .toSorted((a, b) => (a.id < b.id ? 1 : -1))
      .slice(0, query.limit)
  }
}
