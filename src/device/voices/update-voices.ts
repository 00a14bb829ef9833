/** Asks the gateway for the unit's voice packs and brings the files that are not here; what is in use stays in use meanwhile. */
import * as v from 'valibot'
import type { PackFile } from '../../contract/catalogue-pack.ts'
import { filesOfVoices, type VoiceManifest, voiceManifest } from '../../contract/voice-pack.ts'
import { sha256 } from '../../vault/encoding.ts'
import { canonicalBytes, importPublicKey, isSignedBy } from '../../vault/signature.ts'
import { textOf } from '../../vault/text.ts'
import { apiUrl } from '../api-url.ts'
import { type DeviceRow, database } from '../database.ts'
import { exclusively } from '../exclusive.ts'
import { hasRoomFor } from '../persistence.ts'
import { attempt, type StorageProblem } from '../storage-state.ts'
import { readVoices } from './installed-voices.ts'
import { hasVoiceCache, keepFile, missingIn } from './voice-cache.ts'

const timeoutMs = 60_000

export type VoicesUpdate =
  /** `current`: nothing newer. `none`: the gateway has none, or this browser keeps none. */
  | { readonly ok: true; readonly state: 'staged' | 'current' | 'none' }
  | {
      readonly ok: false
      readonly problem:
        | 'not-enrolled'
        | 'busy'
        | 'offline'
        /** A newer version has taken its place meanwhile. */
        | 'gone'
        /** A file is not what was signed. */
        | 'altered'
        | 'not-a-pack'
        | 'signature-invalid'
        | 'wrong-unit'
        | 'older'
        | 'storage-full'
        | StorageProblem
    }

export function updateVoices(): Promise<VoicesUpdate> {
  return work(async (device) => {
    const answer = await get(`api/v1/voices/${encodeURIComponent(device.unit.code)}`)
    if (answer === 'gone') return { ok: true, state: 'none' }
    if (answer === 'offline') return { ok: false, problem: 'offline' }
    const manifest = manifestIn(answer)
    if (manifest === null) return { ok: false, problem: 'not-a-pack' }
    return stageVoices(manifest, device, (file) => download(device, file))
  })
}

/** Where the files come from: the network, or one file. */
type VoiceSource = (file: PackFile) => Promise<Uint8Array<ArrayBuffer> | 'offline' | 'gone' | 'altered'>

/** One look at a time on this device. */
export async function work(look: (device: DeviceRow) => Promise<VoicesUpdate>): Promise<VoicesUpdate> {
  if (!hasVoiceCache()) return { ok: true, state: 'none' }
  const done = await exclusively('motcua-voices', () =>
    attempt(async (): Promise<VoicesUpdate> => {
      const device = await database.device.get(1)
      return device === undefined ? { ok: false, problem: 'not-enrolled' } : look(device)
    }),
  )
  if (done === undefined) return { ok: false, problem: 'busy' }
  return done.ok ? done.value : done
}

/** Keeps what is not here of a manifest, and leaves it staged once all is here. @throws Dexie errors. */
export async function stageVoices(
  manifest: VoiceManifest,
  device: DeviceRow,
  source: VoiceSource,
): Promise<VoicesUpdate> {
  const problem = await problemIn(manifest, device)
  if (problem !== null) return { ok: false, problem }
  const { installed, staged } = await readVoices(device)
  if (manifest.signature === staged?.signature) return { ok: true, state: 'staged' }
  const newest = Math.max(installed?.version ?? 0, staged?.version ?? 0)
  if (manifest.version < newest) return { ok: false, problem: 'older' }
  const files = filesOfVoices(manifest)
  const missing = await missingIn(files.map(({ sha256 }) => sha256))
  // What the browser has dropped of the version in use is brought again.
  if (manifest.signature === installed?.signature && missing.size === 0) return { ok: true, state: 'current' }
  const wanted = files.filter((file) => missing.has(file.sha256))
  if (!(await hasRoomFor(wanted.reduce((sum, file) => sum + file.bytes, 0))))
    return { ok: false, problem: 'storage-full' }
  for (const file of wanted) {
    const bytes = await source(file)
    if (typeof bytes === 'string') return { ok: false, problem: bytes }
    if (bytes.length !== file.bytes || (await sha256(bytes)) !== file.sha256)
      return { ok: false, problem: 'altered' }
    await keepFile(file.sha256, bytes)
  }
  // Only now is it there: whatever came before is of no use to anybody.
  await database.settings.put({ key: 'voices', installed, staged: manifest })
  return { ok: true, state: 'staged' }
}

/** Null for what is none: the page of a portal or proxy, or another file of the stick. */
export function manifestIn(bytes: Uint8Array<ArrayBuffer>): VoiceManifest | null {
  let read: unknown
  try {
    read = JSON.parse(textOf(bytes))
  } catch {
    // not text, or not JSON
    return null
  }
  const parsed = v.safeParse(voiceManifest, read)
  return parsed.success ? parsed.output : null
}

/** Null for a manifest that the unit's own gateway has signed for it. */
async function problemIn(
  { signature, ...signed }: VoiceManifest,
  { gateway, unit }: DeviceRow,
): Promise<'signature-invalid' | 'wrong-unit' | null> {
  const key = gateway.verificationKeys.find(({ keyId }) => keyId === signed.keyId)
  const isGenuine =
    key !== undefined &&
    (await isSignedBy(await importPublicKey(key.publicKey), canonicalBytes(signed), signature))
  if (!isGenuine) return 'signature-invalid'
  return signed.unit === unit.code && signed.gatewayId === gateway.gatewayId ? null : 'wrong-unit'
}

function download({ unit }: DeviceRow, { sha256: digest }: PackFile): ReturnType<VoiceSource> {
  return get(`api/v1/voices/${encodeURIComponent(unit.code)}/files/${digest}`)
}

async function get(path: string): Promise<Uint8Array<ArrayBuffer> | 'offline' | 'gone'> {
  try {
    const response = await fetch(apiUrl(path), {
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (response.status === 404) return 'gone'
    if (!response.ok) return 'offline'
    return new Uint8Array(await response.arrayBuffer())
  } catch {
    // fetch and its body reject only for a network that broke off or the time-out
    return 'offline'
  }
}
