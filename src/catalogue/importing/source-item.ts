/** What a file gives: its records one by one, or why it gives none. */
import type { ReadRecord } from './raw-record.ts'

/** Why a file as a whole is not taken: then nothing of the import is. */
export type FileProblem =
  | 'missing'
  | 'empty'
  | 'truncated'
  | 'damaged'
  | 'not-utf8'
  | 'too-large'
  | 'too-many-records'
  | 'no-header'

export type SourceItem =
  /** `line` counts from 1: of the text, or the record's own number where a document holds many. */
  | { readonly ok: true; readonly line: number; readonly read: ReadRecord }
  /** Always the last item. */
  | { readonly ok: false; readonly problem: FileProblem; readonly detail?: string }

export interface ReadingLimits {
  /** Characters of one line, or of one JSON document over several lines. */
  readonly longestLine: number
  readonly mostRecords: number
  /** Bytes of a workbook: as a file, and unpacked. */
  readonly largestWorkbook: number
  readonly largestUnpacked: number
}

/** The whole nation has about 6,000 procedures; a full record is at most 140 kB. */
export const usualLimits: ReadingLimits = {
  longestLine: 16_000_000,
  mostRecords: 100_000,
  largestWorkbook: 32_000_000,
  largestUnpacked: 128_000_000,
}
