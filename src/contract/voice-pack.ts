/**
 * A unit's voice packs: what native speakers have recorded and written, one entry a language, under one signature. The
 * manifest names every file by digest, so that a device brings only what it has not.
 */
import * as v from 'valibot'
import { type PackFile, packFile } from './catalogue-pack.ts'

/** BCP 47, as in `catalogue/lists/spoken-languages.json`. */
export const languageTag = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Z]{2})?$/))

export const voiceMediaType = v.picklist(['audio/webm', 'audio/ogg', 'audio/mp4', 'audio/mpeg', 'audio/wav'])
export type VoiceMediaType = v.InferOutput<typeof voiceMediaType>

/** Of one sentence: a minute of speech needs a tenth of it. */
export const recordingLimitBytes = 1_000_000
/** Of one language; the whole catalogue has fewer. */
export const mostSentences = 20_000

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const languagePack = v.strictObject({
  language: languageTag,
  publishedAt: v.pipe(v.string(), v.isoTimestamp()),
  /** Each with a translation, a recording or both, reviewed by a second person. */
  sentences: count,
  /** `voiceTexts` as JSON. */
  texts: packFile,
  recordings: v.array(packFile),
})
export type LanguagePack = v.InferOutput<typeof languagePack>

const unsignedVoices = v.strictObject({
  format: v.literal('motcua-voices'),
  formatVersion: v.literal(1),
  gatewayId: v.string(),
  unit: v.string(),
  /** Rises with each publication. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  languages: v.array(languagePack),
  keyId: v.string(),
})
export type UnsignedVoices = v.InferOutput<typeof unsignedVoices>

/** Signed over the RFC 8785 bytes of the rest, by one of the gateway's verification keys. */
export const voiceManifest = v.strictObject({ ...unsignedVoices.entries, signature: v.string() })
export type VoiceManifest = v.InferOutput<typeof voiceManifest>

/** Of the first line of all voices in one file, with its line break: the manifest; then `filesOfVoices`, one after the other. */
export const voiceManifestLimitBytes = 64_000_000

/** All that a manifest names, each file once: two sentences may have the same recording. */
export function filesOfVoices({ languages }: Pick<VoiceManifest, 'languages'>): readonly PackFile[] {
  const files = languages.flatMap(({ texts, recordings }) => [texts, ...recordings])
  return [...new Map(files.map((file) => [file.sha256, file])).values()]
}

/** What a browser calls the file, and what people look for on a stick. */
export function voicesFileName({ unit, version }: Pick<VoiceManifest, 'unit' | 'version'>): string {
  return `motcua-tieng-noi-${unit.replaceAll(/[^\w.-]/gu, '_')}-${version}.motcua-voices`
}

/** By the Vietnamese wording: a sentence that reads otherwise meanwhile finds nothing and stays Vietnamese. */
export const voiceTexts = v.array(
  v.strictObject({
    source: v.string(),
    translation: v.nullable(v.string()),
    recording: v.nullable(v.strictObject({ sha256: packFile.entries.sha256, mediaType: voiceMediaType })),
  }),
)
export type VoiceTexts = v.InferOutput<typeof voiceTexts>
