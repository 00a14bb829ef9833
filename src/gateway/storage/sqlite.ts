/**
 * SQLite inside Node: one file, one process, no set-up. Reads outside transactions happen on this thread, at once,
 * on what was committed last; everything else goes to the writer's thread, one transaction after another.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
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
import { type Asked, type Result, statementsOf, type Written } from './sqlite-statements.ts'
import type { Tables } from './tables.ts'

/** @param path of the database file; created when it is not there. */
export function openSqlite(path: string): Engine {
  return {
    name: 'sqlite',
    database: new Kysely<Tables>({ dialect: dialectOf(path) }),
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

function dialectOf(path: string): Dialect {
  return {
    createAdapter: () => new ManyReadersAdapter(),
    createDriver: () => driverOf(path),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

function driverOf(path: string): Driver {
  const turns = queueOfTurns()
  /** The turn to write that a connection holds while its transaction lasts. */
  const held = new WeakMap<DatabaseConnection, () => void>()
  let opened: { readonly writer: Writer; readonly reader: DatabaseSync; readonly read: Run } | null = null

  function database() {
    if (opened === null) throw new Error('the database is not open')
    return opened
  }

  async function write(asked: Asked): Promise<Result> {
    const done = await turns.next()
    try {
      return await database().writer.ask(asked)
    } finally {
      done()
    }
  }

  function connect(): DatabaseConnection {
    const connection: DatabaseConnection = {
      async executeQuery<Row>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<Row>> {
        const asked = { sql, parameters: parameters.map(inputValue) }
        if (held.has(connection)) return answerOf(await database().writer.ask(asked))
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
      const writer = startWriter(path)
      // The writer creates the file, which a reader cannot.
      await writer.ask({ sql: 'select 1', parameters: [] })
      const reader = new DatabaseSync(path, { readOnly: true, timeout: readerTimeoutMs })
      opened = { writer, reader, read: statementsOf(reader) }
    },
    acquireConnection: async () => connect(),
    async beginTransaction(connection) {
      held.set(connection, await turns.next())
      // A deferred transaction that turns from reading to writing fails at once when another process writes.
      await database().writer.ask({ sql: 'begin immediate', parameters: [] })
    },
    async commitTransaction() {
      await database().writer.ask({ sql: 'commit', parameters: [] })
    },
    async rollbackTransaction() {
      await database().writer.ask({ sql: 'rollback', parameters: [] })
    },
    async releaseConnection(connection) {
      held.get(connection)?.()
      held.delete(connection)
    },
    async destroy() {
      opened?.reader.close()
      await opened?.writer.close()
    },
  }
}

type Run = ReturnType<typeof statementsOf>

interface Writer {
  ask(asked: Asked): Promise<Result>
  close(): Promise<void>
}

function startWriter(path: string): Writer {
  const thread = new Worker(new URL('./sqlite-writer.ts', import.meta.url), { workerData: path })
  const waiting: { resolve(result: Result): void; reject(error: unknown): void }[] = []
  let end: Error | null = null
  const ended = new Promise<void>((resolve) => {
    const stop = (error: Error) => {
      end = error
      for (const { reject } of waiting.splice(0)) reject(error)
      resolve()
    }
    thread.once('error', stop)
    thread.once('exit', () => stop(end ?? new Error('the database is closed')))
  })
  thread.on('message', (written: Written) => {
    // One answer a question, in their order.
    const asker = waiting.shift()
    if (written.ok) asker?.resolve(written.result)
    else asker?.reject(written.error)
  })
  return {
    ask(asked) {
      if (end !== null) return Promise.reject(end)
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        thread.postMessage(asked)
      })
    },
    async close() {
      if (end === null) thread.postMessage({ sql: 'close', parameters: [] } satisfies Asked)
      await ended
    },
  }
}

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
