import { useCallback, useRef, useState } from 'react'

interface Unchosen {
  /** Address questions where a commune was begun but none was chosen. */
  readonly unchosen: ReadonlySet<string>
  /** The same, also before it is rendered. Keeps its identity, like the next. */
  readonly readUnchosen: () => ReadonlySet<string>
  readonly setUnchosen: (question: string, isUnchosen: boolean) => void
}

export function useUnchosen(): Unchosen {
  const [unchosen, setIds] = useState<ReadonlySet<string>>(new Set())
  const newest = useRef(unchosen)
  const readUnchosen = useCallback(() => newest.current, [])
  const setUnchosen = useCallback((question: string, isUnchosen: boolean) => {
    if (newest.current.has(question) === isUnchosen) return
    const after = new Set(newest.current)
    if (isUnchosen) after.add(question)
    else after.delete(question)
    newest.current = after
    setIds(after)
  }, [])
  return { unchosen, readUnchosen, setUnchosen }
}
