/**
 * Rows apart from any engine: one line of JSON each, so that the same row is the same bytes wherever it lies, and a
 * table's digest is that of its lines in the order of its key.
 */
import { createHash, type Hash } from 'node:crypto'

/** Whole numbers are bigints, `number` is for those with a fraction. */
export type Value = null | string | bigint | number | Uint8Array

export type Row = readonly Value[]

/** With its line's end. @throws Error for what JSON has no number for. */
export function lineOf(row: Row): string {
  return `[${row.map(textOfValue).join(',')}]\n`
}

function textOfValue(value: Value): string {
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Uint8Array) return JSON.stringify({ base64: Buffer.from(value).toString('base64') })
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`no number for a file: ${value}`)
  return JSON.stringify(value)
}

/** @throws Error for a line that `lineOf` does not make. */
export function rowOf(line: string): Row {
  const row: unknown = JSON.parse(line, (_key, value: unknown, context?: { readonly source?: string }) =>
    // Beyond 2^53 a number would lose its last digits.
    typeof value === 'number' && /^-?\d+$/.test(context?.source ?? '')
      ? BigInt(context?.source ?? '')
      : value,
  )
  if (!Array.isArray(row)) throw new Error('not a row')
  return row.map(valueIn)
}

function valueIn(value: unknown): Value {
  if (value === null || typeof value === 'string' || typeof value === 'bigint' || typeof value === 'number')
    return value
  if (typeof value === 'object' && 'base64' in value && typeof value.base64 === 'string')
    return Buffer.from(value.base64, 'base64')
  throw new Error('not a value')
}

/** Of a table: how many rows, and the digest of their lines. */
export interface Tally {
  readonly rows: number
  /** base64url */
  readonly sha256: string
}

export interface TallyCounter {
  add(lines: readonly string[]): void
  result(): Tally
}

export function tallyCounter(): TallyCounter {
  const hash: Hash = createHash('sha256')
  let rows = 0
  return {
    add(lines) {
      rows += lines.length
      hash.update(lines.join(''))
    },
    result: () => ({ rows, sha256: hash.digest('base64url') }),
  }
}
