import { useState } from 'react'
import { type Said, visit } from '../../session/session-context.ts'

const nothing: Said = { cases: {}, grounds: [], event: '' }

/** What was said in the guide of this procedure during this visit, and the way to say more. */
export function useSaid(code: string): readonly [Said, (change: Partial<Said>) => void] {
  const [said, setSaid] = useState<Said>(() => visit.get(code) ?? nothing)
  return [
    said,
    (change) => {
      const next = { ...said, ...change }
      visit.set(code, next)
      setSaid(next)
    },
  ]
}
