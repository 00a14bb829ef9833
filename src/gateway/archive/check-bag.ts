/** Whether a bag is complete and unaltered (RFC 8493, 3): everything that is wrong with it, by name. */
import { createHash } from 'node:crypto'
import { declarationName, informationName, manifestName, tagManifestName } from './bag.ts'
import type { BagEntry } from './bag-place.ts'

export interface BagFault {
  readonly problem:
    | 'declaration-missing'
    | 'version-unknown'
    | 'manifest-missing'
    | 'manifest-malformed'
    | 'file-missing'
    | 'file-altered'
    | 'file-unlisted'
    | 'file-twice'
    | 'payload-size-differs'
  readonly path: string
}

/** Tag files are small. */
const tagLimitBytes = 5_000_000

/** @returns no faults for a bag that is complete and valid. */
export async function checkBag(entries: AsyncIterable<BagEntry>): Promise<BagFault[]> {
  const faults: BagFault[] = []
  const digests = new Map<string, string>()
  const tags = new Map<string, string>()
  let octets = 0
  let files = 0
  for await (const { path, content } of entries) {
    const hash = createHash('sha256')
    const isPayload = path.startsWith('data/')
    const kept: Uint8Array[] = []
    let bytes = 0
    for await (const chunk of content) {
      hash.update(chunk)
      bytes += chunk.length
      if (!isPayload && bytes <= tagLimitBytes) kept.push(chunk)
    }
    if (digests.has(path)) faults.push({ problem: 'file-twice', path })
    digests.set(path, hash.digest('hex'))
    if (!isPayload) tags.set(path, Buffer.concat(kept).toString('utf8'))
    else {
      octets += bytes
      files += 1
    }
  }
  faults.push(...declarationFaults(tags.get(declarationName)))
  const listed = manifestFaults(manifestName, tags, digests, faults)
  const listedTags = manifestFaults(tagManifestName, tags, digests, faults)
  for (const path of digests.keys()) {
    const isListed = path.startsWith('data/') ? listed.has(path) : listedTags.has(path)
    if (!isListed && path !== tagManifestName) faults.push({ problem: 'file-unlisted', path })
  }
  const oxum = /^Payload-Oxum: (.*)$/m.exec(tags.get(informationName) ?? '')?.[1]
  if (oxum !== undefined && oxum.trim() !== `${octets}.${files}`)
    faults.push({ problem: 'payload-size-differs', path: informationName })
  return faults
}

function declarationFaults(text: string | undefined): BagFault[] {
  const path = declarationName
  if (text === undefined) return [{ problem: 'declaration-missing', path }]
  return /^BagIt-Version: 1\.0\r?\nTag-File-Character-Encoding: UTF-8\r?\n?$/.test(text)
    ? []
    : [{ problem: 'version-unknown', path }]
}

/** @returns the paths that the manifest lists; what is wrong is added to the faults. */
function manifestFaults(
  name: string,
  tags: ReadonlyMap<string, string>,
  digests: ReadonlyMap<string, string>,
  faults: BagFault[],
): Set<string> {
  const listed = new Set<string>()
  const text = tags.get(name)
  if (text === undefined) {
    faults.push({ problem: 'manifest-missing', path: name })
    return listed
  }
  for (const line of text.split(/\r?\n|\r/).filter((one) => one !== '')) {
    const [, digest = '', encoded = ''] = /^([0-9a-fA-F]{64})[ \t]+(.+)$/s.exec(line) ?? []
    const path = encoded.replace(/%0D/gi, '\r').replace(/%0A/gi, '\n').replace(/%25/g, '%')
    if (path === '' || listed.has(path)) {
      faults.push({ problem: 'manifest-malformed', path: name })
      continue
    }
    listed.add(path)
    const found = digests.get(path)
    if (found === undefined) faults.push({ problem: 'file-missing', path })
    else if (found !== digest.toLowerCase()) faults.push({ problem: 'file-altered', path })
  }
  return listed
}
