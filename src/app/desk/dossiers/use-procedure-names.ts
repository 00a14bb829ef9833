import { useEffect, useState } from 'react'
import { loadSummaries } from '../../../catalogue/built-in.ts'
import type { LocalizedText } from '../../../domain/text/localized.ts'

/** Plain names of procedures by code; empty until they are here, and a list then shows codes. */
export function useProcedureNames(): ReadonlyMap<string, LocalizedText> {
  const [names, setNames] = useState<ReadonlyMap<string, LocalizedText>>(new Map())
  useEffect(() => {
    let isWanted = true
    loadSummaries().then(
      (summaries) => {
        if (isWanted) setNames(new Map(summaries.map(({ code, plainName }) => [code, plainName])))
      },
      (error: unknown) => {
        // A chunk that does not arrive while the network is away; the codes serve until the next visit.
        if (!(error instanceof TypeError)) throw error
      },
    )
    return () => {
      isWanted = false
    }
  }, [])
  return names
}
