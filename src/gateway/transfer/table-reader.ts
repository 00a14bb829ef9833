/** What a database gives to be copied or compared: its tables by walking the schema, and their rows in key order. */
import { lineOf, type Row, type Tally, tallyCounter } from './rows.ts'

export interface Table {
  readonly name: string
  /** Those that are stored and not computed, by name. */
  readonly columns: readonly string[]
  /** Columns of the primary key; all columns where there is none. */
  readonly key: readonly string[]
  /** Tables that it refers to. */
  readonly parents: readonly string[]
}

/** Everything it gives is of one moment. */
export interface TableReader {
  /** Parents before children as far as there is such an order. */
  readonly tables: readonly Table[]
  /** In groups, in the order of the table's key. */
  rows(table: Table): AsyncIterable<readonly Row[]>
}

/** In one group, so that neither a question a row nor all of a table is in memory. */
export const rowsAtOnce = 500

export async function tallyOf(reader: TableReader, table: Table): Promise<Tally> {
  const tally = tallyCounter()
  for await (const rows of reader.rows(table)) tally.add(rows.map(lineOf))
  return tally.result()
}

/** Names of the migrations that the database has been through. */
export async function migrationsOf(reader: TableReader): Promise<string[]> {
  const table = reader.tables.find(({ name }) => name === 'migrations')
  if (table === undefined) throw new Error('this is no database of a gateway')
  const groups = await Array.fromAsync(reader.rows({ ...table, columns: ['name'] }))
  return groups.flat().map(([name]) => String(name))
}

export function parentsFirst(tables: readonly Table[]): Table[] {
  const ordered: Table[] = []
  const placed = new Set<string>()
  let rest = tables.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  while (rest.length > 0) {
    const isReady = ({ name, parents }: Table) =>
      parents.every((parent) => parent === name || placed.has(parent))
    const ready = rest.filter(isReady)
    // A circle has no first: foreign keys are checked at the end anyway.
    const next = ready.length > 0 ? ready : rest.slice(0, 1)
    ordered.push(...next)
    for (const { name } of next) placed.add(name)
    rest = rest.filter(({ name }) => !placed.has(name))
  }
  return ordered
}
