/** Reads a SQLite database of a gateway, running or not, as of one moment. */
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import type { Row, Value } from './rows.ts'
import { parentsFirst, rowsAtOnce, type Table, type TableReader } from './table-reader.ts'

export interface SqliteReading {
  /** Nobody may have it open, and nobody can open it meanwhile. */
  readonly isExclusive: boolean
}

/** @throws Error when it must be exclusive and is in use. */
export async function readSqlite<T>(
  path: string,
  { isExclusive }: SqliteReading,
  work: (reader: TableReader) => Promise<T>,
): Promise<T> {
  const database = new DatabaseSync(path, { readBigInts: true, timeout: isExclusive ? 0 : 10_000 })
  try {
    if (isExclusive) lock(database)
    else database.exec('pragma query_only = on; begin; select 1 from sqlite_master')
    return await work(readerOf(database))
  } finally {
    database.close()
  }
}

/** In WAL mode every open connection holds a lock on the file that this one cannot share. */
function lock(database: DatabaseSync): void {
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    throw new Error('the database is in use: stop the gateway first', { cause: error })
  }
}

function readerOf(database: DatabaseSync): TableReader {
  return {
    tables: parentsFirst(tablesOf(database)),
    async *rows({ name, columns, key }) {
      const statement = database.prepare(
        `select ${columns.map(quoted).join(', ')} from ${quoted(name)}
         order by ${key.map((column) => `${quoted(column)} collate binary nulls first`).join(', ')}`,
      )
      statement.setReturnArrays(true)
      let group: Row[] = []
      for (const row of statement.iterate()) {
        // Rows as arrays are not in the types of Node yet.
        group.push((row as unknown as SQLOutputValue[]).map(valueIn))
        if (group.length < rowsAtOnce) continue
        yield group
        group = []
      }
      if (group.length > 0) yield group
    },
  }
}

function tablesOf(database: DatabaseSync): Table[] {
  // Virtual tables and what they lie in are indexes over other tables, kept by triggers.
  const names = database
    .prepare(
      "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\'",
    )
    .all()
    .map(({ name }) => String(name))
  return names.map((name) => {
    // Hidden: 0 for what is stored, 1 to 3 for what is not or is computed.
    const stored = database
      .prepare('select name, pk from pragma_table_xinfo(?) where hidden = 0')
      .all(name)
      .map((column) => ({ name: String(column.name), place: Number(column.pk) }))
    const columns = stored.map((column) => column.name).sort()
    const key = stored
      .filter(({ place }) => place > 0)
      .sort((a, b) => a.place - b.place)
      .map((column) => column.name)
    const parents = database
      .prepare('select distinct "table" as parent from pragma_foreign_key_list(?)')
      .all(name)
      .map(({ parent }) => String(parent))
    return { name, columns, key: key.length > 0 ? key : columns, parents }
  })
}

function valueIn(value: SQLOutputValue): Value {
  return value instanceof Uint8Array ? new Uint8Array(value) : value
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
