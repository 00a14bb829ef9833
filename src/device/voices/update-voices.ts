/** Asks the gateway for the unit's voice packs and brings the files that are not here; what is in use stays in use meanwhile. */
import * as v from 'valibot'
import type { PackFile } from '../../contract/catalogue-pack.ts'
import { type VoiceManifest, voiceManifest } from '../../contract/voice-pack.ts'
import { sha256 } from '../../vault/encoding.ts'
import { canonicalBytes, importPublicKey, isSignedBy } from '../../vault/signature.ts'
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

export async function updateVoices(): Promise<VoicesUpdate> {
  if (!hasVoiceCache()) return { ok: true, state: 'none' }
  const done = await exclusively('motcua-voices', () => attempt(bring))
  if (done === undefined) return { ok: false, problem: 'busy' }
  return done.ok ? done.value : done
}

async function bring(): Promise<VoicesUpdate> {
  const device = await database.device.get(1)
  if (device === undefined) return { ok: false, problem: 'not-enrolled' }
  const answer = await get(`api/v1/voices/${encodeURIComponent(device.unit.code)}`)
  if (answer === 'gone') return { ok: true, state: 'none' }
  if (answer === 'offline') return { ok: false, problem: 'offline' }
  const checked = await check(answer, device)
  if (typeof checked === 'string') return { ok: false, problem: checked }
  const { installed, staged } = await readVoices(device)
  if (checked.signature === staged?.signature) return { ok: true, state: 'staged' }
  if (installed !== null && checked.version < installed.version) return { ok: false, problem: 'older' }
  const files = filesOf(checked)
  const missing = await missingIn(files.keys())
  // What the browser has dropped of the version in use is brought again.
  if (checked.signature === installed?.signature && missing.size === 0) return { ok: true, state: 'current' }
  const wanted = [...files.values()].filter((file) => missing.has(file.sha256))
  if (!(await hasRoomFor(wanted.reduce((sum, file) => sum + file.bytes, 0))))
    return { ok: false, problem: 'storage-full' }
  for (const file of wanted) {
    const problem = await download(device, file)
    if (problem !== null) return { ok: false, problem }
  }
  // Only now is it there: whatever came before is of no use to anybody.
  await database.settings.put({ key: 'voices', installed, staged: checked })
  return { ok: true, state: 'staged' }
}

async function check(
  bytes: Uint8Array<ArrayBuffer>,
  { gateway, unit }: DeviceRow,
): Promise<VoiceManifest | 'not-a-pack' | 'signature-invalid' | 'wrong-unit'> {
  let read: unknown
  try {
    read = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    // a page of a portal or proxy
    return 'not-a-pack'
  }
  const parsed = v.safeParse(voiceManifest, read)
  if (!parsed.success) return 'not-a-pack'
  const { signature, ...signed } = parsed.output
  const key = gateway.verificationKeys.find(({ keyId }) => keyId === signed.keyId)
  const isGenuine =
    key !== undefined &&
    (await isSignedBy(await importPublicKey(key.publicKey), canonicalBytes(signed), signature))
  if (!isGenuine) return 'signature-invalid'
  return signed.unit === unit.code && signed.gatewayId === gateway.gatewayId ? parsed.output : 'wrong-unit'
}

async function download(
  { unit }: DeviceRow,
  { sha256: digest, bytes }: PackFile,
): Promise<'offline' | 'gone' | 'altered' | null> {
  const answer = await get(`api/v1/voices/${encodeURIComponent(unit.code)}/files/${digest}`)
  if (typeof answer === 'string') return answer
  if (answer.length !== bytes || (await sha256(answer)) !== digest) return 'altered'
  await keepFile(digest, answer)
  return null
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

/** By digest: two sentences may have the same recording. */
export function filesOf({ languages }: VoiceManifest): ReadonlyMap<string, PackFile> {
  return new Map(
    languages.flatMap(({ texts, recordings }) =>
      [texts, ...recordings].map((file) => [file.sha256, file] as const),
    ),
  )
}
