/**
 * Files in an S3-compatible object store, for any number of gateway processes. An object appears whole or not at all;
 * its SHA-256 is part of what is signed, so a store refuses bytes that were altered or cut on the way.
 */
import { openAsBlob } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { AwsClient } from 'aws4fetch'
import { type FileEntry, type FileStore, fileStore } from './file-store.ts'

export interface ObjectStoreSettings {
  /** e.g. `https://s3.example.vn`; the bucket is asked for in the path. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** One request, with all bytes of a file. */
const timeoutMs = 5 * 60_000
/** When the store is busy (5xx, 429), with growing pauses. */
const retries = 4
const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

interface Asked {
  readonly key?: string
  readonly query?: string
  readonly body?: Blob
  /** Hexadecimal, of the body. */
  readonly sha256?: string
  /** Beside 2xx. */
  readonly tolerated?: number
}

/**
 * @param area the first part of all keys in the bucket, e.g. `files`.
 * @param spoolFolder of this machine, for what is on its way in.
 */
export function s3Files(settings: ObjectStoreSettings, area: string, spoolFolder: string): FileStore {
  const { region, accessKeyId, secretAccessKey } = settings
  const client = new AwsClient({ service: 's3', region, accessKeyId, secretAccessKey, retries })
  const address = `${settings.endpoint.replace(/\/+$/, '')}/${settings.bucket}`

  async function ask(method: string, asked: Asked): Promise<Response> {
    const { key, query = '', body, sha256 = emptySha256, tolerated } = asked
    const response = await client.fetch(`${address}${key === undefined ? '' : `/${area}/${key}`}${query}`, {
      method,
      headers: { 'x-amz-content-sha256': sha256 },
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body }),
    })
    if (response.ok || response.status === tolerated) return response
    const code = textIn('Code', await response.text()) ?? ''
    throw new Error(`the object store answers ${method} with ${response.status} ${code}`.trim())
  }

  return fileStore(
    {
      async take(key, { path, sha256 }) {
        const hex = Buffer.from(sha256, 'base64url').toString('hex')
        await drop(await ask('PUT', { key, body: await openAsBlob(path), sha256: hex }))
        await rm(path, { force: true })
      },
      async get(key) {
        const response = await ask('GET', { key, tolerated: 404 })
        if (response.ok)
          return {
            bytes: Number(response.headers.get('content-length')),
            content: Readable.from(response.body ?? []),
          }
        await drop(response)
        return null
      },
      has: async (key) => (await ask('HEAD', { key, tolerated: 404 })).ok,
      remove: async (key) => drop(await ask('DELETE', { key, tolerated: 404 })),
      async *list(prefix) {
        let token: string | null = null
        do {
          const query = new URLSearchParams({ 'list-type': '2', prefix: `${area}/${prefix}` })
          if (token !== null) query.set('continuation-token', token)
          const page = await (await ask('GET', { query: `?${query}` })).text()
          for (const entry of entriesIn(page)) yield { ...entry, key: entry.key.slice(area.length + 1) }
          token = textIn('NextContinuationToken', page)
        } while (token !== null)
      },
    },
    spoolFolder,
  )
}

/** A connection is free for the next request only when its answer was read. */
async function drop(response: Response): Promise<void> {
  await response.body?.cancel()
}

/** Keys of ours have no character that XML writes otherwise. */
function entriesIn(page: string): FileEntry[] {
  return [...page.matchAll(/<Contents>(.*?)<\/Contents>/gs)].flatMap(([, entry = '']) => {
    const key = textIn('Key', entry)
    if (key === null) return []
    const modifiedAt = Date.parse(textIn('LastModified', entry) ?? '')
    return [{ key, bytes: Number(textIn('Size', entry)), modifiedAt }]
  })
}

function textIn(element: string, xml: string): string | null {
  const [, text] = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml) ?? []
  // Tokens are opaque: the one character of base64 and its kin that XML may write otherwise.
  return text?.replaceAll('&amp;', '&') ?? null
}
