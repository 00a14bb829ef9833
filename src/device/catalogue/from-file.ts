/** A pack from a stick: the manifest as a line, then the full parts, as the gateway writes it. */
import { type CataloguePack, packManifestLimitBytes } from '../../contract/catalogue-pack.ts'
import { sha256 } from '../../vault/encoding.ts'
import { textOf } from '../../vault/text.ts'
import type { FileSource } from './stage.ts'
import { type CatalogueUpdate, stageManifest, work } from './update-catalogue.ts'

/** Stages the pack in a file; nothing of it is used when anything in it is not as it was signed. */
export function takeCatalogueFile(file: Blob): Promise<CatalogueUpdate> {
  return work(async () => {
    const head = new Uint8Array(await file.slice(0, packManifestLimitBytes).arrayBuffer())
    const end = head.indexOf(10)
    if (end < 0) return { ok: false, problem: 'not-a-pack' }
    let manifest: unknown
    try {
      manifest = JSON.parse(textOf(head.subarray(0, end)))
    } catch {
      // not text, or not JSON
      return { ok: false, problem: 'not-a-pack' }
    }
    return stageManifest(manifest, (pack) => sourceIn(file, end + 1, pack))
  })
}

/** The parts stand one after the other; a file holds no deltas, so that the whole is taken. */
function sourceIn(file: Blob, from: number, { list, details }: CataloguePack): FileSource {
  const places = new Map([
    [details.full.sha256, from + list.full.bytes],
    [list.full.sha256, from],
  ])
  return async (part) => {
    const at = places.get(part.sha256)
    if (at === undefined) return { ok: false, problem: 'altered' }
    const bytes = new Uint8Array(await file.slice(at, at + part.bytes).arrayBuffer())
    const isWhole = bytes.length === part.bytes && (await sha256(bytes)) === part.sha256
    return isWhole ? { ok: true, bytes } : { ok: false, problem: 'altered' }
  }
}
