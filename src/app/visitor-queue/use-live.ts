import { useCallback, useEffect, useRef, useState } from 'react'
import { type Answer, type QueueProblem, subscribeQueue } from './queue-client.ts'

const withNewsMs = 30_000
const withoutNewsMs = 4000

interface Live<Value> {
  /** The last good answer; it stays while there is no contact. */
  readonly value: Value | null
  /** Why the latest question was not answered; null when it was. */
  readonly problem: QueueProblem | null
  readonly refresh: () => Promise<void>
}

/**
 * Reads something of a queue, again at each news of the unit, and every few seconds while there are no news: a screen
 * on a wall comes back by itself. A page out of sight asks nothing until it is looked at.
 *
 * @param read must keep its identity. @param unit null while it is not known.
 * @param isHeard whether it is of use out of sight, too
 */
export function useLive<Value>(
  read: () => Promise<Answer<Value>>,
  unit: string | null,
  isHeard = false,
): Live<Value> {
  const [state, setState] = useState<Omit<Live<Value>, 'refresh'>>({ value: null, problem: null })
  const [hasNews, setHasNews] = useState(false)
  const latest = useRef(0)
  const refresh = useCallback(async () => {
    latest.current += 1
    const turn = latest.current
    const answer = await read()
    // A later question has been asked: its answer counts.
    if (turn !== latest.current) return
    setState((before) =>
      answer.ok ? { value: answer.value, problem: null } : { value: before.value, problem: answer.problem },
    )
  }, [read])

  useEffect(() => void refresh(), [refresh])
  useEffect(() => {
    if (unit === null) return
    return subscribeQueue(unit, { onChange: () => void refresh(), onContact: setHasNews })
  }, [unit, refresh])
  useEffect(() => {
    const look = () => {
      if (isHeard || !document.hidden) void refresh()
    }
    const timer = setInterval(look, hasNews ? withNewsMs : withoutNewsMs)
    return () => clearInterval(timer)
  }, [hasNews, isHeard, refresh])
  useEffect(() => {
    // The news of a unit begin anew with the page in view, and are told then.
    if (unit !== null) return
    const look = () => {
      if (!document.hidden) void refresh()
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [unit, refresh])
  return { ...state, refresh }
}
