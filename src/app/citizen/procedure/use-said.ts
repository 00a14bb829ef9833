import { useEffect, useState } from 'react'
import { type Said, useSession, visit } from '../../session/session-context.ts'

const nothing: Said = { cases: {}, grounds: [], event: '' }

/** As long as the inactivity guard waits. The first screen has no guard, so that it must be counted here. */
const forgottenAfterMs = 240_000
let leftAt = 0

/** What was said in the guide of this procedure during this visit, and the way to say more. */
export function useSaid(code: string): readonly [Said, (change: Partial<Said>) => void] {
  const { current } = useSession()
  const isInSession = current.state === 'open'
  const [said, setSaid] = useState<Said>(() => {
    if (!isInSession && Date.now() - leftAt > forgottenAfterMs) visit.clear()
    return visit.get(code) ?? nothing
  })
  useEffect(
    () => () => {
      leftAt = Date.now()
    },
    [],
  )
  return [
    said,
    (change) => {
      const next = { ...said, ...change }
      visit.set(code, next)
      setSaid(next)
    },
  ]
}
