/** PostgreSQL: any number of gateway processes over one database. */
import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Engine } from './engine.ts'
import { newsThroughPostgres } from './news.ts'
import type { Tables } from './tables.ts'

/** Deadlock and serialisation failure: PostgreSQL asks for the transaction to be run again. */
const transientCodes = new Set(['40P01', '40001'])

const int8 = pg.types.builtins.INT8

/**
 * @param url e.g. `postgres://user:password@host/database`.
 * @param onBrokenConnection an idle connection that breaks is replaced by the pool; the caller only notes it.
 */
export function openPostgres(url: string, onBrokenConnection: (error: Error) => void): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    types: {
      // Our bigints (sequences, counts) stay below 2^53.
      getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)),
    },
  })
  pool.on('error', onBrokenConnection)
  return {
    name: 'postgres',
    database: new Kysely<Tables>({
      dialect: new PostgresDialect({ pool, onCreateConnection: prepareConnection }),
    }),
    isTransient: (error) => error instanceof pg.DatabaseError && transientCodes.has(error.code ?? ''),
    news: newsThroughPostgres(url, pool, onBrokenConnection),
  }
}

async function prepareConnection(connection: DatabaseConnection): Promise<void> {
  await commitDurably(connection)
  // Compiling the sums of the index takes a second and a half, adding them up half a second.
  await connection.executeQuery(CompiledQuery.raw("select set_config('jit', 'off', false)"))
}

/** A server, role or database may be set to answer before a commit has reached the disk: not to us (DESIGN G1). */
async function commitDurably(connection: DatabaseConnection): Promise<void> {
  await connection.executeQuery(
    CompiledQuery.raw(
      "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'",
    ),
  )
}
