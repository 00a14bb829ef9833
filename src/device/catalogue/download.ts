/** Brings one file of a pack, and after a break goes on at the byte where it stopped, also after a restart. */
import Dexie from 'dexie'
import type { PackFile } from '../../contract/catalogue-pack.ts'
import { sha256 } from '../../vault/encoding.ts'
import { apiUrl } from '../api-url.ts'
import { database } from '../database.ts'

/** So much is lost at most when the power goes. */
const pieceBytes = 64_000
/** A connection over which nothing comes is given up, and taken up again at the next occasion. */
const silenceMs = 60_000

export type Downloaded =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  /** `gone`: a newer pack has taken its place. `altered`: not what was signed; begun anew at the next occasion. */
  | { readonly ok: false; readonly problem: 'offline' | 'gone' | 'altered' }

/** @throws Dexie errors when the store is out of reach. */
export async function downloadFile(file: PackFile): Promise<Downloaded> {
  const had = await piecesOf(file).toArray()
  let offset = had.reduce((sum, { bytes }) => sum + bytes.length, 0)
  if (offset < file.bytes) {
    const problem = await receive(file, offset)
    if (problem !== null) return { ok: false, problem }
    offset = file.bytes
  }
  const pieces = await piecesOf(file).toArray()
  const bytes = new Uint8Array(await new Blob(pieces.map((piece) => piece.bytes)).arrayBuffer())
  if (bytes.length === file.bytes && (await sha256(bytes)) === file.sha256) return { ok: true, bytes }
  await forget(file)
  return { ok: false, problem: 'altered' }
}

/** Once everything is in its place. */
export async function forgetDownloads(): Promise<void> {
  await database.cataloguePieces.clear()
}

async function receive(file: PackFile, from: number): Promise<'offline' | 'gone' | 'altered' | null> {
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), silenceMs)
  const heard = () => {
    clearTimeout(timer)
    timer = setTimeout(() => silence.abort(), silenceMs)
  }
  try {
    const response = await fetch(apiUrl(`api/v1/catalogue/files/${file.sha256}`), {
      headers: from === 0 ? {} : { range: `bytes=${from}-` },
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal: silence.signal,
    })
    heard()
    if (response.status === 404) return 'gone'
    const isRest =
      response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${from}-`)
    if (!isRest && response.status !== 200) return 'offline'
    // Somebody on the way does not know ranges: all of it comes once more.
    if (isRest !== true) await forget(file)
    return await keep(file, isRest === true ? from : 0, response, heard)
  } catch (error) {
    // fetch and its stream reject for a network that broke off and for the time-out; all else is not theirs.
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError'))
      return 'offline'
    throw error
  } finally {
    clearTimeout(timer)
  }
}

async function keep(
  file: PackFile,
  from: number,
  { body }: Response,
  heard: () => void,
): Promise<'altered' | null> {
  let offset = from
  let waiting: Uint8Array<ArrayBuffer>[] = []
  let waitingBytes = 0
  const store = async () => {
    if (waitingBytes === 0) return
    const bytes = new Uint8Array(await new Blob(waiting).arrayBuffer())
    await database.cataloguePieces.put({ sha256: file.sha256, offset, bytes })
    offset += bytes.length
    waiting = []
    waitingBytes = 0
  }
  const reader = body?.getReader()
  try {
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
      heard()
      waiting.push(new Uint8Array(next.value))
      waitingBytes += next.value.length
      if (offset + waitingBytes > file.bytes) {
        await reader?.cancel()
        waitingBytes = 0
        await forget(file)
        return 'altered'
      }
      if (waitingBytes >= pieceBytes) await store()
    }
  } finally {
    // What came before a break counts.
    await store()
  }
  return null
}

function piecesOf({ sha256: digest }: PackFile) {
  return database.cataloguePieces
    .where('[sha256+offset]')
    .between([digest, Dexie.minKey], [digest, Dexie.maxKey])
}

async function forget(file: PackFile): Promise<void> {
  await piecesOf(file).delete()
}
