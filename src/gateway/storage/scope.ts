/** Whose dossiers and devices a question is about, so that each answer comes from an index and none from a scan. */
import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import type { DossierStateCode } from '../../contract/changes.ts'
import type { Tables } from './tables.ts'

/** All of some units (at least one), or what one team's devices filed. */
export type Scope = { readonly units: readonly string[] } | { readonly team: string }

/** A condition on rows that have a unit and a team. */
export function isSeen(scope: Scope) {
  return (eb: ExpressionBuilder<Tables, 'dossiers' | 'devices'>) =>
    'team' in scope ? eb('team', '=', scope.team) : eb('unit', 'in', scope.units)
}

/**
 * Ids of the newest dossiers in the scope, up to the limit of each unit: a whole province's page is read from the same
 * index as a commune's, a few dozen entries for each commune.
 */
export function newestIds(
  scope: Scope,
  page: { readonly state: DossierStateCode | null; readonly after: string | null; readonly limit: number },
): RawBuilder<string> {
  const state = page.state === null ? sql`` : sql`and state = ${page.state}`
  const after = page.after === null ? sql`` : sql`and id < ${page.after}`
  const newest = (owner: RawBuilder<unknown>) =>
    sql`select id from (
      select id from dossiers where ${owner} ${state} ${after} order by id desc limit ${page.limit}
    ) as newest`
  const owners =
    'team' in scope ? [sql`team = ${scope.team}`] : scope.units.map((unit) => sql`unit = ${unit}`)
  return sql<string>`(${sql.join(owners.map(newest), sql` union all `)})`
}
