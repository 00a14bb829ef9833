import { useEffect, useRef } from 'react'

interface Folding {
  /** What may be pressed and focused without folding it. */
  inside(): Element | null | undefined
  /** `key`: the focus is in what folds away, unless it is given to what unfolded it. */
  fold(by: 'key' | 'elsewhere'): void
}

/** What is unfolded over a screen folds by Escape, and when somebody presses or focuses something else. */
export function useFolding(isUnfolded: boolean, folding: Folding): void {
  const latest = useRef(folding)
  latest.current = folding
  useEffect(() => {
    if (!isUnfolded) return
    const foldOutside = ({ target }: Event) => {
      const { inside, fold } = latest.current
      if (target instanceof Node && inside()?.contains(target) !== true) fold('elsewhere')
    }
    const foldByKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') latest.current.fold('key')
    }
    document.addEventListener('pointerdown', foldOutside)
    document.addEventListener('focusin', foldOutside)
    document.addEventListener('keydown', foldByKey)
    return () => {
      document.removeEventListener('pointerdown', foldOutside)
      document.removeEventListener('focusin', foldOutside)
      document.removeEventListener('keydown', foldByKey)
    }
  }, [isUnfolded])
}
