/** One file as the records in it, streamed: its kind is told by its content, never by its name. Node only. */
import { createReadStream, type ReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { readJson } from '../content-file.ts'
import { recordsInJson } from './raw-record.ts'
import { type FileProblem, type ReadingLimits, type SourceItem, usualLimits } from './source-item.ts'
import { csvRecords, sheetRecords } from './table-file.ts'

/**
 * Every record of a file, in order. Holds a few hundred kilobytes of a file of any size, except for a workbook.
 *
 * @param onBytes told how many more bytes of the file have been read.
 */
export async function* recordsInFile(
  file: string,
  onBytes: (count: number) => void,
  limits: ReadingLimits = usualLimits,
): AsyncGenerator<SourceItem> {
  const found = await stat(file).catch(() => undefined)
  if (found === undefined || !found.isFile()) return yield { ok: false, problem: 'missing' }
  let count = 0
  try {
    for await (const item of itemsOf(file, found.size, onBytes, limits)) {
      count += 1
      if (count > limits.mostRecords) return yield { ok: false, problem: 'too-many-records' }
      yield item
      if (!item.ok) return
    }
  } catch (error) {
    const problem = problemOf(error)
    if (problem === undefined) throw error
    return yield { ok: false, problem, detail: error instanceof Error ? error.message : '' }
  }
  if (count === 0) yield { ok: false, problem: 'empty' }
}

/** What zlib, the decoder and the parsers throw about a file, as its problem; undefined for anything else. */
function problemOf(error: unknown): FileProblem | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'Z_BUF_ERROR') return 'truncated'
  if (code === 'CSV_MAX_RECORD_SIZE') return 'too-large'
  if (code.startsWith('Z_') || code.startsWith('CSV_')) return 'damaged'
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'not-utf8'
  return undefined
}

async function* itemsOf(
  file: string,
  size: number,
  onBytes: (count: number) => void,
  limits: ReadingLimits,
): AsyncGenerator<SourceItem> {
  const stream = createReadStream(file)
  const first = peeked(counted(stream, onBytes))
  const head = await first.head()
  if (head === '') return
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) {
    stream.destroy()
    yield* sheetRecords(file, size, limits)
    onBytes(size - head.length)
    return
  }
  const bytes = startsWith(head, 0x1f, 0x8b) ? gunzipped(first.all()) : first.all()
  const text = peeked(decoded(bytes))
  const start = await text.head()
  const sign = start.trimStart().charAt(0)
  if (sign === '{' || sign === '[') yield* jsonRecords(text.all(), limits)
  else yield* csvRecords(text.all(), start, limits)
}

async function* counted(stream: ReadStream, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    // Without an encoding a stream gives buffers.
    const buffer: Buffer = chunk
    onBytes(buffer.length)
    yield buffer
  }
}

/** A stream whose first chunk can be looked at before it is read. */
function peeked<T extends Buffer | string>(chunks: AsyncGenerator<T>) {
  let first: IteratorResult<T> | undefined
  return {
    async head(): Promise<T | ''> {
      first ??= await chunks.next()
      return first.done === true ? '' : first.value
    },
    async *all(): AsyncGenerator<T> {
      if (first?.done === true) return
      if (first !== undefined) yield first.value
      yield* chunks
    },
  }
}

function startsWith(head: Buffer, ...signature: readonly number[]): boolean {
  return signature.every((byte, at) => head[at] === byte)
}

async function* gunzipped(bytes: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip()
  // An error destroys the stream, and reading it below throws it.
  pipeline(bytes, gunzip, () => {})
  for await (const chunk of gunzip) {
    const buffer: Buffer = chunk
    yield buffer
  }
}

/** UTF-8, or what a spreadsheet calls "Unicode text": UTF-16 with its mark. */
async function* decoded(bytes: AsyncGenerator<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(startsWith(chunk, 0xff, 0xfe) ? 'utf-16le' : 'utf-8', { fatal: true })
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder?.decode() ?? ''
  if (rest !== '') yield rest
}

/** Whole lines; `undefined` when one is longer than the limit. */
async function* linesOf(text: AsyncGenerator<string>, longest: number): AsyncGenerator<string | undefined> {
  let pieces: string[] = []
  let length = 0
  for await (const chunk of text) {
    const parts = chunk.split('\n')
    for (const [at, part] of parts.entries()) {
      pieces.push(part)
      length += part.length
      if (length > longest) return yield undefined
      if (at === parts.length - 1) break
      yield pieces.join('')
      pieces = []
      length = 0
    }
  }
  if (length > 0) yield pieces.join('')
}

/** JSON Lines, or one document over several lines. */
async function* jsonRecords(text: AsyncGenerator<string>, limits: ReadingLimits): AsyncGenerator<SourceItem> {
  let line = 0
  let isFirst = true
  /** The lines of a document, where the file is one. */
  let document: string[] | undefined
  let length = 0
  for await (const words of linesOf(text, limits.longestLine)) {
    line += 1
    if (words === undefined) {
      yield { ok: false, problem: 'too-large', detail: `line ${line}` }
      return
    }
    if (document !== undefined) {
      length += words.length + 1
      if (length > limits.longestLine) {
        yield { ok: false, problem: 'too-large', detail: `line ${line}` }
        return
      }
      document.push(words)
      continue
    }
    if (words.trim() === '') continue
    const parsed = readJson(words)
    // A first line that does not end what it began is the beginning of a document.
    if (!parsed.ok && isFirst && !/[}\]]\s*$/.test(words)) {
      document = [words]
      length = words.length
      continue
    }
    isFirst = false
    if (!parsed.ok) yield { ok: true, line, read: { ok: false, problem: 'not-json' } }
    else for (const read of recordsInJson(parsed.value)) yield { ok: true, line, read }
  }
  if (document === undefined) return
  const parsed = readJson(document.join('\n'))
  if (!parsed.ok) {
    yield { ok: false, problem: 'damaged', detail: parsed.mistakes.map(({ message }) => message).join('; ') }
    return
  }
  let number = 0
  for (const read of recordsInJson(parsed.value)) {
    number += 1
    yield { ok: true, line: number, read }
  }
}
