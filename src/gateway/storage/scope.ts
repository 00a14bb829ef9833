/** Whose dossiers and devices a question is about, so that each answer comes from an index and none from a scan. */
import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import type { EngineName } from './engine.ts'
import type { Tables } from './tables.ts'

/** All of some units (at least one), or what one team's devices filed. */
export type Scope = { readonly units: readonly string[] } | { readonly team: string }

/** A condition on devices. */
export function isSeen(scope: Scope) {
  return (eb: ExpressionBuilder<Tables, 'devices'>) =>
    'team' in scope ? eb('team', '=', scope.team) : eb('unit', 'in', scope.units)
}

/** Whose rows: a column that an index begins with, and its values (at least one). */
export interface Owners {
  readonly column: string
  readonly values: readonly string[]
}

/**
 * The first rows of each owner: a whole province's page is read from the same index as a commune's, a few dozen
 * entries for each commune.
 * @param firstOf the query for one owner, with its own order and limit
 * @returns rows in no order, between parentheses
 */
export function ofEach(
  engine: EngineName,
  { column, values }: Owners,
  firstOf: (isOwned: RawBuilder<unknown>) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const [only, another] = values
  if (only === undefined) throw new Error('nobody to list for')
  const owned = (value: RawBuilder<unknown>) =>
    sql`select * from (${firstOf(sql`${sql.ref(column)} = ${value}`)}) as first`
  if (another === undefined) return sql`(${owned(sql`${only}`)})`
  // One plan for all: PostgreSQL takes longer to plan a hundred queries than to run them.
  if (engine === 'postgres')
    return sql`(select first.* from unnest(${[...values]}::text[]) as owner(code)
      cross join lateral (${firstOf(sql`${sql.ref(column)} = owner.code`)}) as first)`
  return sql`(${sql.join(
    values.map((value) => owned(sql`${value}`)),
    sql` union all `,
  )})`
}

/**
 * Ids of the newest dossiers, up to the limit of each owner.
 * @returns ids in no order, between parentheses
 */
export function newestIds(
  engine: EngineName,
  owners: Owners,
  page: {
    /** One or the other, each by itself in the index; what is in two comes twice. */
    readonly alternatives: readonly RawBuilder<boolean>[]
    readonly after: string | null
    readonly limit: number
  },
): RawBuilder<string> {
  const { alternatives, limit } = page
  const after = page.after === null ? sql`` : sql`and id < ${page.after}`
  const newest = (condition: RawBuilder<boolean>) =>
    sql`select id from ${ofEach(
      engine,
      owners,
      (isOwned) =>
        sql`select id from dossiers where ${isOwned} and ${condition} ${after} order by id desc limit ${limit}`,
    )} as newest`
  // Nested: SQLite takes no more than 500 in a row.
  const each = alternatives.map((condition) => sql`select id from (${newest(condition)}) as alternative`)
  return sql<string>`(${sql.join(each, sql` union all `)})`
}
