/** All voices of a unit from a stick: the manifest as a line, then its files, as the gateway writes them. */
import { filesOfVoices, type VoiceManifest, voiceManifestLimitBytes } from '../../contract/voice-pack.ts'
import { manifestIn, stageVoices, type VoicesUpdate, work } from './update-voices.ts'

/** Stages the voices in a file; nothing of it is used when anything in it is not as it was signed. */
export function takeVoicesFile(file: Blob): Promise<VoicesUpdate> {
  return work(async (device) => {
    const end = await endOfLine(file)
    if (end === null) return { ok: false, problem: 'not-a-pack' }
    const manifest = manifestIn(new Uint8Array(await file.slice(0, end).arrayBuffer()))
    if (manifest === null) return { ok: false, problem: 'not-a-pack' }
    const places = placesOf(manifest, end + 1)
    return stageVoices(manifest, device, async ({ sha256, bytes }) => {
      const at = places.get(sha256)
      if (at === undefined) return 'altered'
      return new Uint8Array(await file.slice(at, at + bytes).arrayBuffer())
    })
  })
}

/** Where each file begins; the files stand one after the other. */
function placesOf(manifest: VoiceManifest, from: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  let at = from
  for (const { sha256, bytes } of filesOfVoices(manifest)) {
    places.set(sha256, at)
    at += bytes
  }
  return places
}

const sliceBytes = 1_000_000

async function endOfLine(file: Blob): Promise<number | null> {
  for (let at = 0; at < Math.min(file.size, voiceManifestLimitBytes); at += sliceBytes) {
    const slice = new Uint8Array(await file.slice(at, at + sliceBytes).arrayBuffer())
    const end = slice.indexOf(10)
    if (end >= 0) return at + end
  }
  return null
}
