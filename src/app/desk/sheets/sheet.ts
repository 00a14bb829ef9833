/** A table to take along: as CSV for any program, as XLSX for Excel. */
import { csvOf } from '../../../domain/text/csv.ts'

export type SheetCell = string | number
/** The first row names the columns. */
export type Sheet = readonly (readonly SheetCell[])[]

export function saveCsv(rows: Sheet, name: string): void {
  save(new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`)
}

/** Every text is a text cell: no spreadsheet takes one for a formula. @throws when the writer cannot be loaded. */
export async function saveXlsx(rows: Sheet, name: string): Promise<void> {
  const { default: write } = await import('write-excel-file/universal')
  const width = Math.max(...rows.map((row) => row.length))
  const data = rows.map((row) =>
    row.map((value) =>
      typeof value === 'number' ? { value, type: Number } : { value, type: String, wrap: true },
    ),
  )
  const columns = Array.from({ length: width }, (_, index) => ({ width: index === 0 ? 40 : 18 }))
  save(await write(data, { columns }).toBlob(), `${name}.xlsx`)
}

function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
