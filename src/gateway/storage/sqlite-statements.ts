/** Runs statements on one SQLite database; each is prepared once. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

/** `close` as `sql` ends the writer. */
export interface Asked {
  readonly sql: string
  readonly parameters: readonly SQLInputValue[]
}

export interface Result {
  readonly rows: Record<string, unknown>[]
  /** Undefined for what only reads. */
  readonly changes: bigint | undefined
}

export type Written =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly error: unknown }

/** Batches of all sizes are as many different statements: the oldest make room. */
const preparedLimit = 300

export function statementsOf(
  database: DatabaseSync,
): (sql: string, parameters: readonly SQLInputValue[]) => Result {
  const prepared = new Map<string, { statement: StatementSync; isReader: boolean }>()

  function prepare(sql: string) {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const [oldest] = prepared.keys()
    if (prepared.size >= preparedLimit && oldest !== undefined) prepared.delete(oldest)
    const statement = database.prepare(sql)
    const made = { statement, isReader: statement.columns().length > 0 }
    prepared.set(sql, made)
    return made
  }

  return (sql, parameters) => {
    const { statement, isReader } = prepare(sql)
    if (isReader) return { rows: statement.all(...parameters), changes: undefined }
    return { rows: [], changes: BigInt(statement.run(...parameters).changes) }
  }
}
