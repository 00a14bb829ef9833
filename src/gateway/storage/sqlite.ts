/** SQLite inside Node: one file, one process, no set-up. */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/** @param path of the database file; created when it is not there. */
export function openSqlite(path: string): Engine {
  const database = new DatabaseSync(path)
  // FULL: an acknowledged envelope survives a power cut (DESIGN G1); WAL alone would lose the last commits.
  database.exec(`
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma busy_timeout = 10000;
  `)
  return {
    name: 'sqlite',
    database: new Kysely<Tables>({ dialect: new SqliteDialect({ database: adapt(database) }) }),
    isTransient: () => false,
  }
}

/** Kysely speaks better-sqlite3; node:sqlite differs in how parameters are passed and how readers are recognised. */
function adapt(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(sql) {
      // A deferred transaction that turns from reading to writing fails at once when another process writes.
      const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql)
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...parameters.map(inputValue)),
        run: (parameters) => statement.run(...parameters.map(inputValue)),
        iterate: (parameters) => statement.iterate(...parameters.map(inputValue)),
      }
    },
  }
}

function inputValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value
  if (value instanceof Uint8Array) return value
  throw new TypeError(`not a value for SQLite: ${typeof value}`)
}
