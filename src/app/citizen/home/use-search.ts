import { useEffect, useMemo, useState } from 'react'
import { loadSummaries } from '../../../catalogue/built-in.ts'
import type { Knowledge } from '../../../catalogue/search/knowledge.ts'
import { useDevice } from '../../session/device-state.ts'
import type { Search } from './search-engine.ts'

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve))

async function load() {
  const [summaries, { prepareSearch }] = await Promise.all([loadSummaries(), import('./search-engine.ts')])
  return prepareSearch(summaries, nextTask)
}

type Loaded = Awaited<ReturnType<typeof load>>

let loading: Promise<Loaded> | undefined

/** Once for all screens; after a failure the next call tries again. */
function loadOnce(): Promise<Loaded> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

let loadingKnowledge: Promise<Knowledge> | undefined

/** What people say for the official words: after the search itself, in slices between taps. */
function loadKnowledgeOnce(): Promise<Knowledge> {
  loadingKnowledge ??= import('../../../catalogue/search/knowledge.ts')
    .then(({ openKnowledge }) => openKnowledge(nextTask))
    .catch((error: unknown) => {
      loadingKnowledge = undefined
      throw error
    })
  return loadingKnowledge
}

/** The search over the built-in catalogue, for the province where this device stands. */
export function useSearch(): { readonly search: Search | 'loading' | 'failed'; readonly retry: () => void } {
  const [loaded, setLoaded] = useState<Loaded | 'loading' | 'failed'>('loading')
  const [knowledge, setKnowledge] = useState<Knowledge>()
  const [attempt, setAttempt] = useState(0)
  const province = useDevice()?.unit.province
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is a reason to load again.
  useEffect(() => {
    let isWanted = true
    loadOnce().then(
      (value) => {
        if (!isWanted) return
        setLoaded(() => value)
        loadKnowledgeOnce().then(
          (book) => isWanted && setKnowledge(book),
          (error: unknown) => {
            // Not arrived: the search goes on with the official words.
            if (!(error instanceof TypeError)) throw error
          },
        )
      },
      (error: unknown) => {
        // A chunk that does not arrive: no network on the very first visit. Anything else is a bug.
        if (!(error instanceof TypeError)) throw error
        if (isWanted) setLoaded('failed')
      },
    )
    return () => {
      isWanted = false
    }
  }, [attempt])
  const search = useMemo(
    () => (typeof loaded === 'string' ? loaded : loaded(province, knowledge)),
    [loaded, province, knowledge],
  )
  return {
    search,
    retry: () => {
      setLoaded('loading')
      setAttempt((count) => count + 1)
    },
  }
}
