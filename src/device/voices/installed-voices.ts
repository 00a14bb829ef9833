/** The voice packs that this device uses. */
import * as v from 'valibot'
import {
  type VoiceManifest,
  type VoiceMediaType,
  type VoiceTexts,
  voiceTexts,
} from '../../contract/voice-pack.ts'
import { type DeviceRow, database, type VoicesSetting } from '../database.ts'
import { attempt } from '../storage-state.ts'
import { fileInCache, hasVoiceCache } from './voice-cache.ts'

const none = { key: 'voices', installed: null, staged: null } as const satisfies VoicesSetting

/** What is of another gateway or unit than the device now is counts for nothing. Joins a transaction over `settings`. */
export async function readVoices({
  gateway,
  unit,
}: Pick<DeviceRow, 'gateway' | 'unit'>): Promise<VoicesSetting> {
  const row = await database.settings.get('voices')
  if (row?.key !== 'voices') return none
  const ours = (manifest: VoiceManifest | null) =>
    manifest?.gatewayId === gateway.gatewayId && manifest.unit === unit.code ? manifest : null
  return { key: 'voices', installed: ours(row.installed), staged: ours(row.staged) }
}

/** For `useLiveQuery`: null when none are installed, or the store is out of reach. */
export async function currentVoices(): Promise<VoiceManifest | null> {
  const read = await attempt(async () => {
    const device = await database.device.get(1)
    return device === undefined ? null : (await readVoices(device)).installed
  })
  return read.ok ? read.value : null
}

/** What a language's pack says; empty when it is not installed, or the browser has dropped it. */
export async function installedTexts(language: string): Promise<VoiceTexts> {
  const pack = (await currentVoices())?.languages.find((each) => each.language === language)
  if (pack === undefined || !hasVoiceCache()) return []
  const file = await fileInCache(pack.texts.sha256)
  const read = file === null ? null : v.safeParse(voiceTexts, await file.json())
  return read?.success === true ? read.output : []
}

/** A recording as a file to play; null when the browser has dropped it. */
export async function recordingFile(sha256: string, mediaType: VoiceMediaType): Promise<Blob | null> {
  const file = hasVoiceCache() ? await fileInCache(sha256) : null
  return file === null ? null : new Blob([await file.arrayBuffer()], { type: mediaType })
}
