/** The desk's side of `api/desk/voices`. */
import { recordingLimitBytes } from '../../../contract/voice-pack.ts'
import {
  type RecordingDescription,
  type ReviewRequest,
  recordingHeader,
  type TranslationRequest,
  type VoiceSentence,
  type VoiceWork,
  voiceSentence,
  voiceWork,
} from '../../../contract/voices.ts'
import { apiUrl } from '../../../device/api-url.ts'
import { toBase64Url } from '../../../vault/encoding.ts'
import { bytesOf } from '../../../vault/text.ts'
import { type Answer, ask, nothing } from '../desk-client.ts'
import { sendFile } from '../send-file.ts'

const pathOf = (language: string) => `voices/${encodeURIComponent(language)}`

export function readWork(language: string): Promise<Answer<VoiceWork>> {
  return ask(pathOf(language), voiceWork)
}

export function saveTranslation(language: string, body: TranslationRequest): Promise<Answer<VoiceSentence>> {
  return ask(`${pathOf(language)}/translations`, voiceSentence, { method: 'POST', body })
}

export function saveRecording(
  language: string,
  described: RecordingDescription,
  file: Blob,
): Promise<Answer<VoiceSentence>> {
  return sendFile({
    path: `${pathOf(language)}/recordings`,
    file,
    // What it really is, the gateway finds out.
    mediaType: 'application/octet-stream',
    limitBytes: recordingLimitBytes,
    headers: { [recordingHeader]: toBase64Url(bytesOf(JSON.stringify(described))) },
    schema: voiceSentence,
    onProgress() {},
  })
}

export function removeRecording(
  language: string,
  body: Pick<ReviewRequest, 'source' | 'revision'>,
): Promise<Answer<VoiceSentence>> {
  return ask(`${pathOf(language)}/recording-removals`, voiceSentence, { method: 'POST', body })
}

export function saveReview(language: string, body: ReviewRequest): Promise<Answer<VoiceSentence>> {
  return ask(`${pathOf(language)}/reviews`, voiceSentence, { method: 'POST', body })
}

export function publish(language: string): Promise<Answer<undefined>> {
  return ask(`${pathOf(language)}/publication`, nothing, { method: 'POST' })
}

export function withdraw(language: string): Promise<Answer<undefined>> {
  return ask(`${pathOf(language)}/publication`, nothing, { method: 'DELETE' })
}

/** The session cookie authorises it. */
export function recordingUrl(language: string, sha256: string): string {
  return apiUrl(`api/desk/${pathOf(language)}/recordings/${sha256}`)
}

/** All that the unit has published, for a stick. */
export function voicesFileUrl(unit: string): string {
  return apiUrl(`api/v1/voices/${encodeURIComponent(unit)}/pack`)
}
