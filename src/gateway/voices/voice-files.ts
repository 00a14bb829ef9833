/** Recordings and texts of voice packs among the files: `voices/UNIT/DIGEST`, so that one unit never removes another's. */
import type { PackFile } from '../../contract/catalogue-pack.ts'
import type { VoiceMediaType } from '../../contract/voice-pack.ts'
import { sha256 as digestOf } from '../../vault/encoding.ts'
import type { FileStore } from '../files/file-store.ts'

/** Null for what is none of the sounds that browsers record or play: by its own first bytes, whatever it is called. */
export function soundIn(bytes: Buffer): VoiceMediaType | null {
  const begins = (text: string, at = 0) => bytes.toString('latin1', at, at + text.length) === text
  if (begins('\x1a\x45\xdf\xa3')) return 'audio/webm'
  if (begins('OggS')) return 'audio/ogg'
  if (begins('ftyp', 4)) return 'audio/mp4'
  if (begins('RIFF') && begins('WAVE', 8)) return 'audio/wav'
  const isFrame = bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2
  return begins('ID3') || isFrame ? 'audio/mpeg' : null
}

export function voiceFiles(files: FileStore, unit: string) {
  const folder = `voices/${Buffer.from(unit).toString('hex')}/`
  const keyOf = (sha256: string) => folder + Buffer.from(sha256, 'base64url').toString('hex')
  return {
    async add(bytes: Buffer): Promise<PackFile> {
      const sha256 = await digestOf(new Uint8Array(bytes))
      await files.put(keyOf(sha256), one(bytes), sha256)
      return { sha256, bytes: bytes.length }
    },
    /** Null when it is not there (any more). */
    async read(sha256: string): Promise<Buffer | null> {
      const file = await files.get(keyOf(sha256))
      return file === null ? null : Buffer.concat(await file.content.toArray())
    },
    /** Digests of all that is here. */
    async all(): Promise<readonly string[]> {
      const digests: string[] = []
      for await (const { key } of files.list(folder))
        digests.push(Buffer.from(key.slice(folder.length), 'hex').toString('base64url'))
      return digests
    },
    remove: (sha256: string) => files.remove(keyOf(sha256)),
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
