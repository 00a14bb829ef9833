/** What a database engine gives: one Kysely, and transactions that may be run again. */
import type { Kysely, Transaction } from 'kysely'
import type { News } from './news.ts'
import type { Tables } from './tables.ts'

export type EngineName = 'sqlite' | 'postgres'

export interface Engine {
  readonly name: EngineName
  readonly database: Kysely<Tables>
  /** True for an error after which the same transaction may simply be run again (deadlock, serialisation). */
  isTransient(error: unknown): boolean
  readonly news: News
}

const attempts = 5

/** Runs `work` in one transaction; runs it again when the engine rolled it back for its neighbours' sake. */
export function inTransaction<T>(
  engine: Engine,
  work: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return withRetry(engine, () => engine.database.transaction().execute(work))
}

/**
 * Runs `work` again when the engine rolled it back for its neighbours' sake. By itself for one statement that writes, which
 * is a transaction of its own: without the two round trips of begin and commit.
 */
export async function withRetry<T>(engine: Engine, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === attempts || !engine.isTransient(error)) throw error
    }
  }
}
