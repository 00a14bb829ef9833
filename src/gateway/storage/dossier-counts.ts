/** How much there is to do and how punctual it was: the desk's counts and the leader's board. */
import { type RawBuilder, sql } from 'kysely'
import type { ListView } from '../../contract/desk-lists.ts'
import type { DueTimes } from '../../domain/dossier/due-times.ts'
import type { Engine } from './engine.ts'
import { isOpen, isStepLate, stagesOf, viewConditions } from './list-conditions.ts'
import type { Scope } from './scope.ts'

export interface Counts {
  readonly fresh: number
  readonly supplemented: number
  readonly late: number
  readonly stepLate: number
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
  /** In time as a whole, with a step that is not. */
  readonly stepLate: number
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

export function dossierCounts({ database, name: engine }: Engine) {
  const inUnits = (column: string, units: readonly string[]) =>
    sql`${sql.ref(column)} in (${sql.join([...units])})`
  const sumOf = (condition: RawBuilder<boolean>) =>
    sql`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`

  async function counted(condition: RawBuilder<unknown>): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from dossiers where ${condition}`.execute(database)
    return Number(rows[0]?.count ?? 0)
  }

  /** The day it was in Vietnam (UTC+7 all year) at an instant that is stored as text. */
  const vietnamDay = (column: string) =>
    engine === 'postgres'
      ? sql`(${sql.ref(column)}::timestamptz at time zone 'UTC' + interval '7 hours')::date`
      : sql`date(${sql.ref(column)}, '+7 hours')`

  async function countsOfTeam(team: string, now: DueTimes): Promise<Counts> {
    const view = (name: ListView) =>
      counted(sql`team = ${team} and (${sql.join([...viewConditions(name, now)], sql` or `)})`)
    return {
      fresh: await view('new'),
      supplemented: await view('supplemented'),
      late: await view('late'),
      stepLate: await view('step-late'),
      dueToday: await view('due-today'),
      dueSoon: await view('due-soon'),
      open: await view('open'),
      toHandOver: await view('to-hand-over'),
      quarantined: 0,
    }
  }

  return {
    async counts(scope: Scope, times: DueTimes): Promise<Counts> {
      if ('team' in scope) return countsOfTeam(scope.team, times)
      const { now, endOfToday, endOfSoon } = times
      const received = inUnits('unit', scope.units)
      const due = await sql<Record<'open' | 'late' | 'stepLate' | 'dueToday' | 'dueSoon', number>>`
        select count(*) as "open", ${sumOf(sql`due_at <= ${now}`)} as "late",
          ${sumOf(isStepLate(times))} as "stepLate",
          ${sumOf(sql`due_at > ${now} and due_at <= ${endOfToday}`)} as "dueToday",
          ${sumOf(sql`due_at > ${endOfToday} and due_at <= ${endOfSoon}`)} as "dueSoon"
        from dossiers where ${inUnits('handler_unit', scope.units)} and ${isOpen}`.execute(database)
      const quarantined = await sql<{ count: number }>`
        select count(*) as count from envelopes
        where ${received} and state = 'quarantined'`.execute(database)
      const row = due.rows[0]
      return {
        fresh: await counted(sql`${received} and stage in (${sql.join([...stagesOf.new])})`),
        supplemented: await counted(sql`${received} and supplement_arrived_at is not null`),
        late: Number(row?.late ?? 0),
        stepLate: Number(row?.stepLate ?? 0),
        dueToday: Number(row?.dueToday ?? 0),
        dueSoon: Number(row?.dueSoon ?? 0),
        open: Number(row?.open ?? 0),
        toHandOver: await counted(sql`${received} and stage in (${sql.join([...stagesOf['to-hand-over']])})`),
        quarantined: Number(quarantined.rows[0]?.count ?? 0),
      }
    },

    /** Who has how much to do; what nobody has been given first. @param units at least one */
    async loads(units: readonly string[], times: DueTimes): Promise<OfficerLoad[]> {
      const { now, endOfToday } = times
      const { rows } = await sql<OfficerLoad>`
        select officer, count(*) as "open", ${sumOf(sql`due_at <= ${now}`)} as "late",
          ${sumOf(isStepLate(times))} as "stepLate",
          ${sumOf(sql`due_at > ${now} and due_at <= ${endOfToday}`)} as "dueToday"
        from dossiers where ${inUnits('handler_unit', units)} and ${isOpen}
        group by officer order by officer is not null, officer`.execute(database)
      return rows.map(({ officer, open, late, stepLate, dueToday }) => ({
        officer,
        open: Number(open),
        late: Number(late),
        stepLate: Number(stepLate),
        dueToday: Number(dueToday),
      }))
    },

    /**
     * Early is a result on an earlier day of the calendar in Vietnam than the due day.
     * @param units at least one
     * @param from first instant of the period. @param until the instant after its last
     */
    async punctuality(units: readonly string[], from: string, until: string): Promise<Punctuality> {
      const inTime = sql<boolean>`finished_at <= due_at and supplements < 2`
      const isEarlier = sql<boolean>`${vietnamDay('finished_at')} < ${vietnamDay('due_at')}`
      const { rows } = await sql<Record<keyof Punctuality, number>>`
        select ${sumOf(sql`due_at is null`)} as "withoutDate",
          ${sumOf(sql`finished_at > due_at or (due_at is not null and supplements > 1)`)} as "late",
          ${sumOf(sql`${inTime} and ${isEarlier}`)} as "early",
          ${sumOf(sql`${inTime} and not ${isEarlier}`)} as "onTime"
        from dossiers
        where ${inUnits('unit', units)} and finished_at >= ${from} and finished_at < ${until}`.execute(
        database,
      )
      const row = rows[0]
      return {
        early: Number(row?.early ?? 0),
        onTime: Number(row?.onTime ?? 0),
        late: Number(row?.late ?? 0),
        withoutDate: Number(row?.withoutDate ?? 0),
      }
    },
  }
}
