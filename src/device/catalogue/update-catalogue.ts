/** Asks the gateway for its newest pack and stages it; what is in use stays in use meanwhile. */
import type { CataloguePack } from '../../contract/catalogue-pack.ts'
import { apiUrl } from '../api-url.ts'
import { database } from '../database.ts'
import { attempt, type StorageProblem } from '../storage-state.ts'
import { checkPack, type PackProblem } from './check-pack.ts'
import { downloadFile, forgetDownloads } from './download.ts'
import { readInstalled } from './installed.ts'
import { withCatalogueLock } from './lock.ts'
import { type FileSource, type Staged, stagePack } from './stage.ts'

const timeoutMs = 30_000

export type CatalogueUpdate =
  /** `current`: nothing newer. `none`: the gateway has no pack. */
  | { readonly ok: true; readonly state: 'staged' | 'current' | 'none' }
  | {
      readonly ok: false
      readonly problem:
        | PackProblem
        | Extract<Staged, { ok: false }>['problem']
        | StorageProblem
        | 'not-enrolled'
        /** Another tab is at it. */
        | 'busy'
    }

export function updateCatalogue(): Promise<CatalogueUpdate> {
  return work(async () => {
    const asked = await askManifest()
    if (!asked.ok) return asked
    return asked.state === 'none' ? asked : stageManifest(asked.manifest, () => downloadFile)
  })
}

/** With the lock, and storage faults as values. */
export async function work(job: () => Promise<CatalogueUpdate>): Promise<CatalogueUpdate> {
  const done = await withCatalogueLock(() => attempt(job))
  if (done === undefined) return { ok: false, problem: 'busy' }
  return done.ok ? done.value : done
}

/** @throws Dexie errors when the store is out of reach. */
export async function stageManifest(
  manifest: unknown,
  sourceOf: (pack: CataloguePack) => FileSource,
): Promise<CatalogueUpdate> {
  const device = await database.device.get(1)
  if (device === undefined) return { ok: false, problem: 'not-enrolled' }
  const installed = await readInstalled()
  const checked = await checkPack(manifest, device, installed)
  if (!checked.ok) return checked
  const { pack } = checked
  const known = await database.cataloguePacks.get(pack.version)
  if (known?.gatewayId === pack.gatewayId && known.province === pack.province)
    return { ok: true, state: known.state === 'staged' ? 'staged' : 'current' }
  const staged = await stagePack(pack, installed, sourceOf(pack))
  if (!staged.ok) return staged
  await forgetDownloads()
  return { ok: true, state: 'staged' }
}

type Asked =
  | { readonly ok: true; readonly state: 'none' }
  | { readonly ok: true; readonly state: 'offered'; readonly manifest: unknown }
  | { readonly ok: false; readonly problem: 'offline' | 'not-a-pack' }

async function askManifest(): Promise<Asked> {
  let response: Response
  let text: string
  try {
    response = await fetch(apiUrl('api/v1/catalogue/manifest'), {
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
    text = await response.text()
  } catch {
    // fetch and its body reject only for an unreachable server or the time-out
    return { ok: false, problem: 'offline' }
  }
  if (response.status === 404) return { ok: true, state: 'none' }
  if (!response.ok) return { ok: false, problem: 'offline' }
  try {
    return { ok: true, state: 'offered', manifest: JSON.parse(text) }
  } catch {
    // a page of a portal or proxy
    return { ok: false, problem: 'not-a-pack' }
  }
}
