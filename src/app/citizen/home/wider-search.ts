/** What the search learns after it is there: what people say for the official words, and the procedures of the pack. */
import { liveQuery } from 'dexie'
import { loadSummaries } from '../../../catalogue/built-in.ts'
import type { Knowledge } from '../../../catalogue/search/knowledge.ts'
import { currentPack, loadInstalledSummaries } from '../../../device/catalogue/installed.ts'
import { nextTask, type Prepared, prepareSearch } from './search-engine.ts'

let loadingKnowledge: Promise<Knowledge> | undefined

/** In slices between taps. */
function loadKnowledgeOnce(): Promise<Knowledge> {
  loadingKnowledge ??= import('../../../catalogue/search/knowledge.ts')
    .then(({ openKnowledge }) => openKnowledge(nextTask))
    .catch((error: unknown) => {
      loadingKnowledge = undefined
      throw error
    })
  return loadingKnowledge
}

let widened: { readonly version: number; readonly prepared: Promise<Prepared> } | undefined

/** Once for each version of the pack. What was made by hand stands in the place of what the pack has. */
function prepareOnce(version: number): Promise<Prepared> {
  if (widened?.version === version) return widened.prepared
  const prepared = Promise.all([loadSummaries(), loadInstalledSummaries(nextTask)]).then(
    ([builtIn, installed]) => {
      const known = new Set(builtIn.map(({ code }) => code))
      return prepareSearch([...builtIn, ...installed.filter(({ code }) => !known.has(code))])
    },
  )
  prepared.catch(() => {
    widened = undefined
  })
  widened = { version, prepared }
  return prepared
}

/**
 * @param builtIn the search over the built-in catalogue, which goes on until a wider one is there.
 * @param onWider called with each better one.
 * @returns the way to stop.
 */
export function widenSearch(builtIn: Prepared, onWider: (prepared: Prepared) => void): () => void {
  let prepared = builtIn
  let knowledge: Knowledge | undefined
  let wanted: number | undefined
  let isWanted = true
  const tell = () => {
    const [open, book] = [prepared, knowledge]
    if (isWanted) onWider((province) => open(province, book))
  }
  const unlessNotArrived = (error: unknown) => {
    // A chunk that does not arrive: the search goes on with what it has. Anything else is a bug.
    if (!(error instanceof TypeError)) throw error
  }
  loadKnowledgeOnce().then((book) => {
    knowledge = book
    tell()
  }, unlessNotArrived)
  const watching = liveQuery(currentPack).subscribe((pack) => {
    if (pack?.version === wanted) return
    wanted = pack?.version
    const next = wanted === undefined ? Promise.resolve(builtIn) : prepareOnce(wanted)
    next.then((wider) => {
      if (pack?.version !== wanted) return
      prepared = wider
      tell()
    }, unlessNotArrived)
  })
  return () => {
    isWanted = false
    watching.unsubscribe()
  }
}
