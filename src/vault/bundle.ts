/**
 * Writes and reads bundles (contract/bundle.ts), piece by piece: what is in memory at a time is one record. Nothing
 * is believed of a file: every record is checked against the digest in its name, a damaged place is passed over,
 * and what follows it is read all the same.
 */
import * as v from 'valibot'
import {
  archiveEndBytes,
  archiveHeaderBlock,
  blockBytes,
  paddingAfter,
  readArchiveHeader,
} from '../contract/archive.ts'
import {
  type BundleManifest,
  type BundleProblem,
  bundleItemsLimit,
  bundleManifest,
  bundleMediaType,
  manifestName,
  parseRecordName,
  type RecordName,
  recordLimitBytes,
  recordName,
} from '../contract/bundle.ts'
import { sha256 } from './encoding.ts'
import { bytesOf, textOf } from './text.ts'

/** One record as the browser may keep it on disk. */
export function bundleRecord(name: RecordName, content: Uint8Array<ArrayBuffer>): Blob {
  return archived(recordName(name), content)
}

/** A record of JSON text, named by its digest. */
export async function jsonRecord(kind: 'envelope' | 'answer', id: string, json: string): Promise<Blob> {
  const content = bytesOf(json)
  return bundleRecord({ kind, id, sha256: await sha256(content) }, content)
}

export function bundleOf(manifest: BundleManifest, records: readonly Blob[]): Blob {
  const first = archived(manifestName, bytesOf(JSON.stringify(manifest)))
  return new Blob([first, ...records, new Uint8Array(archiveEndBytes)], { type: bundleMediaType })
}

function archived(name: string, content: Uint8Array<ArrayBuffer>): Blob {
  const { length } = content
  return new Blob([
    archiveHeaderBlock({ name, bytes: length }),
    content,
    new Uint8Array(paddingAfter(length)),
  ])
}

/** A file of which pieces can be read. */
export interface BundleSource {
  readonly bytes: number
  /** Exactly these bytes; the caller stays within the file. */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>
}

export function blobSource(blob: Blob): BundleSource {
  return {
    bytes: blob.size,
    read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  }
}

/** Where a record lies in the file, and what it should be. */
export interface StoredRecord {
  readonly offset: number
  readonly bytes: number
  readonly sha256: string
  /** The file ends within it. */
  readonly isCut: boolean
}

export interface BundleItem {
  /** Null when the manifest names it and the file has it not. */
  readonly envelope: StoredRecord | null
  /** By digest. */
  readonly parts: ReadonlyMap<string, StoredRecord>
  readonly answer: StoredRecord | null
}

export interface BundleIndex {
  /** Null when it cannot be read; the records may be whole for all that. */
  readonly manifest: BundleManifest | null
  /** By envelope id, in the order of the file. */
  readonly items: ReadonlyMap<string, BundleItem>
  /** False when the file was cut off or has a damaged place. */
  readonly isWhole: boolean
  /** Why a record that should be there is not. */
  readonly whyMissing: Damage
}

type Damage = Extract<BundleProblem, 'cut-off' | 'damaged'>

interface OpenItem {
  envelope: StoredRecord | null
  readonly parts: Map<string, StoredRecord>
  answer: StoredRecord | null
}

/** An envelope names at most as many: a file of nothing but empty parts must not fill the memory. */
const partsOfOneLimit = 60

/** How much is searched at a time for the next header behind a damaged place. */
const searchBytes = 1_048_576

/** What is where in a file, without reading the contents. Null when there is no record of ours in it at all. */
export async function indexBundle(source: BundleSource): Promise<BundleIndex | null> {
  const items = new Map<string, OpenItem>()
  let manifest: BundleManifest | null = null
  let isDamaged = false
  let emptyBlocks = 0
  let hasRecord = false
  const itemOf = (id: string): OpenItem | null => {
    const known = items.get(id)
    if (known !== undefined) return known
    if (items.size >= bundleItemsLimit) return null
    const item: OpenItem = { envelope: null, parts: new Map(), answer: null }
    items.set(id, item)
    return item
  }

  let offset = 0
  while (offset + blockBytes <= source.bytes) {
    const block = await source.read(offset, blockBytes)
    if (block.every((byte) => byte === 0)) {
      emptyBlocks += 1
      offset += blockBytes
      continue
    }
    const header = readArchiveHeader(block)
    if (header === null) {
      isDamaged = true
      offset = await nextHeader(source, offset + blockBytes)
      continue
    }
    hasRecord ||= header.name === manifestName || parseRecordName(header.name) !== null
    emptyBlocks = 0
    const from = offset + blockBytes
    const isCut = from + header.bytes > source.bytes
    offset = from + header.bytes + paddingAfter(header.bytes)
    if (header.name === manifestName) {
      if (!isCut && header.bytes <= recordLimitBytes.manifest)
        manifest ??= readManifest(await source.read(from, header.bytes))
      continue
    }
    const name = parseRecordName(header.name)
    // A newer version may bring kinds of records that we do not know: they are not ours to judge.
    if (name === null || header.bytes > recordLimitBytes[name.kind]) continue
    const item = itemOf(name.id)
    if (item === null) continue
    const record: StoredRecord = { offset: from, bytes: header.bytes, sha256: name.sha256, isCut }
    if (name.kind === 'part') {
      if (item.parts.size >= partsOfOneLimit && !item.parts.has(name.sha256)) continue
      if (item.parts.get(name.sha256)?.isCut !== false) item.parts.set(name.sha256, record)
    } else if (item[name.kind]?.isCut !== false) item[name.kind] = record
  }
  if (!hasRecord) return null
  for (const id of [...(manifest?.envelopes ?? []), ...(manifest?.answers ?? [])]) itemOf(id)
  const hasEnd = emptyBlocks * blockBytes >= archiveEndBytes
  return {
    manifest,
    items,
    isWhole: manifest !== null && !isDamaged && hasEnd,
    whyMissing: hasEnd ? 'damaged' : 'cut-off',
  }
}

/** Searches block by block, since records begin at blocks. */
async function nextHeader(source: BundleSource, start: number): Promise<number> {
  for (let offset = start; offset + blockBytes <= source.bytes; offset += searchBytes) {
    const length = Math.min(searchBytes, Math.floor((source.bytes - offset) / blockBytes) * blockBytes)
    const window = await source.read(offset, length)
    for (let at = 0; at < length; at += blockBytes)
      if (readArchiveHeader(window.subarray(at, at + blockBytes)) !== null) return offset + at
  }
  return source.bytes
}

function readManifest(content: Uint8Array): BundleManifest | null {
  const json = parseJson(content)
  const parsed = v.safeParse(bundleManifest, json)
  return parsed.success ? parsed.output : null
}

export type ReadRecord =
  | { readonly ok: true; readonly content: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly problem: Damage }

/** The bytes of a record, when they are those that were written. Null stands for one that the file has not. */
export async function readRecord(
  source: BundleSource,
  { whyMissing }: BundleIndex,
  record: StoredRecord | null,
): Promise<ReadRecord> {
  if (record === null) return { ok: false, problem: whyMissing }
  if (record.isCut) return { ok: false, problem: 'cut-off' }
  const content = await source.read(record.offset, record.bytes)
  return (await sha256(content)) === record.sha256 ? { ok: true, content } : { ok: false, problem: 'damaged' }
}

/** Undefined for what is no JSON in UTF-8. */
export function parseJson(content: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(content))
  } catch {
    // SyntaxError and TypeError are all that decoding and parsing can throw
    return undefined
  }
}
