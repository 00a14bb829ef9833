/** Keeps the published catalogue in step with the imported one, whichever process or command imported it. */
import type { CataloguePack } from '../../contract/catalogue-pack.ts'
import { importedAt, type PublishContext, publishCatalogue } from './publish.ts'

export interface CataloguePublisher {
  /** Publishes if something was imported since the last look; the first look is always a whole one. */
  look(): Promise<void>
  /** What devices are offered, the newest first. Other processes' packs are seen within seconds. */
  packs(): Promise<readonly CataloguePack[]>
}

/** Thousands of devices ask for the manifest after a storm; the folder is looked at once. */
const freshMs = 5_000

export function createCataloguePublisher(
  context: PublishContext & { onFault(error: unknown): void },
): CataloguePublisher {
  let seen: string | null | undefined
  let known: { readonly at: number; readonly packs: Promise<readonly CataloguePack[]> } | null = null

  function packs(): Promise<readonly CataloguePack[]> {
    const at = performance.now()
    if (known === null || at - known.at > freshMs) {
      const asked = context.store.all()
      known = { at, packs: asked }
      // The next who asks tries again; who asked hears of it.
      asked.catch(() => {
        known = null
      })
    }
    return known.packs
  }

  return {
    packs,
    async look() {
      try {
        const at = await importedAt(context.folder)
        if (at === seen) return
        await publishCatalogue(context)
        seen = at
        known = null
      } catch (error) {
        // A damaged import: devices keep what they have, and the next look tries again.
        context.onFault(error)
      }
    },
  }
}
