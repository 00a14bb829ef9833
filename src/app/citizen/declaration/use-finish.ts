/**
 * After filing, the history is wound back to where the draft began and goes on from the first screen to the receipt:
 * Back leads home, never into a form that is no longer there.
 */
import { useCallback, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useSession } from '../../session/session-context.ts'
import { walkState } from './use-walk.ts'

/** @param close nothing is written to the draft any more */
export function useFinish(close: () => void): {
  readonly isFinished: boolean
  /** Null: it was practice, and there is no receipt. */
  readonly finish: (envelopeId: string | null) => Promise<void>
} {
  const navigate = useNavigate()
  const { depth } = walkState(useLocation())
  const { refresh } = useSession()
  const [isFinished, setIsFinished] = useState(false)

  const finish = useCallback(
    async (envelopeId: string | null) => {
      close()
      setIsFinished(true)
      if (depth > 0) {
        await new Promise((resolve) => {
          window.addEventListener('popstate', resolve, { once: true })
          window.history.go(-depth)
        })
      }
      if (envelopeId === null) {
        // Not by way of the first screen, which ends practice.
        await navigate('/tap-huan/da-nop-thu', { replace: true })
      } else {
        await navigate('/', { replace: true })
        await navigate(`/bien-nhan/${envelopeId}`)
      }
      await refresh()
    },
    [close, depth, navigate, refresh],
  )
  return { isFinished, finish }
}
