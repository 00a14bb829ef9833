/** The catalogue as the screens see it: on its way, not reachable, or here. Lists have what is built in. */
import { useEffect, useState } from 'react'
import { loadSummaries } from '../../../catalogue/built-in.ts'
import type { Procedure, ProcedureSummary } from '../../../catalogue/schema.ts'

export type Loaded<T> = T | 'loading' | 'failed'

/** Every built-in procedure in short. */
export function useSummaries(): {
  readonly loaded: Loaded<readonly ProcedureSummary[]>
  readonly retry: () => void
} {
  return useLoaded(loadSummaries, 'summaries')
}

/** One procedure in full, built in or of the installed pack; `unknown` when no procedure has this code. */
export function useProcedure(code: string): {
  readonly loaded: Loaded<Procedure | 'unknown'>
  readonly retry: () => void
} {
  return useLoaded(async () => {
    const { loadGuide } = await import('../../../device/catalogue/installed.ts')
    return (await loadGuide(code)) ?? 'unknown'
  }, code)
}

/** @param key loads anew when it changes. */
export function useLoaded<T>(
  load: () => Promise<T>,
  key: string,
): { readonly loaded: Loaded<T>; readonly retry: () => void } {
  const [attempt, setAttempt] = useState(0)
  const [result, setResult] = useState<{ readonly of: string; readonly value: T | 'failed' }>()
  const of = `${key} ${attempt}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: `load` is made anew with each render; `of` says when to run it.
  useEffect(() => {
    let isWanted = true
    load().then(
      (value) => isWanted && setResult({ of, value }),
      (error: unknown) => {
        // A chunk that does not arrive: no network on the very first visit. Anything else is a bug.
        if (!(error instanceof TypeError)) throw error
        if (isWanted) setResult({ of, value: 'failed' })
      },
    )
    return () => {
      isWanted = false
    }
  }, [of])
  return {
    loaded: result?.of === of ? result.value : 'loading',
    retry: () => setAttempt((count) => count + 1),
  }
}
