/** A table as a file for a spreadsheet: UTF-8 with its mark, so that Excel reads Vietnamese. */

type Cell = string | number

/** @param rows the first one names the columns. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  const lines = rows.map((row) => row.map(cellText).join(','))
  return `\u{feff}${lines.join('\r\n')}\r\n`
}

/** A text that a spreadsheet would run as a formula is kept a text. */
function cellText(cell: Cell): string {
  if (typeof cell === 'number') return String(cell)
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
