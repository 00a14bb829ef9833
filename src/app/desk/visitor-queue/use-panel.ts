import { useCallback, useEffect, useState } from 'react'
import type { QueuePanel } from '../../../contract/visitor-queue.ts'
import { subscribeQueue } from '../../visitor-queue/queue-client.ts'
import type { Answer, DeskProblem } from '../desk-client.ts'
import { usePolled } from '../use-polled.ts'
import { readPanel } from './desk-queue-client.ts'

interface Panel {
  readonly panel: QueuePanel | null
  /** Why the latest reading failed. */
  readonly problem: DeskProblem | null
  /** Why the latest deed was not done. */
  readonly failure: DeskProblem | null
  readonly isBusy: boolean
  readonly refresh: () => Promise<void>
  /** One thing at a time. @returns whether it was done. */
  readonly run: (work: () => Promise<Answer<unknown>>) => Promise<boolean>
}

/** The unit's queue as it is now: read again at each news of it. */
export function usePanel(): Panel {
  const { value: panel, problem, refresh } = usePolled(readPanel)
  const [failure, setFailure] = useState<DeskProblem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const unit = panel?.unit ?? null
  useEffect(() => {
    if (unit === null) return
    return subscribeQueue(unit, { onChange: () => void refresh() })
  }, [unit, refresh])
  const run = useCallback(
    async (work: () => Promise<Answer<unknown>>) => {
      setIsBusy(true)
      setFailure(null)
      const answer = await work()
      await refresh()
      setIsBusy(false)
      if (!answer.ok) setFailure(answer.problem)
      return answer.ok
    },
    [refresh],
  )
  return { panel, problem, failure, isBusy, refresh, run }
}
