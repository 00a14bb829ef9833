/** Publishes what has been reviewed of one language: a new manifest of the unit, signed, and the files that it names. */
import type { LanguagePack, UnsignedVoices, VoiceManifest, VoiceTexts } from '../../contract/voice-pack.ts'
import { canonicalBytes, sign } from '../../vault/signature.ts'
import type { GatewayContext } from '../context.ts'
import { dropUnneeded, filesNamed, manifestIn } from './manifest.ts'
import { voiceFiles } from './voice-files.ts'

type Context = Pick<GatewayContext, 'storage' | 'files' | 'keys' | 'gatewayId' | 'now'>

/** What was recorded anew while it was published is taken as it is now; more often than this nobody records. */
const mostTries = 3

export type Published =
  | { readonly ok: true; readonly manifest: VoiceManifest }
  /** `nothing-reviewed`; `changed`: somebody else has published meanwhile. */
  | { readonly ok: false; readonly problem: 'nothing-reviewed' | 'changed' }

/** @throws what the file store throws for a full disk. */
export async function publishLanguage(context: Context, unit: string, language: string): Promise<Published> {
  for (let tries = 1; ; tries += 1) {
    const pack = await packOf(context, unit, language)
    if (pack === null) return { ok: false, problem: 'nothing-reviewed' }
    const published = await put(context, unit, language, pack)
    if (!published.ok || (await hasAll(context, unit, pack))) return published
    // A recording was replaced and its file went before the manifest named it.
    if (tries === mostTries) return { ok: false, problem: 'changed' }
  }
}

/** Devices take it away with their next look; what was recorded stays. */
export function withdrawLanguage(context: Context, unit: string, language: string): Promise<Published> {
  return put(context, unit, language, null)
}

/** Null when nothing of it is reviewed. */
async function packOf(
  { storage, files, now }: Context,
  unit: string,
  language: string,
): Promise<LanguagePack | null> {
  const texts: VoiceTexts = []
  const recordings = new Map<string, number>()
  for (const row of await storage.voices.sentences(unit, language)) {
    if (row.reviewed_by === null) continue
    const { source, translation, recording, recording_bytes: bytes, media_type: mediaType } = row
    const sound = recording === null || mediaType === null ? null : { sha256: recording, mediaType }
    texts.push({ source, translation, recording: sound })
    if (sound !== null) recordings.set(sound.sha256, bytes ?? 0)
  }
  if (texts.length === 0) return null
  return {
    language,
    publishedAt: now().toISOString(),
    sentences: texts.length,
    texts: await voiceFiles(files, unit).add(Buffer.from(JSON.stringify(texts))),
    recordings: [...recordings].map(([sha256, bytes]) => ({ sha256, bytes })),
  }
}

async function hasAll({ files }: Context, unit: string, pack: LanguagePack): Promise<boolean> {
  const here = new Set(await voiceFiles(files, unit).all())
  return [pack.texts, ...pack.recordings].every(({ sha256 }) => here.has(sha256))
}

async function put(
  context: Context,
  unit: string,
  language: string,
  pack: LanguagePack | null,
): Promise<Published> {
  const { storage, files, keys, gatewayId, now } = context
  const stored = await storage.voices.manifest(unit)
  // One that cannot be read names nothing that a device understands: the next takes its place.
  const before = stored === undefined ? null : manifestIn(stored.body)
  const others = (before?.languages ?? []).filter((each) => each.language !== language)
  const unsigned: UnsignedVoices = {
    format: 'motcua-voices',
    formatVersion: 1,
    gatewayId,
    unit,
    // Minutes since 1970: still rises after a gateway was put back from a backup.
    version: Math.max((stored?.version ?? 0) + 1, Math.floor(now().getTime() / 60_000)),
    languages: pack === null ? others : [...others, pack],
    keyId: keys.signing.keyId,
  }
  const signature = await sign(keys.signing.privateKey, canonicalBytes(unsigned))
  const manifest = { ...unsigned, signature }
  const body = JSON.stringify(manifest)
  if (!(await storage.voices.publish(unit, manifest.version, body, stored?.version ?? null))) {
    if (pack !== null) await dropUnneeded(context, unit, [pack.texts.sha256])
    return { ok: false, problem: 'changed' }
  }
  const former =
    before !== null ? filesNamed(before) : stored === undefined ? [] : await voiceFiles(files, unit).all()
  const kept = new Set(filesNamed(manifest))
  await dropUnneeded(
    context,
    unit,
    former.filter((sha256) => !kept.has(sha256)),
  )
  return { ok: true, manifest }
}
