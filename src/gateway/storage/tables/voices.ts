/** Tables of recorded voices. */
import type { VoiceMediaType } from '../../../contract/voice-pack.ts'

/** What is said of one sentence in one language. */
export interface VoiceSentenceTable {
  readonly unit: string
  /** BCP 47. */
  readonly language: string
  /** Digest of `source`. */
  readonly sentence: string
  readonly place: string
  readonly source: string
  readonly translation: string | null
  readonly translated_by: string | null
  /** Digest of its file. */
  readonly recording: string | null
  readonly recording_bytes: number | null
  readonly media_type: VoiceMediaType | null
  readonly recorded_by: string | null
  /** Of this translation and this recording: a change of either takes it back. */
  readonly reviewed_by: string | null
  readonly reviewed_at: string | null
  readonly revision: number
  readonly changed_at: string
}

interface VoiceManifestTable {
  readonly unit: string
  readonly version: number
  /** JSON of `contract/voice-pack.ts`. */
  readonly body: string
}

export interface VoiceTables {
  voice_sentences: VoiceSentenceTable
  voice_manifests: VoiceManifestTable
}
