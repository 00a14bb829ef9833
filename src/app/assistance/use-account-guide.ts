import { useEffect, useState } from 'react'
import { loadAccountGuide } from '../../catalogue/assistance/account-guide.ts'
import type { AccountGuide } from '../../domain/assistance/guide.ts'

/** Null while it is being loaded; a part of the app, so it is there without a network. */
export function useAccountGuide(): AccountGuide | null {
  const [guide, setGuide] = useState<AccountGuide | null>(null)
  const [failure, setFailure] = useState<unknown>()
  useEffect(() => {
    loadAccountGuide().then(setGuide, setFailure)
  }, [])
  // The route's own error screen offers to open the page again.
  if (failure !== undefined) throw failure
  return guide
}
