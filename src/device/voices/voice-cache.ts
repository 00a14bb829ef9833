/**
 * The files of voice packs by digest, in the browser's cache storage: blobs that the browser plays from disk. What is
 * there was checked against its digest; the browser may drop all of it, and then people hear Vietnamese.
 */
import { apiUrl } from '../api-url.ts'

const name = 'motcua-voices'

/** False on an insecure address: there is no cache storage. */
export function hasVoiceCache(): boolean {
  return globalThis.caches !== undefined
}

/** An address of its own for each file; nothing is ever asked there. */
const addressOf = (sha256: string) => apiUrl(`voices/${sha256}`)

export async function keepFile(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await (await caches.open(name)).put(addressOf(sha256), new Response(bytes))
}

/** Null when it is not here. */
export async function fileInCache(sha256: string): Promise<Response | null> {
  return (await (await caches.open(name)).match(addressOf(sha256))) ?? null
}

/** Of these, those that are not here. */
export async function missingIn(wanted: Iterable<string>): Promise<ReadonlySet<string>> {
  const cache = await caches.open(name)
  const had = new Set((await cache.keys()).map(({ url }) => url))
  return new Set([...wanted].filter((sha256) => !had.has(addressOf(sha256))))
}

export async function dropFilesBut(kept: Iterable<string>): Promise<void> {
  const cache = await caches.open(name)
  const addresses = new Set([...kept].map(addressOf))
  for (const request of await cache.keys()) if (!addresses.has(request.url)) await cache.delete(request)
}
