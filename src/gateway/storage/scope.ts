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
 * Ids of the newest dossiers in the scope, up to the limit of each unit: a whole province's page is read from the same
 * index as a commune's, a few dozen entries for each commune.
 * @param condition further ones, e.g. on the stage
 */
export function newestIds(
  scope: Scope,
  page: { readonly condition: RawBuilder<unknown>; readonly after: string | null; readonly limit: number },
): RawBuilder<string> {
  const after = page.after === null ? sql`` : sql`and id < ${page.after}`
  const newest = (owner: RawBuilder<unknown>) =>
    sql`select id from (
      select id from dossiers where ${owner} and ${page.condition} ${after} order by id desc limit ${page.limit}
    ) as newest`
  const owners =
    'team' in scope ? [sql`team = ${scope.team}`] : scope.units.map((unit) => sql`unit = ${unit}`)
  return sql<string>`(${sql.join(owners.map(newest), sql` union all `)})`
}
