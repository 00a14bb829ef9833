/**
 * After filing or setting aside, the history is wound back to where the draft began and goes on from the first screen to
 * the receipt or the list: Back leads home, never into a form that is no longer there.
 */
import { useCallback, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useSession } from '../../session/session-context.ts'
import { walkState } from '../declaration/use-walk.ts'

/** @param close nothing is written to the draft any more */
export function useFinish(close: () => void): {
  readonly isFinished: boolean
  /** Null: it was practice, and there is no receipt. */
  readonly finish: (address: string | null) => Promise<void>
} {
  const navigate = useNavigate()
  const { depth } = walkState(useLocation())
  const { refresh } = useSession()
  const [isFinished, setIsFinished] = useState(false)

  const finish = useCallback(
    async (address: string | null) => {
      close()
      setIsFinished(true)
      if (depth > 0) {
        await new Promise((resolve) => {
          window.addEventListener('popstate', resolve, { once: true })
          window.history.go(-depth)
        })
      }
      if (address === null) {
        // Not by way of the first screen, which ends practice.
        await navigate('/tap-huan/da-nop-thu', { replace: true })
      } else {
        await navigate('/', { replace: true })
        await navigate(address)
      }
      await refresh()
    },
    [close, depth, navigate, refresh],
  )
  return { isFinished, finish }
}
