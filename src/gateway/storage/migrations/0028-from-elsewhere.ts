/**
 * What other units received is few, but PostgreSQL took it for nearly all and read every dossier to find it: it keeps
 * no figures of a comparison of two columns unless it is told to.
 */
import { type Kysely, sql } from 'kysely'
import type { EngineName } from '../engine.ts'
import type { Tables } from '../tables.ts'

export async function up(database: Kysely<Tables>, engine: EngineName): Promise<void> {
  await sql`drop index dossiers_from_elsewhere`.execute(database)
  await sql`create index dossiers_from_elsewhere on dossiers (handler_unit, id)
    where (handler_unit <> unit) is true`.execute(database)
  // With what counts, loads and punctuality need, so that they are read from the index alone; SQLite asks there for the
  // columns of its condition as well.
  const open = sql`received_at is not null and finished_at is null and closed_at is null`
  const also = sql`step_due_at, received_at, finished_at, closed_at`
  await sql`drop index dossiers_open_by_due`.execute(database)
  await sql`create index dossiers_open_by_due on dossiers (handler_unit, due_at, id, ${also}) where ${open}`.execute(
    database,
  )
  await sql`drop index dossiers_open_by_officer`.execute(database)
  await sql`create index dossiers_open_by_officer on dossiers (handler_unit, officer, due_at, id, ${also}) where ${open}`.execute(
    database,
  )
  await sql`drop index dossiers_by_unit_finished`.execute(database)
  await sql`create index dossiers_by_unit_finished on dossiers (unit, finished_at, due_at, supplements)`.execute(
    database,
  )
  if (engine === 'postgres')
    await sql`create statistics dossiers_how_many_from_elsewhere on (handler_unit <> unit), unit from dossiers`.execute(
      database,
    )
}
