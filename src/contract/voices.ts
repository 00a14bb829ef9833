/** The desk's side of voice packs: what is recorded and written for each sentence, by whom, and who has reviewed it. */
import * as v from 'valibot'
import { packFile } from './catalogue-pack.ts'
import { languageTag, voiceMediaType } from './voice-pack.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4000))
/** Of what was seen: 0 for a sentence that nobody has worked on yet. */
const revision = count

/** Which sentence, as it is worded now. */
const sentence = { place: v.pipe(v.string(), v.minLength(1), v.maxLength(300)), source: text, revision }

/** An empty translation takes back what was written. */
export const translationRequest = v.strictObject({
  ...sentence,
  translation: v.pipe(v.string(), v.trim(), v.maxLength(4000)),
})
export type TranslationRequest = v.InferOutput<typeof translationRequest>

/** With the audio as body, as base64url of JSON in `x-motcua-recording`. */
export const recordingDescription = v.strictObject(sentence)
export type RecordingDescription = v.InferOutput<typeof recordingDescription>
export const recordingHeader = 'x-motcua-recording'

/** The recording is taken away; the translation stays. */
export const recordingRemoval = v.strictObject({ source: text, revision })
export const reviewRequest = v.strictObject({ source: text, revision, isReviewed: v.boolean() })
export type ReviewRequest = v.InferOutput<typeof reviewRequest>

export const voiceSentence = v.object({
  place: v.string(),
  source: v.string(),
  translation: v.nullable(v.string()),
  recording: v.nullable(v.object({ ...packFile.entries, mediaType: voiceMediaType })),
  /** Names of those whose work it is; one review by somebody else makes it fit for publishing. */
  translatedBy: v.nullable(v.string()),
  recordedBy: v.nullable(v.string()),
  reviewedBy: v.nullable(v.string()),
  /** Of whoever asks: nobody reviews their own. */
  isOwn: v.boolean(),
  revision,
})
export type VoiceSentence = v.InferOutput<typeof voiceSentence>

const published = v.nullable(v.object({ at: v.string(), sentences: count }))

export const voiceWork = v.object({
  language: languageTag,
  sentences: v.array(voiceSentence),
  published,
})
export type VoiceWork = v.InferOutput<typeof voiceWork>

export const voiceOverview = v.object({
  /** Of each language that somebody has begun. */
  languages: v.array(
    v.object({ language: languageTag, translated: count, recorded: count, reviewed: count, published }),
  ),
})
export type VoiceOverview = v.InferOutput<typeof voiceOverview>
