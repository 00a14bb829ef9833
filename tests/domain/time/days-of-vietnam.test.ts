import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundleFileName } from '../../../src/device/carried/bundle-file-name.ts'

const source = join(import.meta.dirname, '../../../src')
/** Each takes a day or an hour from UTC or from the zone that a device happens to be set to. */
const elsewhere =
  /toISOString\(\)\s*\.(slice|substring|substr|split)\((0, 10|'T'|"T")|\.getUTC|\.get(FullYear|Month|Date|Day|Hours)\(|\.toLocaleDateString|substr\([^)]*, 1, 10\)|current_date/

/** A cell of a spreadsheet holds a day as its midnight in UTC, wherever it was typed: no instant. */
const cells = ['table-source.ts']

test('a day is the day in Vietnam, everywhere: no other is taken from an instant', async () => {
  const found: string[] = []
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || cells.includes(entry.name)) continue
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8')
    for (const line of text.split('\n')) if (elsewhere.test(line)) found.push(`${entry.name}: ${line.trim()}`)
  }
  expect(found).toEqual([])
})

test.each([
  ['2026-11-25T16:59:59.999Z', '20261125-2359'],
  ['2026-11-25T17:00:00.000Z', '20261126-0000'],
  ['2026-11-25T23:59:59.999Z', '20261126-0659'],
  ['2026-11-26T00:00:00.000Z', '20261126-0700'],
])('a carried file made at %s says %s', (instant, moment) => {
  expect(bundleFileName('ho-so', '0199', new Date(instant))).toBe(`motcua-ho-so-0199-${moment}.tar`)
})
