/** Reads a PostgreSQL database of a gateway, running or not, as of one moment. */
import pg from 'pg'
import type { Row, Value } from './rows.ts'
import { parentsFirst, rowsAtOnce, type Table, type TableReader } from './table-reader.ts'

type Kind = 'text' | 'integer' | 'real' | 'boolean' | 'bytes'

/** By the name of the type in `pg_type`. */
const kinds: Readonly<Record<string, Kind>> = {
  text: 'text',
  varchar: 'text',
  bpchar: 'text',
  uuid: 'text',
  json: 'text',
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  float4: 'real',
  float8: 'real',
  bool: 'boolean',
  bytea: 'bytes',
}
/** Made from other columns, whoever fills it. */
const derived = new Set(['tsvector'])

export async function readPostgres<T>(url: string, work: (reader: TableReader) => Promise<T>): Promise<T> {
  // Every value as PostgreSQL writes it: what it is, is decided here.
  const client = new pg.Client({ connectionString: url, types: { getTypeParser: () => String } })
  await client.connect()
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    return await work(await readerOf(client))
  } finally {
    await client.end()
  }
}

async function readerOf(client: pg.Client): Promise<TableReader> {
  const columnKinds = await kindsOf(client)
  return {
    tables: parentsFirst(await tablesOf(client, columnKinds)),
    async *rows({ name, columns, key }) {
      const kindOf = (column: string) => columnKinds.get(name)?.get(column)
      const order = key.map(
        (column) => `${quoted(column)}${kindOf(column) === 'text' ? '::text collate "C"' : ''} nulls first`,
      )
      await client.query(
        `declare read_rows no scroll cursor for
         select ${columns.map(quoted).join(', ')} from ${quoted(name)} order by ${order.join(', ')}`,
      )
      for (;;) {
        const { rows } = await client.query<(string | null)[]>({
          text: `fetch ${rowsAtOnce} from read_rows`,
          rowMode: 'array',
        })
        if (rows.length === 0) break
        yield rows.map((row): Row => row.map((text, index) => valueIn(text, kindOf(columns[index] ?? ''))))
      }
      await client.query('close read_rows')
    },
  }
}

/** Of every table every stored column. @throws Error for a type that has no counterpart in SQLite. */
async function kindsOf(client: pg.Client): Promise<Map<string, Map<string, Kind>>> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(`
    select c.relname as "table", a.attname as "column", t.typname as "type"
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    join pg_type t on t.oid = a.atttypid
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`)
  const tables = new Map<string, Map<string, Kind>>()
  for (const { table, column, type } of rows) {
    const columns = tables.get(table) ?? new Map<string, Kind>()
    tables.set(table, columns)
    const kind = kinds[type]
    if (kind !== undefined) columns.set(column, kind)
    else if (!derived.has(type))
      throw new Error(`${table}.${column} has a type that cannot be copied: ${type}`)
  }
  return tables
}

async function tablesOf(
  client: pg.Client,
  columnKinds: ReadonlyMap<string, ReadonlyMap<string, Kind>>,
): Promise<Table[]> {
  const keys = await client.query<{ table: string; column: string }>(`
    select c.relname as "table", a.attname as "column"
    from pg_index i
    join pg_class c on c.oid = i.indrelid and c.relnamespace = current_schema()::regnamespace
    cross join unnest(i.indkey) with ordinality as k(number, place)
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
    where i.indisprimary order by c.relname, k.place`)
  const references = await client.query<{ child: string; parent: string }>(`
    select c.relname as child, p.relname as parent
    from pg_constraint r join pg_class c on c.oid = r.conrelid join pg_class p on p.oid = r.confrelid
    where r.contype = 'f' and c.relnamespace = current_schema()::regnamespace`)
  return [...columnKinds].map(([name, kindsByColumn]) => {
    const columns = [...kindsByColumn.keys()].sort()
    const key = keys.rows.filter(({ table }) => table === name).map(({ column }) => column)
    const parents = references.rows.filter(({ child }) => child === name).map(({ parent }) => parent)
    return { name, columns, key: key.length > 0 ? key : columns, parents: [...new Set(parents)] }
  })
}

function valueIn(text: string | null, kind: Kind | undefined): Value {
  if (text === null) return null
  switch (kind) {
    case 'integer':
      return BigInt(text)
    case 'real':
      return Number(text)
    case 'boolean':
      return text === 't' ? 1n : 0n
    case 'bytes':
      return Buffer.from(text.slice(2), 'hex')
    default:
      return text
  }
}

function quoted(name: string): string {
  return pg.escapeIdentifier(name)
}
