/** BagIt 1.0 (RFC 8493): a payload with digests of everything, as entries that a folder or a tar file takes. */
import { createHash } from 'node:crypto'
import { bytesOf } from '../../vault/text.ts'

export interface BagFile {
  /** Below the bag's own folder, with slashes: `data/…` for the payload. */
  readonly path: string
  readonly bytes: Uint8Array
}

export const declarationName = 'bagit.txt'
export const informationName = 'bag-info.txt'
export const manifestName = 'manifest-sha256.txt'
export const tagManifestName = 'tagmanifest-sha256.txt'

const declaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

/**
 * The payload, then what makes a bag of it.
 * @param payload paths without `data/`, each once.
 * @param information label and text of `bag-info.txt`, each on one line.
 * @param signed a further tag file, made from the bytes of the manifest.
 */
export async function* bagOf(
  payload: AsyncIterable<BagFile>,
  information: readonly (readonly [string, string])[],
  signed?: (manifest: Uint8Array) => Promise<BagFile>,
): AsyncGenerator<BagFile, void> {
  const digests: string[] = []
  let octets = 0
  for await (const { path, bytes } of payload) {
    octets += bytes.length
    digests.push(manifestLine(`data/${path}`, bytes))
    yield { path: `data/${path}`, bytes }
  }
  const lines = [...information, ['Payload-Oxum', `${octets}.${digests.length}`] as const]
  const manifest = bytesOf(digests.join(''))
  const tags: BagFile[] = [
    { path: declarationName, bytes: bytesOf(declaration) },
    {
      path: informationName,
      bytes: bytesOf(lines.map(([label, text]) => `${label}: ${oneLine(text)}\n`).join('')),
    },
    { path: manifestName, bytes: manifest },
    ...(signed === undefined ? [] : [await signed(manifest)]),
  ]
  yield* tags
  yield {
    path: tagManifestName,
    bytes: bytesOf(tags.map(({ path, bytes }) => manifestLine(path, bytes)).join('')),
  }
}

function manifestLine(path: string, bytes: Uint8Array): string {
  return `${createHash('sha256').update(bytes).digest('hex')}  ${encodePath(path)}\n`
}

/** RFC 8493, 2.1.3: only what would break a line, and the sign itself. */
function encodePath(path: string): string {
  return path.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
