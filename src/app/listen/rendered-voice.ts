/**
 * The voice made beforehand (`npm run voices:render`): the most used Vietnamese sentences in one file, a line of JSON
 * that says where each begins and how long it is, then the sounds. Brought when nobody is waiting, and kept.
 */
import * as v from 'valibot'
import { soundKeyLength } from '../../catalogue/speech/rendered-sounds.ts'
import { currentDevice } from '../../device/identity.ts'
import { sha256 } from '../../vault/encoding.ts'
import { bytesOf } from '../../vault/text.ts'
import { hasLocalVietnamese, type Sound } from './device-voices.ts'
import address from './rendered/vi.sounds?url'

const cacheName = 'motcua-rendered-voice'
const afterMs = 20_000
const places = v.record(v.string(), v.tuple([v.number(), v.number()]))

interface Rendered {
  readonly places: v.InferOutput<typeof places>
  readonly sounds: Blob
}

let rendered: Promise<Rendered | null> | null = null

/** Null for a sentence that has none, and while the file is not here. */
export async function renderedSound(text: string): Promise<Sound | null> {
  rendered ??= open()
  const file = await rendered
  if (file === null) {
    // The next try may find a network.
    rendered = null
    return null
  }
  const place = file.places[(await sha256(bytesOf(text))).slice(0, soundKeyLength)]
  if (place === undefined) return null
  const [from, length] = place
  return { kind: 'file', file: file.sounds.slice(from, from + length, 'audio/ogg') }
}

/**
 * Once somebody has had time to look around. A device that speaks Vietnamese by itself needs no other voice, and a
 * citizen's own phone pays for what it brings: there it comes when it is wanted.
 */
export function keepRenderedVoice(): void {
  setTimeout(() => {
    const bring = async () => {
      if ((await currentDevice()) !== null && !(await hasLocalVietnamese()))
        await fileOf(new URL(address, document.baseURI).href)
    }
    if (globalThis.requestIdleCallback === undefined) void bring()
    else requestIdleCallback(() => void bring())
  }, afterMs)
}

async function open(): Promise<Rendered | null> {
  const file = await fileOf(new URL(address, document.baseURI).href)
  if (file === null) return null
  const bytes = new Uint8Array(await file.arrayBuffer())
  const end = bytes.indexOf(10)
  const read = v.safeParse(places, parsed(new TextDecoder().decode(bytes.subarray(0, Math.max(0, end)))))
  return read.success ? { places: read.output, sounds: new Blob([bytes.subarray(end + 1)]) } : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // a page of a portal or proxy
    return null
  }
}

/** Null without a network before it has ever come. */
async function fileOf(url: string): Promise<Response | null> {
  try {
    // Absent on an insecure address: then it comes each time.
    const cache = globalThis.caches === undefined ? null : await caches.open(cacheName)
    const had = await cache?.match(url)
    if (had !== undefined) return had
    const response = await fetch(url)
    if (!response.ok) return null
    for (const old of (await cache?.keys()) ?? []) await cache?.delete(old)
    await cache?.put(url, response.clone())
    return response
  } catch {
    // offline, or no room: what is missing is said in the bar
    return null
  }
}
