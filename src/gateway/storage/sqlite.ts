/**
 * SQLite inside Node: one file, one process, no set-up. Reads outside transactions happen on this thread, at once,
 * on what was committed last; everything else goes to the writer's thread, one transaction after another.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Engine } from './engine.ts'
import { newsInProcess } from './news.ts'
import { type Asked, type Result, statementsOf } from './sqlite-statements.ts'
import { startWriting, type Writer, type Writing } from './sqlite-writing.ts'
import type { Tables } from './tables.ts'

/**
 * @param path of the database file; created when it is not there.
 * @param onBroken told when the thread that writes has died; another takes its place.
 */
export function openSqlite(path: string, onBroken: (error: Error) => void): Engine {
  return {
    name: 'sqlite',
    database: new Kysely<Tables>({ dialect: dialectOf(path, onBroken) }),
    isTransient: () => false,
    news: newsInProcess(),
  }
}

/** While another process recovers or leaves the file, readers too may find it locked for a moment. */
const readerTimeoutMs = 2000

/** Connections are cheap here: what there is only one of is the right to write, which our driver gives out. */
class ManyReadersAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

function dialectOf(path: string, onBroken: (error: Error) => void): Dialect {
  return {
    createAdapter: () => new ManyReadersAdapter(),
    createDriver: () => driverOf(path, onBroken),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

function driverOf(path: string, onBroken: (error: Error) => void): Driver {
  const turns = queueOfTurns()
  /** What a connection holds while its transaction lasts: the turn to write, and the thread that it began on. */
  const held = new WeakMap<DatabaseConnection, { readonly writer: Writer; done(): void }>()
  let opened: { readonly writing: Writing; readonly reader: DatabaseSync; readonly read: Run } | null = null

  function database() {
    if (opened === null) throw new Error('the database is not open')
    return opened
  }

  async function write(asked: Asked): Promise<Result> {
    const done = await turns.next()
    try {
      return await database().writing.writer().ask(asked)
    } finally {
      done()
    }
  }

  function connect(): DatabaseConnection {
    const connection: DatabaseConnection = {
      async executeQuery<Row>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<Row>> {
        const asked = { sql, parameters: parameters.map(inputValue) }
        // Never another thread than the one it began on: what was written before would not be part of it.
        const transaction = held.get(connection)
        if (transaction !== undefined) return answerOf(await transaction.writer.ask(asked))
        if (!SelectQueryNode.is(query)) return answerOf(await write(asked))
        // One after another they would keep the thread from everything else, as reading takes no waiting at all.
        await setImmediate()
        return answerOf(database().read(sql, asked.parameters))
      },
      streamQuery() {
        throw new Error('nothing here is large enough to be streamed')
      },
    }
    return connection
  }

  return {
    async init() {
      const writing = await startWriting(path, onBroken)
      const reader = new DatabaseSync(path, { readOnly: true, timeout: readerTimeoutMs })
      opened = { writing, reader, read: statementsOf(reader) }
    },
    acquireConnection: async () => connect(),
    async beginTransaction(connection) {
      const done = await turns.next()
      const writer = database().writing.writer()
      held.set(connection, { writer, done })
      // A deferred transaction that turns from reading to writing fails at once when another process writes.
      await writer.ask({ sql: 'begin immediate', parameters: [] })
    },
    async commitTransaction(connection) {
      await held.get(connection)?.writer.ask({ sql: 'commit', parameters: [] })
    },
    async rollbackTransaction(connection) {
      const writer = held.get(connection)?.writer
      if (writer?.hasEnded() === false) await writer.ask({ sql: 'rollback', parameters: [] })
    },
    async releaseConnection(connection) {
      held.get(connection)?.done()
      held.delete(connection)
    },
    async destroy() {
      opened?.reader.close()
      await opened?.writing.close()
    },
  }
}

type Run = ReturnType<typeof statementsOf>

/** One at a time, in the order they ask. */
function queueOfTurns(): { next(): Promise<() => void> } {
  let last: Promise<void> = Promise.resolve()
  return {
    async next() {
      const before = last
      const { promise, resolve } = Promise.withResolvers<void>()
      last = promise
      await before
      return resolve
    },
  }
}

function answerOf<Row>({ rows, changes }: Result): QueryResult<Row> {
  // The row's type is what the caller of Kysely says it is.
  return { rows: rows as Row[], ...(changes === undefined ? {} : { numAffectedRows: changes }) }
}

function inputValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value
  if (value instanceof Uint8Array) return value
  throw new TypeError(`not a value for SQLite: ${typeof value}`)
}
