/** Tables on disk: CSV in any of the delimiters that spreadsheets use, and workbooks (XLSX). Node only. */
import { readFile } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { Unzip, UnzipInflate } from 'fflate'
import readWorkbook from 'read-excel-file/node'
import { recordInRow } from './raw-record.ts'
import type { ReadingLimits, SourceItem } from './source-item.ts'
import { type TableHeader, tableHeader } from './table-source.ts'

/** A list has a title and a decision above its header. */
const mostRowsBeforeHeader = 30

/** Rows to records: the header is the first row that names code and name. */
function rowReader() {
  let header: TableHeader | undefined
  let before = 0
  return {
    /** Undefined for rows that hold no record; `no-header` when none came in time. */
    read(cells: readonly unknown[], line: number): SourceItem | undefined {
      if (cells.every((cell) => cell === null || cell === undefined || cell === '')) return undefined
      if (header !== undefined) return { ok: true, line, read: recordInRow(header, cells) }
      header = tableHeader(cells)
      before += 1
      if (header === undefined && before > mostRowsBeforeHeader) return { ok: false, problem: 'no-header' }
      return undefined
    },
    hasHeader: () => header !== undefined,
  }
}

/** @param start the first piece of the text, by which the delimiter is told. */
export async function* csvRecords(
  text: AsyncGenerator<string>,
  start: string,
  limits: ReadingLimits,
): AsyncGenerator<SourceItem> {
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(start),
    info: true,
    max_record_size: limits.longestLine,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  // An error destroys the parser, and reading it below throws it.
  pipeline(Readable.from(text), parser, () => {})
  const rows = rowReader()
  for await (const each of parser) {
    // With `info` the parser gives the row and where it stood.
    const { record, info }: { record: string[]; info: { lines: number } } = each
    const item = rows.read(record, info.lines)
    if (item !== undefined) yield item
  }
  if (!rows.hasHeader()) yield { ok: false, problem: 'no-header' }
}

/** The one that stands most often in the first lines. */
function delimiterOf(start: string): string {
  const head = start.split('\n').slice(0, mostRowsBeforeHeader).join('\n')
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: head.split(mark).length }))
  return counts.sort((a, b) => b.count - a.count)[0]?.mark ?? ','
}

/** The first sheet that has a header. A workbook is read whole, so it may not be large, packed or unpacked. */
export async function* sheetRecords(
  file: string,
  size: number,
  { largestWorkbook, largestUnpacked }: ReadingLimits,
): AsyncGenerator<SourceItem> {
  if (size > largestWorkbook) return yield { ok: false, problem: 'too-large', detail: `${size} bytes` }
  const packed = await readFile(file)
  const checked = unpackedWithin(packed, largestUnpacked)
  if (checked !== 'fits') return yield { ok: false, problem: checked }
  const sheets = await readWorkbook(packed).catch(() => undefined)
  if (sheets === undefined) return yield { ok: false, problem: 'damaged' }
  for (const { data } of sheets) {
    const rows = rowReader()
    for (const [at, cells] of data.entries()) {
      const item = rows.read(cells, at + 1)
      if (item?.ok === false) break
      if (item !== undefined) yield item
    }
    if (rows.hasHeader()) return
  }
  yield { ok: false, problem: 'no-header' }
}

/** Unpacks in pieces and stops at the limit: the sizes that an archive states of itself may lie. */
function unpackedWithin(packed: Uint8Array, most: number): 'fits' | 'too-large' | 'damaged' {
  let total = 0
  let isDamaged = false
  const unzip = new Unzip((entry) => {
    entry.ondata = (error, data) => {
      if (error !== null) isDamaged = true
      total += data?.length ?? 0
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  const piece = 64 * 1024
  try {
    for (let at = 0; at < packed.length; at += piece) {
      unzip.push(packed.subarray(at, at + piece), at + piece >= packed.length)
      if (total > most) return 'too-large'
    }
  } catch (error) {
    // fflate throws what it finds wrong with an archive, with a number as its code.
    if (!(error instanceof Error)) throw error
    isDamaged = true
  }
  return isDamaged ? 'damaged' : 'fits'
}
