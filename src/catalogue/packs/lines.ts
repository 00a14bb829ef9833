/**
 * What is inside a catalogue pack: JSON lines by code, those of the list (`ProcedureSummary`) and those of the details
 * (`PackedRecord`). A delta has the lines that are new, `{"code":…,"pieces":…}` for those that changed, and
 * `{"code":…,"removed":true}` for those that went.
 */
import * as v from 'valibot'
import { officialRecord } from '../importing/official-record.ts'
import type { ProcedureSummary } from '../schema.ts'
import { lineOfPieces, pieces, piecesBetween } from './pieces.ts'

/** JSON by code. */
export type Lines = ReadonlyMap<string, string>

const packedRecord = v.object({
  code: v.string(),
  takenOn: v.pipe(v.string(), v.isoDate()),
  record: officialRecord,
})
/** What `plainGuide` makes a guide from, on the device. */
export type PackedRecord = v.InferOutput<typeof packedRecord>

const changeOfLine = v.union([
  v.object({ code: v.string(), removed: v.literal(true) }),
  v.object({ code: v.string(), pieces }),
])

/** Codes have no character that JSON escapes; reading ten megabytes whole for them would hold up a kiosk. */
const beginning = /^\{"code":"([^"\\]+)"(,"(?:removed|pieces)":)?/

/** The same lines give the same text. */
export function textOfLines(lines: Lines): string {
  return [...lines.keys()]
    .sort()
    .map((code) => `${lines.get(code)}\n`)
    .join('')
}

/** @throws Error for a text that is none of `textOfLines`. */
export function linesOfText(text: string): Lines {
  return new Map(rows(text).map(({ code, line }) => [code, line]))
}

/** What leads from one state to the next. */
export function deltaBetween(before: Lines, after: Lines): string {
  const delta = new Map<string, string>()
  for (const [code, line] of after) {
    const old = before.get(code)
    if (old === line) continue
    const changed = old === undefined ? line : JSON.stringify({ code, pieces: piecesBetween(old, line) })
    delta.set(code, changed.length < line.length ? changed : line)
  }
  for (const code of before.keys())
    if (!after.has(code)) delta.set(code, JSON.stringify({ code, removed: true }))
  return textOfLines(delta)
}

/** @throws Error for a text that is no delta, or one of another state. */
export function withDelta(before: Lines, delta: string): Lines {
  const after = new Map(before)
  for (const { code, line, isChange } of rows(delta)) {
    if (!isChange) {
      after.set(code, line)
      continue
    }
    const change = v.parse(changeOfLine, JSON.parse(line))
    if ('removed' in change) after.delete(code)
    else after.set(code, lineOfPieces(before.get(code) ?? '', change.pieces))
  }
  return after
}

function rows(text: string): { code: string; line: string; isChange: boolean }[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, code, change] = beginning.exec(line) ?? []
      if (code === undefined) throw new Error('not a line of a catalogue pack')
      return { code, line, isChange: change !== undefined }
    })
}

/** Of one line of the list, which the gateway has signed and a schema has passed before. */
export function summaryIn(line: string): ProcedureSummary {
  return JSON.parse(line) as ProcedureSummary
}

/** Undefined for what this version does not understand. */
export function recordIn(line: string): PackedRecord | undefined {
  const read = v.safeParse(packedRecord, JSON.parse(line))
  return read.success ? read.output : undefined
}
