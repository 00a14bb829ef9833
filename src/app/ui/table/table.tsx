import type { ReactNode } from 'react'
import styles from './table.module.css'

export interface Column<Row> {
  readonly id: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
}

/** Something to tick before the row's name. */
export interface Lead<Row> {
  readonly title: string
  readonly cell: (row: Row) => ReactNode
}

interface TableProps<Row> {
  /** What the table lists, for those who do not see it. */
  readonly caption: string
  /** The first column names the row; a link in it covers the whole row. */
  readonly lead?: Lead<Row> | undefined
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
}

/** A table that turns its rows into cards where it has not the width, also when the text is made larger. */
export function Table<Row>({ caption, lead, columns, rows, keyOf }: TableProps<Row>) {
  return (
    <div className={styles.container}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {lead === undefined ? null : (
              <th scope="col">
                <span className="visually-hidden">{lead.title}</span>
              </th>
            )}
            {columns.map((column) => (
              <th key={column.id} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {lead === undefined ? null : <td className={styles.lead}>{lead.cell(row)}</td>}
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.id} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} data-title={column.title}>
                    <div>{column.cell(row)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
