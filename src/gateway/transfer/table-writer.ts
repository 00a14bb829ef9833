/**
 * Fills an empty database of either engine in one transaction: the tables of the version that the rows are of, then
 * the rows, then the foreign keys' check. Nothing of it is there until all of it is.
 */
import { CompiledQuery, sql, type Transaction } from 'kysely'
import type { Engine } from '../storage/engine.ts'
import { migrateWithin } from '../storage/migrate.ts'
import type { Tables } from '../storage/tables.ts'
import type { Row } from './rows.ts'

export interface TableWriter {
  /** Takes out what a migration or a trigger has put there. @throws Error when there is no such table. */
  clear(table: string): Promise<void>
  insert(table: string, columns: readonly string[], rows: readonly Row[]): Promise<void>
}

/** Below what either engine takes in one statement (32,766 in SQLite, 65,535 in PostgreSQL). */
const valuesAtOnce = 30_000

/**
 * @param migrations names of those that the rows have been through.
 * @throws Error when a row does not fit, or a migration is of a newer program; then nothing has been written.
 */
export async function fillDatabase(
  engine: Engine,
  migrations: readonly string[],
  fill: (writer: TableWriter) => Promise<void>,
): Promise<void> {
  await engine.database.transaction().execute(async (transaction) => {
    await migrateWithin(transaction, engine.name, migrations)
    const checkReferences = await deferReferences(transaction, engine)
    await fill(writerOf(transaction, engine))
    await checkReferences()
    if (engine.name === 'postgres') await raiseSequences(transaction)
  })
}

function writerOf(transaction: Transaction<Tables>, engine: Engine): TableWriter {
  const overriding = engine.name === 'postgres' ? 'overriding system value' : ''
  return {
    async clear(table) {
      await run(transaction, `delete from ${quoted(table)}`).catch((error: unknown) => {
        throw new Error(`table ${table} cannot be filled: ${reasonOf(error)}`, { cause: error })
      })
    },
    async insert(table, columns, rows) {
      const rowsAtOnce = Math.max(1, Math.floor(valuesAtOnce / columns.length))
      for (let at = 0; at < rows.length; at += rowsAtOnce) {
        const some = rows.slice(at, at + rowsAtOnce)
        const places = some.map((_, row) => {
          const numbers = columns.map((_column, index) => row * columns.length + index + 1)
          return `(${numbers.map((number) => placeOf(engine, number)).join(', ')})`
        })
        const statement = `insert into ${quoted(table)} (${columns.map(quoted).join(', ')}) ${overriding}
          values ${places.join(', ')}`
        await run(transaction, statement, some.flat()).catch((error: unknown) => {
          throw new Error(`table ${table} cannot be filled: ${reasonOf(error)}`, { cause: error })
        })
      }
    },
  }
}

function placeOf(engine: Engine, number: number): string {
  return engine.name === 'postgres' ? `$${number}` : '?'
}

async function run(
  transaction: Transaction<Tables>,
  statement: string,
  values: readonly unknown[] = [],
): Promise<void> {
  await transaction.executeQuery(CompiledQuery.raw(statement, [...values]))
}

/**
 * A unit may refer to one that comes later in its own table: keys are checked when all rows are there.
 * @returns what checks them and puts the constraints back as they were.
 */
async function deferReferences(
  transaction: Transaction<Tables>,
  engine: Engine,
): Promise<() => Promise<void>> {
  if (engine.name === 'sqlite') {
    await run(transaction, 'pragma defer_foreign_keys = on')
    // SQLite checks at the commit by itself.
    return async () => {}
  }
  const { rows } = await sql<{ table: string; name: string }>`
    select c.relname as "table", r.conname as name
    from pg_constraint r join pg_class c on c.oid = r.conrelid
    where r.contype = 'f' and not r.condeferrable and r.conparentid = 0
      and c.relnamespace = current_schema()::regnamespace`.execute(transaction)
  const alter = async (how: string) => {
    for (const { table, name } of rows)
      await run(transaction, `alter table ${quoted(table)} alter constraint ${quoted(name)} ${how}`)
  }
  await alter('deferrable initially deferred')
  return async () => {
    await run(transaction, 'set constraints all immediate')
    await alter('not deferrable')
  }
}

/** What PostgreSQL numbers by itself goes on after the highest number that came in. */
async function raiseSequences(transaction: Transaction<Tables>): Promise<void> {
  const { rows } = await sql<{ table: string; column: string; sequence: string }>`
    select c.relname as "table", a.attname as "column",
      pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
      and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`.execute(transaction)
  for (const { table, column, sequence } of rows)
    await run(
      transaction,
      `select setval($1, (select max(${quoted(column)}) from ${quoted(table)}))
       where exists (select 1 from ${quoted(table)})`,
      [sequence],
    )
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
