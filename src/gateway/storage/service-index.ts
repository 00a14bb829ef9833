/** What the index and the reports ask of `dossier_facts`, and the figures that people enter. */
import { type RawBuilder, type Selectable, sql } from 'kysely'
import { type DossierCounts, type Measure, measures } from '../../domain/service-index/measures.ts'
import { dayNumberOf } from '../../domain/time/civil-day.ts'
import { fillDossierFacts } from './dossier-facts.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { IndexEntryTable } from './tables/service.ts'

/** Days of reception in Vietnam, both included. */
export interface CountedPeriod {
  /** At least one. */
  readonly units: readonly string[]
  readonly from: string
  readonly until: string
  /** The moment from which one looks: now, or the end of the period when that is over. Milliseconds. */
  readonly asOfMs: number
}

export type IndexEntry = Selectable<IndexEntryTable>

/** `months` have an end of their own: in each, late is what was late before it ended. */
const keys = {
  nothing: [],
  units: ['unit'],
  months: ['month'],
  'units-and-months': ['unit', 'month'],
  officers: ['officer'],
} as const

export interface CountsOf {
  readonly unit: string | null
  /** 202611 */
  readonly month: number | null
  readonly officer: string | null
  readonly counts: DossierCounts
}

export interface DossierBehind {
  readonly dossier: string
  readonly receiptCode: string
  readonly officialNumber: string | null
  readonly procedure: string
  readonly receivedAt: string | null
  readonly dueAt: string | null
  readonly finishedAt: string | null
}

export function serviceIndexStore(engine: Engine) {
  const { database } = engine
  return {
    /** Groups in no order; a group without dossiers is not there. */
    async counts(period: CountedPeriod, by: keyof typeof keys): Promise<CountsOf[]> {
      const names = keys[by]
      const columns = names.map((name) => sql.ref(name))
      const condition = conditionsAt(period.asOfMs, by === 'months' || by === 'units-and-months')
      const one = measures.map(
        (measure) => sql`count(*) filter (where ${condition[measure]}) as ${sql.ref(measure)}`,
      )
      const all = measures.map(
        (measure) => sql`cast(coalesce(sum(${sql.ref(measure)}), 0) as bigint) as ${sql.ref(measure)}`,
      )
      const group = columns.length === 0 ? sql`` : sql`group by ${sql.join(columns)}`
      const { rows } = await sql<Record<string, number | string | null>>`
        select ${sql.join([...columns, ...all])},
          count(*) filter (where online > 0) as procedures_online,
          count(*) filter (where ${sql.ref('with-fee')} > 0) as procedures_with_fee,
          count(*) filter (where ${sql.ref('paid-online')} > 0) as procedures_paid_online,
          cast(coalesce(sum(limit_days), 0) as bigint) as limit_days,
          cast(coalesce(sum(saved_days), 0) as bigint) as saved_days
        from (
          select ${sql.join([...columns, sql.ref('procedure'), ...one])},
            sum(limit_days) as limit_days, sum(saved_days) as saved_days
          from dossier_facts ${withExchange} where ${within(period)}
          group by ${sql.join([...columns, sql.ref('procedure')])}
        ) as by_procedure ${group}`.execute(database)
      return rows.map((row) => ({
        unit: textIn(row, 'unit'),
        month: names.some((name) => name === 'month') ? numberIn(row, 'month') : null,
        officer: textIn(row, 'officer'),
        counts: countsIn(row),
      }))
    },

    /** One page of the dossiers behind a count, in the order of their ids. */
    async dossiers(
      period: CountedPeriod,
      measure: Measure,
      page: { readonly officer: string | null; readonly after: string; readonly limit: number },
    ): Promise<DossierBehind[]> {
      const officer = page.officer === null ? sql`` : sql`and dossier_facts.officer = ${page.officer}`
      const { rows } = await sql<DossierBehind>`
        select dossiers.id as dossier, receipt_code as ${sql.ref('receiptCode')},
          official_number as ${sql.ref('officialNumber')}, dossiers.procedure,
          received_at as ${sql.ref('receivedAt')}, due_at as ${sql.ref('dueAt')},
          finished_at as ${sql.ref('finishedAt')}
        from dossier_facts inner join dossiers on dossiers.id = dossier_facts.dossier ${withExchange}
        where ${within(period, 'dossier_facts.')} and ${conditionsAt(period.asOfMs, false, 'dossier_facts.')[measure]}
          and dossier_facts.dossier > ${page.after} ${officer}
        order by dossier_facts.dossier limit ${page.limit}`.execute(database)
      return rows
    },

    /** The newest of each unit, component and month. @param from, until months `YYYY-MM`, both included. */
    async entries(units: readonly string[], from: string, until: string): Promise<IndexEntry[]> {
      return database
        .selectFrom('index_entries as entry')
        .selectAll()
        .where('unit', 'in', units)
        .where('month', '>=', from)
        .where('month', '<=', until)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('index_entries as later')
                .select('later.number')
                .whereRef('later.unit', '=', 'entry.unit')
                .whereRef('later.component', '=', 'entry.component')
                .whereRef('later.month', '=', 'entry.month')
                .whereRef('later.number', '>', 'entry.number'),
            ),
          ),
        )
        .orderBy('unit')
        .orderBy('component')
        .orderBy('month')
        .execute()
    },

    /** Added as the newest; those before stay. */
    async addEntry(entry: Omit<IndexEntry, 'number'>): Promise<void> {
      await inTransaction(engine, async (transaction) => {
        // Locks the unit: of two who enter at once the second comes after the first.
        await transaction
          .updateTable('units')
          .where('code', '=', entry.unit)
          .set((eb) => ({ name: eb.ref('name') }))
          .execute()
        const { last } = await transaction
          .selectFrom('index_entries')
          .select((eb) => eb.fn.max('number').as('last'))
          .where('unit', '=', entry.unit)
          .where('component', '=', entry.component)
          .where('month', '=', entry.month)
          .executeTakeFirstOrThrow()
        await transaction
          .insertInto('index_entries')
          .values({ ...entry, number: (last ?? 0) + 1 })
          .execute()
      })
    },

    /** Counts every dossier anew. @returns how many there are. */
    async rebuild(onProgress: (done: number) => void): Promise<number> {
      return fillDossierFacts(database, onProgress)
    },
  }
}

/** `exchanging` is null for a dossier of a unit that tells the portal nothing. */
const withExchange = sql`left join (select unit as exchanging from exchange_units where is_on = 1) as exchange
  on exchanging = dossier_facts.unit`

function within({ units, from, until }: CountedPeriod, prefix = ''): RawBuilder<unknown> {
  const unit = sql.ref(`${prefix}unit`)
  const day = sql.ref(`${prefix}received_day`)
  return sql`${unit} in (${sql.join(units)}) and ${day} between ${dayNumberOf(from)} and ${dayNumberOf(until)}`
}

function conditionsAt(
  asOfMs: number,
  isByMonth: boolean,
  prefix = '',
): Readonly<Record<Measure, RawBuilder<unknown>>> {
  const column = (name: string) => sql.ref(`${prefix}${name}`)
  const inMonth = isByMonth ? sql`and ${column('is_late_in_month')} = 1` : sql``
  const late = sql`${column('late_from_ms')} < ${asOfMs} ${inMonth}`
  const dated = sql`${column('due_ms')} is not null`
  const finished = sql`${column('is_finished')} = 1`
  const online = sql`${column('channel')} = 2`
  const exchanged = sql`exchanging is not null`
  const result = sql`${column('has_result')} = 1`
  return {
    received: sql`1 = 1`,
    online,
    counter: sql`${column('channel')} = 1`,
    post: sql`${column('channel')} = 3`,
    kiosk: sql`${column('channel')} = 4`,
    open: sql`${column('is_open')} = 1`,
    finished,
    early: sql`${column('is_early')} = 1 and not (${late})`,
    'on-the-day': sql`${finished} and ${dated} and ${column('is_early')} = 0 and not (${late})`,
    'finished-late': sql`${finished} and ${late}`,
    dated,
    undated: sql`${column('due_ms')} is null`,
    'on-time': sql`${dated} and not (${late})`,
    late,
    supplemented: sql`${column('supplements')} > 0`,
    'supplemented-again': sql`${column('supplements')} > 1`,
    'with-result': result,
    'without-result': sql`${finished} and ${column('has_result')} = 0`,
    'online-with-result': sql`${online} and ${result}`,
    'online-without-result': sql`${online} and ${finished} and ${column('has_result')} = 0`,
    digitised: sql`${column('is_digitised')} = 1`,
    'not-digitised': sql`${finished} and ${column('is_digitised')} = 0`,
    'with-fee': sql`${column('has_fee')} = 1`,
    'paid-online': sql`${column('is_paid_online')} = 1`,
    unpaid: sql`${column('is_unpaid')} = 1`,
    exchanged,
    synchronised: sql`${exchanged} and ${column('is_synchronised')} = 1`,
    'not-synchronised': sql`${exchanged} and ${column('is_synchronised')} = 0`,
  }
}

type Row = Readonly<Record<string, number | string | null>>

function numberIn(row: Row, name: string): number {
  const value = row[name]
  if (typeof value !== 'number') throw new Error(`column ${name} holds no number`)
  return value
}

function textIn(row: Row, name: string): string | null {
  const value = row[name]
  return typeof value === 'string' ? value : null
}

function countsIn(row: Row): DossierCounts {
  // The keys are all measures.
  const counts = Object.fromEntries(measures.map((measure) => [measure, numberIn(row, measure)])) as Record<
    Measure,
    number
  >
  return {
    ...counts,
    procedures: {
      online: numberIn(row, 'procedures_online'),
      'with-fee': numberIn(row, 'procedures_with_fee'),
      'paid-online': numberIn(row, 'procedures_paid_online'),
    },
    limitDays: numberIn(row, 'limit_days'),
    savedDays: numberIn(row, 'saved_days'),
  }
}
