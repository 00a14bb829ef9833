/** Publishes what has been reviewed of one language: a new manifest of the unit, signed, and the files that it names. */
import * as v from 'valibot'
import {
  type LanguagePack,
  type UnsignedVoices,
  type VoiceManifest,
  type VoiceTexts,
  voiceManifest,
} from '../../contract/voice-pack.ts'
import { canonicalBytes, sign } from '../../vault/signature.ts'
import type { GatewayContext } from '../context.ts'
import { voiceFiles } from './voice-files.ts'

type Context = Pick<GatewayContext, 'storage' | 'files' | 'keys' | 'gatewayId' | 'now'>

/** Null before the first publication, and for what another version of the product wrote. */
export async function readManifest(
  { storage }: Pick<Context, 'storage'>,
  unit: string,
): Promise<VoiceManifest | null> {
  const body = await storage.voices.manifest(unit)
  const read = body === undefined ? null : v.safeParse(voiceManifest, JSON.parse(body))
  return read?.success === true ? read.output : null
}

export type Published =
  | { readonly ok: true; readonly manifest: VoiceManifest }
  /** `nothing-reviewed`; `changed`: somebody else has published meanwhile. */
  | { readonly ok: false; readonly problem: 'nothing-reviewed' | 'changed' }

/** @throws what the file store throws for a full disk. */
export async function publishLanguage(context: Context, unit: string, language: string): Promise<Published> {
  const { storage, files, now } = context
  const texts: VoiceTexts = []
  const recordings = new Map<string, number>()
  for (const row of await storage.voices.sentences(unit, language)) {
    if (row.reviewed_by === null) continue
    const { source, translation, recording, recording_bytes: bytes, media_type: mediaType } = row
    const sound = recording === null || mediaType === null ? null : { sha256: recording, mediaType }
    texts.push({ source, translation, recording: sound })
    if (sound !== null) recordings.set(sound.sha256, bytes ?? 0)
  }
  if (texts.length === 0) return { ok: false, problem: 'nothing-reviewed' }
  const pack: LanguagePack = {
    language,
    publishedAt: now().toISOString(),
    sentences: texts.length,
    texts: await voiceFiles(files, unit).add(Buffer.from(JSON.stringify(texts))),
    recordings: [...recordings].map(([sha256, bytes]) => ({ sha256, bytes })),
  }
  return put(context, unit, language, pack)
}

/** Devices take it away with their next look; what was recorded stays. */
export function withdrawLanguage(context: Context, unit: string, language: string): Promise<Published> {
  return put(context, unit, language, null)
}

async function put(
  context: Context,
  unit: string,
  language: string,
  pack: LanguagePack | null,
): Promise<Published> {
  const { storage, keys, gatewayId, now } = context
  const before = await readManifest(context, unit)
  const others = (before?.languages ?? []).filter((each) => each.language !== language)
  const unsigned: UnsignedVoices = {
    format: 'motcua-voices',
    formatVersion: 1,
    gatewayId,
    unit,
    // Minutes since 1970: still rises after a gateway was put back from a backup.
    version: Math.max((before?.version ?? 0) + 1, Math.floor(now().getTime() / 60_000)),
    languages: pack === null ? others : [...others, pack],
    keyId: keys.signing.keyId,
  }
  const signature = await sign(keys.signing.privateKey, canonicalBytes(unsigned))
  const manifest = { ...unsigned, signature }
  const body = JSON.stringify(manifest)
  if (!(await storage.voices.publish(unit, manifest.version, body, before?.version ?? null)))
    return { ok: false, problem: 'changed' }
  await dropUnnamed(context, unit, before, manifest)
  return { ok: true, manifest }
}

/** What the last version named, and neither this one nor anybody's work needs. */
async function dropUnnamed(
  { storage, files }: Context,
  unit: string,
  before: VoiceManifest | null,
  after: VoiceManifest,
): Promise<void> {
  const kept = new Set(filesNamed(after))
  for (const sha256 of before === null ? [] : filesNamed(before))
    if (!kept.has(sha256) && !(await storage.voices.isUsed(unit, sha256)))
      await voiceFiles(files, unit).remove(sha256)
}

export function filesNamed({ languages }: VoiceManifest): readonly string[] {
  return languages.flatMap(({ texts, recordings }) => [
    texts.sha256,
    ...recordings.map((each) => each.sha256),
  ])
}
