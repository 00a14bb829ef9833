/** Whose dossiers and devices a question is about, so that each answer comes from an index and none from a scan. */
import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import type { Tables } from './tables.ts'

/** All of some units (at least one), or what one team's devices filed. */
export type Scope = { readonly units: readonly string[] } | { readonly team: string }

/** A condition on devices. */
export function isSeen(scope: Scope) {
  return (eb: ExpressionBuilder<Tables, 'devices'>) =>
    'team' in scope ? eb('team', '=', scope.team) : eb('unit', 'in', scope.units)
}

/**
 * Ids of the newest dossiers, up to the limit of each owner: a whole province's page is read from the same index as a
 * commune's, a few dozen entries for each commune.
 * @param owners conditions that an index begins with, e.g. one unit each
 */
export function newestIds(
  owners: readonly RawBuilder<unknown>[],
  page: {
    /** One or the other, each by itself in the index; what is in two comes twice. */
    readonly alternatives: readonly RawBuilder<boolean>[]
    readonly after: string | null
    readonly limit: number
  },
): RawBuilder<string> {
  const { alternatives, limit } = page
  const after = page.after === null ? sql`` : sql`and id < ${page.after}`
  const newest = (owner: RawBuilder<unknown>, condition: RawBuilder<boolean>) =>
    sql`select id from (
      select id from dossiers where ${owner} and ${condition} ${after} order by id desc limit ${limit}
    ) as newest`
  const ofOwner = (owner: RawBuilder<unknown>) => {
    const [first, ...others] = alternatives.map((condition) => newest(owner, condition))
    if (first === undefined) throw new Error('no condition to list by')
    // Nested: SQLite takes no more than 500 in a row.
    return others.length === 0
      ? first
      : sql`select id from (${sql.join([first, ...others], sql` union all `)} order by id desc limit ${limit}) as one`
  }
  return sql<string>`(${sql.join(owners.map(ofOwner), sql` union all `)})`
}
