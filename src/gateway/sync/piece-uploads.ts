/**
 * Unfinished uploads in the object store, so that any process can go on with one: what each request brought is a
 * file of its own, `ID/p-OFFSET-…`, beside `ID/info`. Nothing is ever appended to and nothing is locked: two
 * processes that write the same upload at once leave pieces that overlap, and the digest of the whole decides.
 */
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { DataStore, ERRORS, Upload } from '@tus/server'
import * as v from 'valibot'
import type { FileEntry, FileStore } from '../files/file-store.ts'

interface Piece {
  readonly key: string
  readonly offset: number
  readonly bytes: number
}

const infoSchema = v.object({
  size: v.number(),
  metadata: v.record(v.string(), v.nullable(v.string())),
  createdAt: v.string(),
})

/** More of them, as a slow network or a hostile hand makes, become one. */
const piecesLimit = 64

export class PieceUploads extends DataStore {
  readonly #files: FileStore
  readonly #expiryMs: number

  constructor(files: FileStore, expiryMs: number) {
    super()
    this.#files = files
    this.#expiryMs = expiryMs
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration']
  }

  override async create(upload: Upload): Promise<Upload> {
    const { id, size, metadata } = upload
    const createdAt = new Date().toISOString()
    const info = { size: size ?? 0, metadata: metadata ?? {}, createdAt }
    await this.#files.put(infoKey(id), one(Buffer.from(JSON.stringify(info))))
    return new Upload({ id, size: info.size, offset: 0, metadata: info.metadata, creation_date: createdAt })
  }

  override async write(content: Readable, id: string, offset: number): Promise<number> {
    const received = uninterrupted(content)
    const key = pieceKey(id, offset)
    await this.#files.put(key, received.content)
    if (received.bytes() === 0) await this.#files.remove(key)
    if (received.fault() !== null) throw received.fault()
    const pieces = await this.#pieces(id)
    if (pieces.length >= piecesLimit) await this.#join(id, pieces)
    return offset + received.bytes()
  }

  override async getUpload(id: string): Promise<Upload> {
    const file = isId(id) ? await this.#files.get(infoKey(id)) : null
    if (file === null) throw ERRORS.FILE_NOT_FOUND
    const text = Buffer.concat(await file.content.toArray()).toString()
    const { size, metadata, createdAt } = v.parse(infoSchema, JSON.parse(text))
    const offset = Math.min(endOf(await this.#pieces(id)), size)
    return new Upload({ id, size, offset, metadata, creation_date: createdAt })
  }

  override async remove(id: string): Promise<void> {
    if (!isId(id)) throw ERRORS.FILE_NOT_FOUND
    const keys = await Array.fromAsync(this.#files.list(`${id}/`), ({ key }) => key)
    if (keys.length === 0) throw ERRORS.FILE_NOT_FOUND
    for (const key of keys) await this.#files.remove(key)
  }

  override getExpiration(): number {
    return this.#expiryMs
  }

  override async deleteExpired(): Promise<number> {
    const expired = new Set<string>()
    for await (const { key } of this.#files.list('')) {
      const id = key.slice(0, key.indexOf('/'))
      if (Date.now() - createdMs(id) <= this.#expiryMs) continue
      // Another process may be at it too: what is gone already is no fault.
      await this.#files.remove(key)
      expired.add(id)
    }
    return expired.size
  }

  /** From the first byte to the end of what is there without a gap. */
  async *content(id: string): AsyncGenerator<Uint8Array> {
    yield* this.#read(await this.#pieces(id))
  }

  /** Without gap or overlap, in order. */
  async #pieces(id: string): Promise<Piece[]> {
    const all = await Array.fromAsync(this.#files.list(`${id}/p-`), pieceOf)
    // Of two at one place the longer.
    all.sort((a, b) => a.offset - b.offset || b.bytes - a.bytes)
    const pieces: Piece[] = []
    for (const piece of all) if (piece.offset === endOf(pieces)) pieces.push(piece)
    return pieces
  }

  async *#read(pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
    for (const { key } of pieces) {
      const file = await this.#files.get(key)
      // Another process has just finished or joined it; the device asks again.
      if (file === null) throw ERRORS.FILE_NO_LONGER_EXISTS
      yield* file.content
    }
  }

  /** The new piece covers the old ones before they go. */
  async #join(id: string, pieces: readonly Piece[]): Promise<void> {
    await this.#files.put(pieceKey(id, 0), this.#read(pieces))
    for (const { key } of pieces) await this.#files.remove(key)
  }
}

/** What came before a connection broke is kept: over a bad line it may be all that ever comes in one go. */
function uninterrupted(content: Readable) {
  let bytes = 0
  let fault: Error | null = null
  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of content) {
        bytes += chunk.length
        yield chunk
      }
    } catch (error) {
      fault = error instanceof Error ? error : new Error('the connection broke', { cause: error })
    }
  }
  return { content: read(), bytes: () => bytes, fault: (): Error | null => fault }
}

function isId(id: string): boolean {
  return /^[0-9a-f-]{36}$/.test(id)
}

function infoKey(id: string): string {
  return `${id}/info`
}

function pieceKey(id: string, offset: number): string {
  return `${id}/p-${offset}-${randomUUID()}`
}

function pieceOf({ key, bytes }: FileEntry): Piece {
  const [, offset] = /\/p-(\d+)-/.exec(key) ?? []
  return { key, bytes, offset: Number(offset) }
}

function endOf(pieces: readonly Piece[]): number {
  const last = pieces.at(-1)
  return last === undefined ? 0 : last.offset + last.bytes
}

/** The first 48 bits of a UUIDv7 are its time (RFC 9562). */
function createdMs(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
