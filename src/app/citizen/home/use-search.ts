import { useEffect, useMemo, useState } from 'react'
import { loadSummaries } from '../../../catalogue/built-in.ts'
import { firstPicture } from '../../first-picture.ts'
import { useDevice } from '../../session/device-state.ts'
import type { Prepared, Search } from './search-engine.ts'

async function load(): Promise<Prepared> {
  await firstPicture
  const [summaries, { prepareSearch }] = await Promise.all([loadSummaries(), import('./search-engine.ts')])
  return prepareSearch(summaries)
}

let loading: Promise<Prepared> | undefined

/** Once for all screens; after a failure the next call tries again. */
function loadOnce(): Promise<Prepared> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

/** The search over the built-in catalogue, and soon over the installed pack as well, for where this device stands. */
export function useSearch(): { readonly search: Search | 'loading' | 'failed'; readonly retry: () => void } {
  const [loaded, setLoaded] = useState<Prepared | 'loading' | 'failed'>('loading')
  const [attempt, setAttempt] = useState(0)
  const province = useDevice()?.unit.province
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is a reason to load again.
  useEffect(() => {
    let isWanted = true
    let stop: (() => void) | undefined
    loadOnce().then(
      (value) => {
        if (!isWanted) return
        setLoaded(() => value)
        import('./wider-search.ts').then(
          ({ widenSearch }) => {
            if (isWanted) stop = widenSearch(value, (wider) => setLoaded(() => wider))
          },
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
      stop?.()
    }
  }, [attempt])
  const search = useMemo(() => (typeof loaded === 'string' ? loaded : loaded(province)), [loaded, province])
  return {
    search,
    retry: () => {
      setLoaded('loading')
      setAttempt((count) => count + 1)
    },
  }
}
