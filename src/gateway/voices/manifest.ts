/** The manifest of a unit's voices as it is stored, and which files are needed for it or for anybody's work. */
import * as v from 'valibot'
import { filesOfVoices, type VoiceManifest, voiceManifest } from '../../contract/voice-pack.ts'
import type { GatewayContext } from '../context.ts'
import { voiceFiles } from './voice-files.ts'

type Stored = Pick<GatewayContext, 'storage'>

/** Null before the first publication, and for what another version of the product wrote. */
export async function readManifest({ storage }: Stored, unit: string): Promise<VoiceManifest | null> {
  const stored = await storage.voices.manifest(unit)
  return stored === undefined ? null : manifestIn(stored.body)
}

export function manifestIn(body: string): VoiceManifest | null {
  let written: unknown
  try {
    written = JSON.parse(body)
  } catch {
    // of a database that somebody has mended by hand
    return null
  }
  const read = v.safeParse(voiceManifest, written)
  return read.success ? read.output : null
}

export function filesNamed(manifest: VoiceManifest): readonly string[] {
  return filesOfVoices(manifest).map(({ sha256 }) => sha256)
}

/**
 * Removes files that nobody needs. Somebody may publish or record one of them between the look and the removal: it is
 * put back then, and `publish.ts` looks for its files once more after publishing.
 */
export async function dropUnneeded(
  { storage, files }: Pick<GatewayContext, 'storage' | 'files'>,
  unit: string,
  candidates: readonly string[],
): Promise<void> {
  const ours = voiceFiles(files, unit)
  const neededOf = async (digests: readonly string[]) => {
    const manifest = await readManifest({ storage }, unit)
    const named = new Set(manifest === null ? [] : filesNamed(manifest))
    const needed: string[] = []
    for (const sha256 of digests)
      if (named.has(sha256) || (await storage.voices.isUsed(unit, sha256))) needed.push(sha256)
    return new Set(needed)
  }
  const kept = await neededOf(candidates)
  for (const sha256 of candidates) {
    if (kept.has(sha256)) continue
    const bytes = await ours.read(sha256)
    if (bytes === null) continue
    await ours.remove(sha256)
    if ((await neededOf([sha256])).has(sha256)) await ours.add(bytes)
  }
}
