import { useCallback, useState } from 'react'

/** Address questions where a commune was begun but none was chosen; the second keeps its identity. */
export function useUnchosen(): readonly [
  unchosen: ReadonlySet<string>,
  setUnchosen: (question: string, isUnchosen: boolean) => void,
] {
  const [unchosen, setIds] = useState<ReadonlySet<string>>(new Set())
  const setUnchosen = useCallback(
    (question: string, isUnchosen: boolean) =>
      setIds((before) => {
        if (before.has(question) === isUnchosen) return before
        const after = new Set(before)
        if (isUnchosen) after.add(question)
        else after.delete(question)
        return after
      }),
    [],
  )
  return [unchosen, setUnchosen]
}
