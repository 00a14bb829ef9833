/**
 * Which voice says a part, best first: a person's recording in the chosen language, the unit's own Vietnamese one, a
 * voice of the device, a voice made beforehand. What people answered never leaves the device: a voice that works over
 * the network is none (`localService`).
 */
import type { VoiceMediaType } from '../../contract/voice-pack.ts'
import { installedTexts, recordingFile } from '../../device/voices/installed-voices.ts'
import { forHearing } from '../../domain/speech/for-hearing.ts'
import { sameWords } from '../../domain/speech/sentence.ts'
import { localVoices, type Sound, voiceFor } from './device-voices.ts'
import { renderedSound } from './rendered-voice.ts'
import type { SpokenPart } from './spoken-parts.ts'

/** One way to say a part, from its beginning to its end; null when this voice cannot. */
type Way = (part: SpokenPart) => Promise<readonly Sound[] | null>

/** @param pack tag of the chosen language; null for Vietnamese or English. */
export async function openVoices(pack: string | null): Promise<readonly Way[]> {
  const [local, ofPack, ofUnit] = await Promise.all([
    localVoices(),
    pack === null ? null : recordingsOf(pack),
    recordingsOf('vi'),
  ])
  const spoken: Way = async ({ text, language, sources, sourceLanguage }) => {
    const own = voiceFor(local, language)
    const said = (written: string, tag: string) => (tag === 'vi' ? forHearing(written) : written)
    if (own !== undefined) return [{ kind: 'speech', text: said(text, language), voice: own }]
    const voice = voiceFor(local, sourceLanguage)
    return voice === undefined
      ? null
      : [{ kind: 'speech', text: said(sources.join(' '), sourceLanguage), voice }]
  }
  return [...(ofPack === null ? [] : [inPieces(ofPack)]), inPieces(ofUnit), spoken, inPieces(renderedSound)]
}

type Find = (text: string) => Promise<Sound | null>

/** The part as a whole, or else every piece of it: half a sentence in another voice helps nobody. */
function inPieces(find: Find): Way {
  return async ({ sources, sourceLanguage }) => {
    if (sourceLanguage !== 'vi') return null
    const whole = await find(sameWords(sources.join(' ')))
    if (whole !== null) return [whole]
    const pieces: Sound[] = []
    for (const source of sources) {
      const sound = await find(source)
      if (sound === null) return null
      pieces.push(sound)
    }
    return pieces
  }
}

async function recordingsOf(language: string): Promise<Find> {
  const recordings = new Map(
    (await installedTexts(language)).flatMap(({ source, recording }) =>
      recording === null || !canPlay(recording.mediaType) ? [] : [[source, recording] as const],
    ),
  )
  return async (text) => {
    const recording = recordings.get(text)
    const file = recording === undefined ? null : await recordingFile(recording.sha256, recording.mediaType)
    return file === null ? null : { kind: 'file', file }
  }
}

function canPlay(mediaType: VoiceMediaType): boolean {
  return document.createElement('audio').canPlayType(mediaType) !== ''
}
