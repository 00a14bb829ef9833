/** Finds the records in whatever JSON a file holds, and reads each one; what cannot be read is refused by name. */
import { exchangeDetail, exchangeRow } from './exchange-source.ts'
import { isNestedInOneLine } from './listed-text.ts'
import { isLooseObject, type LooseObject, startCleaning, valueAt } from './loose-json.ts'
import { readOfficialCode } from './official-code.ts'
import type { OfficialRecord } from './official-record.ts'
import { hasScript } from './official-text.ts'
import { portalDetail, portalRow, type RecordWithoutCode } from './portal-source.ts'
import { type TableHeader, tableRecord, tableRow } from './table-source.ts'
import type { Trap } from './trap.ts'

/** Why a record is not taken. */
export const refusals = [
  'not-json',
  'unknown-shape',
  'source-says-error',
  'empty-answer',
  'no-code',
  'code-form',
  'marked-deleted',
  'no-name',
  'script-in-name',
  'not-public',
  'other-name-for-code',
] as const
export type Refusal = (typeof refusals)[number]

export type ReadRecord =
  | { readonly ok: true; readonly record: OfficialRecord; readonly traps: readonly Trap[] }
  /** `code` as far as it is known; `said` what the source itself gave as its reason. */
  | { readonly ok: false; readonly problem: Refusal; readonly code?: string; readonly said?: string }

/** An answer inside an answer inside an answer is nobody's format. */
const deepest = 4

/** Every record of one JSON value: a row, an answer around rows, a list, or an answer as a string inside `message`. */
export function* recordsInJson(value: unknown, depth = 0): Generator<ReadRecord> {
  if (Array.isArray(value)) {
    if (value.length === 0) yield { ok: false, problem: 'empty-answer' }
    for (const each of value) yield* recordsInJson(each, depth)
    return
  }
  if (!isLooseObject(value) || depth > deepest) {
    yield { ok: false, problem: 'unknown-shape' }
    return
  }
  if (valueAt(value, 'MATTHC') !== undefined || valueAt(value, 'TENTTHC') !== undefined) {
    yield readExchange(value)
    return
  }
  const message = valueAt(value, 'message')
  const inner = typeof message === 'string' ? jsonIn(message) : undefined
  if (inner !== undefined) {
    yield* recordsInJson(inner, depth + 1)
    return
  }
  const error = valueAt(value, 'error_code')
  if (error !== undefined && String(error).trim() !== '0') {
    yield {
      ok: false,
      problem: 'source-says-error',
      said: `${String(error)} ${String(message ?? '')}`.trim(),
    }
    return
  }
  const content = valueAt(value, 'result') ?? valueAt(value, 'data') ?? valueAt(value, 'content')
  if (content !== undefined && typeof content === 'object') {
    yield* recordsInJson(content, depth + 1)
    return
  }
  const isPortal = valueAt(value, 'code') !== undefined || valueAt(value, 'name') !== undefined
  yield isPortal ? readPortal(value) : { ok: false, problem: 'unknown-shape' }
}

/** A string that holds JSON and not prose. */
function jsonIn(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}

function readPortal(row: LooseObject): ReadRecord {
  const state = valueAt(row, 'state')
  const isPublic = state === undefined || state === 'ACTIVE' || state === 'UPDATED'
  const isFull = ['executionSteps', 'executionMethods', 'executionCases'].some(
    (key) => valueAt(row, key) !== undefined,
  )
  const internal = valueAt(row, 'isInternal') === true
  return read({
    code: valueAt(row, 'code'),
    name: valueAt(row, 'name'),
    isPublic,
    record: (clean, name) => {
      if (!isFull) return portalRow(row, clean, name)
      const detail = portalDetail(row, clean, name)
      return internal ? { ...detail, reach: 'between-agencies' } : detail
    },
  })
}

function readExchange(row: LooseObject): ReadRecord {
  const state = valueAt(row, 'TRANGTHAI')
  const isFull = ['TRINHTUTHUCHIEN', 'CACHTHUCTHUCHIEN', 'THANHPHANHOSO'].some(
    (key) => valueAt(row, key) !== undefined,
  )
  return read({
    code: valueAt(row, 'MATTHC'),
    name: valueAt(row, 'TENTTHC'),
    isPublic: state === undefined || String(state).trim() === '1' || String(state).trim() === '',
    record: (clean, name) => (isFull ? exchangeDetail(row, clean, name) : exchangeRow(row, clean, name)),
  })
}

/** A row of a table under its header. */
export function recordInRow(header: TableHeader, cells: readonly unknown[]): ReadRecord {
  const row = tableRow(header, cells)
  return read({
    code: codeInCell(row.cell('code')),
    name: row.cell('name'),
    isPublic: true,
    record: (clean, name) => tableRecord(row, clean, name),
  })
}

/** A spreadsheet takes `1.004220` for a number and drops its zero. */
function codeInCell(cell: unknown): unknown {
  return typeof cell === 'number' ? cell.toFixed(6) : cell
}

function read(raw: {
  readonly code: unknown
  readonly name: unknown
  readonly isPublic: boolean
  readonly record: (clean: ReturnType<typeof startCleaning>, name: string) => RecordWithoutCode
}): ReadRecord {
  const clean = startCleaning()
  const written = clean.line(raw.code)
  const code = readOfficialCode(written)
  if (!code.ok)
    return { ok: false, problem: code.problem, ...(written === undefined ? {} : { code: written }) }
  if (typeof raw.name === 'string' && hasScript(raw.name)) {
    return { ok: false, problem: 'script-in-name', code: code.code }
  }
  const name = clean.line(raw.name)
  if (name === undefined) return { ok: false, problem: 'no-name', code: code.code }
  if (!raw.isPublic) return { ok: false, problem: 'not-public', code: code.code }
  const record: OfficialRecord = {
    code: code.code,
    localCode: code.localCode,
    ...raw.record(clean, name),
  }
  if (code.localCode !== undefined) clean.traps.add('local-code-tail')
  if (code.isUnusual) clean.traps.add('code-unusual')
  if (record.detail?.steps.some(({ text }) => text !== undefined && isNestedInOneLine(text))) {
    clean.traps.add('nested-list-in-one-string')
  }
  return { ok: true, record, traps: [...clean.traps] }
}
