import { useEffect, useState } from 'react'
import { type AnyDraft, readDraft } from '../../../../device/drafts.ts'
import type { Session } from '../../../../device/session.ts'

type Found =
  | { readonly name: 'reading' }
  | { readonly name: 'none' }
  | { readonly name: 'draft'; readonly draft: AnyDraft }

/** What this session holds already, whatever it is to become. */
export function useFoundDraft(session: Session | undefined): Found {
  const [found, setFound] = useState<Found>({ name: 'reading' })
  useEffect(() => {
    let isWanted = true
    const read = session === undefined ? undefined : readDraft(session)
    if (read === undefined) setFound({ name: 'none' })
    else {
      void read.then((result) => {
        if (isWanted) setFound(result.ok ? { name: 'draft', draft: result.draft } : { name: 'none' })
      })
    }
    return () => {
      isWanted = false
    }
  }, [session])
  return found
}
